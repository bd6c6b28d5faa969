import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Filter } from '../api/lists.js';
import type { ListSpec } from '../lists/list.js';
import type { Column, Row } from './column.js';
import { Filters } from './filters.js';
import { ListBody } from './list-body.js';

const WORDS = ['q', 'status', 'bank', 'scheme', 'from', 'to', 'sort'] as const;

export interface ListPageProps {
  readonly list: ListSpec;
  /** Rows that are ticked, by key, and what to do when others are. */
  readonly choose?: {
    readonly chosen: ReadonlyMap<string, Row>;
    readonly set: (chosen: ReadonlyMap<string, Row>) => void;
  };
  /** Between filters and rows. */
  readonly above?: ReactNode;
  /** A last column with what can be done with a row. */
  readonly action?: Column;
  /** What the list is held to besides what the address says. */
  readonly held?: Filter;
  /** The list is one part of a page, and as long as its rows; otherwise its rows scroll within the page. */
  readonly flow?: boolean;
}

/** A list: what is looked for stands in the address, so that a link can carry it. */
export function ListPage(props: ListPageProps) {
  const { list, above, held, flow } = props;
  const search = useSearch({ strict: false }) as Record<string, string | undefined>;
  const navigate = useNavigate();
  const filter: Filter = Object.fromEntries(WORDS.map((word) => [word, search[word]]));
  const set = (words: Filter): void => {
    void navigate({ to: '.', search: { ...search, ...words } as Record<string, string> });
  };
  const whole = { ...list.preset, ...filter, ...held };
  return (
    <div className={flow === true ? undefined : 'list-page'}>
      <div className="page-head">
        {flow === true ? <h2>{list.title}</h2> : <h1>{list.title}</h1>}
        <span className="quiet">{list.about}</span>
      </div>
      <Filters list={list} filter={filter} set={set} />
      {above}
      <ListBody {...props} key={JSON.stringify(whole)} filter={whole} set={set} />
    </div>
  );
}
