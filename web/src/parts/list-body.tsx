import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { exportAddress, type Filter, listQuery } from '../api/lists.js';
import { textOf } from './value.js';
import type { Row } from './column.js';
import { ColumnChoice, useColumns } from './column-choice.js';
import { Elsewhere } from './elsewhere.js';
import type { ListPageProps } from './list-page.js';
import { Sheet } from './sheet.js';
import { Loading, Nothing, Trouble } from './states.js';

interface BodyProps extends ListPageProps {
  readonly filter: Filter;
  readonly set: (words: Filter) => void;
}

/** The rows of one page of a list, and the way to the others. */
export function ListBody({ list, filter, set, choose, action, flow }: BodyProps) {
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const columns = useColumns(list);
  const page = useQuery(listQuery(list.name, filter, cursors.at(-1)));
  if (page.isPending) return <Loading />;
  if (page.error !== null) return <Trouble error={page.error} again={() => void page.refetch()} />;
  const { items, next } = page.data;
  const filtered = Object.entries(filter).some(([key, value]) => key !== 'sort' && value !== undefined);
  const keyOf = (row: Row, index: number): string =>
    choose === undefined ? `${textOf(row[list.key])}#${index}` : textOf(row[list.key]);
  return (
    <>
      {items.length === 0 ? (
        <Nothing>
          {filtered && list.preset === undefined ? NO_SUCH : list.empty}
          {filter['q'] !== undefined && <Elsewhere q={filter['q']} not={list.path} />}
        </Nothing>
      ) : (
        <Sheet
          label={list.title}
          tall={flow !== true}
          columns={action === undefined ? columns.shown : [...columns.shown, action]}
          rows={items}
          keyOf={keyOf}
          sort={filter['sort']}
          onSort={(sort) => set({ sort })}
          {...(choose === undefined
            ? {}
            : {
                chosen: new Set(choose.chosen.keys()),
                onChoose: (keys) => choose.set(chosenOf(keys, choose.chosen, items, keyOf)),
              })}
        />
      )}
      <div className="pager">
        <Button disabled={cursors.length === 0} onClick={() => setCursors(cursors.slice(0, -1))}>
          上一页
        </Button>
        <span className="one-line">第{cursors.length + 1}页</span>
        <Button disabled={next === null} onClick={() => next !== null && setCursors([...cursors, next])}>
          下一页
        </Button>
        <span className="quiet one-line">本页{items.length}条</span>
        <span className="grow" />
        <ColumnChoice {...columns} />
        <Button href={exportAddress(list.name, filter)} download>
          导出
        </Button>
        <Button onClick={() => window.print()}>打印</Button>
      </div>
    </>
  );
}

const NO_SUCH = '没有符合条件的记录。请放宽条件,或清除筛选。';

/** Rows ticked on other pages stay ticked. */
function chosenOf(
  keys: ReadonlySet<string>,
  before: ReadonlyMap<string, Row>,
  items: readonly Row[],
  keyOf: (row: Row, index: number) => string,
): Map<string, Row> {
  const here = new Map(items.map((row, index) => [keyOf(row, index), row]));
  const kept = [...before].filter(([key]) => !here.has(key));
  return new Map([...kept, ...[...here].filter(([key]) => keys.has(key))]);
}
