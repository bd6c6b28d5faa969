import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { listQuery } from '../api/lists.js';
import type { StatementLinesItem } from '../api/types.js';
import { Answered } from '../parts/ask.js';
import type { Column } from '../parts/column.js';
import { Sheet } from '../parts/sheet.js';
import { Nothing } from '../parts/states.js';
import { TextField } from '../parts/text-field.js';
import { grouped, total } from '../parts/words.js';
import type { Match } from './reconcile.js';

/** 待查款: statement lines with money that is not explained; the maker says by hand what it belongs to. */
export function Suspense({ match }: { readonly match: Match }) {
  const [line, setLine] = useState<StatementLinesItem>();
  const query = useQuery(
    listQuery<StatementLinesItem>('statement-lines', { status: '待查' }, undefined, 200),
  );
  const action: Column<StatementLinesItem> = {
    key: 'action',
    title: '办理',
    look: 'short',
    draw: (row) => <Button onClick={() => setLine(row)}>手工勾对</Button>,
  };
  return (
    <>
      {line !== undefined && match !== undefined && (
        <ByHand key={line.txn_no} line={line} match={match} close={() => setLine(undefined)} />
      )}
      <Answered query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Nothing>待查款为零:每一笔流水都有着落。</Nothing>
          ) : (
            <Sheet
              label="待查款"
              columns={match === undefined ? COLUMNS : [...COLUMNS, action]}
              rows={items}
              keyOf={({ txn_no }, index) => `${txn_no}#${index}`}
              foot={
                <tr>
                  <td colSpan={5}>合计</td>
                  <td className="amount">{grouped(total(items.map(({ suspense }) => suspense)))}</td>
                  <td colSpan={2} />
                </tr>
              }
            />
          )
        }
      </Answered>
    </>
  );
}

const COLUMNS: readonly Column<StatementLinesItem>[] = [
  { key: 'txn_no', title: '流水号', look: 'short' },
  { key: 'booked_on', title: '交易日期', look: 'short' },
  { key: 'direction', title: '收支方向', look: 'short' },
  { key: 'counterparty', title: '对方单位', look: 'text' },
  { key: 'amount', title: '金额', look: 'amount' },
  { key: 'suspense', title: '待查款', look: 'amount' },
  { key: 'purpose', title: '用途', look: 'short' },
];

interface ByHandProps {
  readonly line: StatementLinesItem;
  readonly match: NonNullable<Match>;
  readonly close: () => void;
}

function ByHand({ line, match, close }: ByHandProps) {
  const [target, setTarget] = useState('');
  const [amount, setAmount] = useState(line.suspense?.replace('-', '') ?? '');
  const ready = target.trim() !== '' && /^\d+(\.\d{1,2})?$/.test(amount.trim());
  return (
    <form
      className="panel filters"
      onSubmit={(event) => {
        event.preventDefault();
        match([{ action: '勾对', txn_no: line.txn_no, target: target.trim(), amount: amount.trim() }]);
      }}
    >
      <span>
        流水 <strong>{line.txn_no}</strong>,待查{grouped(line.suspense ?? '')}元
      </span>
      <TextField
        label="对应编号"
        value={target}
        set={setTarget}
        hint="追偿或补偿编号、另一流水号,或 利息、注资、存款转回、存款存出"
      />
      <TextField label="金额(元)" value={amount} set={setAmount} />
      <Button htmlType="submit" type="primary" disabled={!ready}>
        勾对
      </Button>
      <Button onClick={close}>取消</Button>
    </form>
  );
}
