import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Tabs } from 'antd';
import { useState } from 'react';
import { get } from '../api/client.js';
import { useMe } from '../api/me.js';
import type { ProposedRow } from '../api/proposals.js';
import type { Suggestion, Suggestions } from '../api/types.js';
import { matchList } from '../lists/queues.js';
import { Answered } from '../parts/ask.js';
import type { Column, Row } from '../parts/column.js';
import { ListPage } from '../parts/list-page.js';
import { NumberLink } from '../parts/number-link.js';
import { Sheet } from '../parts/sheet.js';
import { Nothing } from '../parts/states.js';
import { textOf } from '../parts/value.js';
import { grouped } from '../parts/words.js';
import { Closing } from './closing.js';
import { ProposeDialog } from './propose-dialog.js';
import { Suspense } from './suspense.js';

/** 对账: money that found no home, what it might belong to, and the close of a month. */
export function Reconcile() {
  const me = useMe();
  const navigate = useNavigate();
  const { tab = 'suggestions' } = useSearch({ strict: false }) as { tab?: string };
  const [rows, setRows] = useState<readonly ProposedRow[]>();
  const match = me.role === 'maker' ? setRows : undefined;
  return (
    <>
      <div className="page-head">
        <h1>对账</h1>
        <span className="quiet">建议只供参考,从不自动入账</span>
      </div>
      <Tabs
        activeKey={tab}
        onChange={(key) => void navigate({ to: '.', search: { tab: key } as Record<string, string> })}
        items={[
          { key: 'suggestions', label: '勾对建议', children: <SuggestionTable match={match} /> },
          { key: 'suspense', label: '待查款', children: <Suspense match={match} /> },
          { key: 'closing', label: '月末三方对账', children: <Closing /> },
          { key: 'matches', label: '勾对台账', children: <Matches match={match} /> },
        ]}
      />
      {rows !== undefined && (
        <ProposeDialog
          kind="matching"
          title="勾对"
          rows={rows}
          close={() => setRows(undefined)}
          done={() => setRows(undefined)}
        />
      )}
    </>
  );
}

/** A matching that proved wrong is undone by another row, proposed and approved like any. */
function Matches({ match }: { readonly match: Match }) {
  if (match === undefined) return <ListPage list={matchList} flow />;
  const undo: Column = {
    key: 'action',
    title: '办理',
    look: 'short',
    draw: (row) =>
      row['action'] === '勾对' && (
        <Button size="small" onClick={() => match([undoOf(row)])}>
          撤销
        </Button>
      ),
  };
  return <ListPage list={matchList} action={undo} flow />;
}

const undoOf = (row: Row): ProposedRow => ({
  action: '撤销',
  txn_no: textOf(row['txn_no']),
  target: textOf(row['target']),
  amount: textOf(row['amount']),
});

export type Match = ((rows: readonly ProposedRow[]) => void) | undefined;

function SuggestionTable({ match }: { readonly match: Match }) {
  const query = useQuery({
    queryKey: ['list', 'suggestions'],
    queryFn: () => get<Suggestions>('/suggestions'),
  });
  const action: Column<Suggestion> = {
    key: 'action',
    title: '办理',
    look: 'short',
    draw: (suggestion) => <Button onClick={() => match?.(rowsOf(suggestion))}>勾对</Button>,
  };
  return (
    <Answered query={query}>
      {({ items }) =>
        items.length === 0 ? (
          <Nothing>没有可建议的勾对。待查款为零,或找不到金额、名称、编号相符的对象。</Nothing>
        ) : (
          <Sheet
            label="勾对建议"
            columns={match === undefined ? COLUMNS : [...COLUMNS, action]}
            rows={items}
            keyOf={({ txn_no }, index) => `${txn_no}#${index}`}
          />
        )
      }
    </Answered>
  );
}

const rowsOf = ({ txn_no, rows }: Suggestion): ProposedRow[] =>
  rows.map(({ target, amount }) => ({ action: '勾对', txn_no, target, amount }));

const COLUMNS: readonly Column<Suggestion>[] = [
  { key: 'txn_no', title: '流水号', look: 'short' },
  { key: 'booked_on', title: '交易日期', look: 'short' },
  { key: 'direction', title: '收支方向', look: 'short' },
  { key: 'suspense', title: '待查款', look: 'amount' },
  { key: 'counterparty', title: '对方单位', look: 'text' },
  {
    key: 'rows',
    title: '可对应',
    look: 'long',
    draw: ({ rows }) => (
      <ul className="findings">
        {rows.map(({ target, amount }) => (
          <li key={target}>
            <NumberLink number={target} /> {grouped(amount)}
          </li>
        ))}
      </ul>
    ),
  },
  { key: 'reasons', title: '理由', look: 'long', draw: ({ reasons }) => reasons.join(';') },
];
