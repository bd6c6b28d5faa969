import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { get } from '../api/client.js';
import { useMe } from '../api/me.js';
import type { Confirmable, ConfirmQueue as Queue } from '../api/types.js';
import { Answered } from '../parts/ask.js';
import type { Column } from '../parts/column.js';
import { useDraft } from '../parts/draft.js';
import { Select } from '../parts/select.js';
import { Sheet } from '../parts/sheet.js';
import { Nothing } from '../parts/states.js';
import { TextField } from '../parts/text-field.js';
import { fenOf, grouped, total, yuanOf } from '../parts/words.js';
import { ConfirmDialog } from './confirm-dialog.js';

/** What waits for the bureau: all, some or none of it goes under one document number. */
export function ConfirmQueue() {
  const query = useQuery({
    queryKey: ['list', 'confirmable'],
    queryFn: () => get<Queue>('/confirmable'),
  });
  return (
    <section className="no-print">
      <h2>等待确认</h2>
      <Answered query={query}>
        {(queue) =>
          queue.items.length === 0 ? (
            <Nothing>没有等待确认的项目。托管机构签发一次初审后,建议补偿和建议核销的列在这里。</Nothing>
          ) : (
            <Waiting queue={queue} />
          )
        }
      </Answered>
    </section>
  );
}

function Waiting({ queue }: { readonly queue: Queue }) {
  const me = useMe();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [documentNo, setDocumentNo, clearDocumentNo] = useDraft('confirmation.document-no');
  const [outcome, setOutcome] = useState('同意');
  const [asking, setAsking] = useState(false);
  const items = queue.items.filter(({ business_no }) => chosen.has(business_no));
  const sum = total(items.map(({ amount }) => amount));
  const left = yuanOf(fenOf(queue.available) - (outcome === '同意' ? fenOf(sum) : 0n));
  const prepares = me.role === 'bureau';
  return (
    <>
      {prepares && (
        <form
          className="panel filters"
          onSubmit={(event) => {
            event.preventDefault();
            setAsking(true);
          }}
        >
          <TextField label="确认文号" value={documentNo} set={setDocumentNo} />
          <Select label="结论" choices={['同意', '不同意']} value={outcome} set={setOutcome} />
          <Button type="primary" htmlType="submit" disabled={items.length === 0 || documentNo.trim() === ''}>
            确认
          </Button>
          <span role="status">
            已选{items.length}件,合计<strong>{grouped(sum)}</strong>元;可用余额{grouped(queue.available)}
            元,确认后余<strong>{grouped(left)}</strong>元
          </span>
        </form>
      )}
      <Sheet
        label="等待确认"
        columns={COLUMNS}
        rows={queue.items}
        keyOf={({ business_no }) => business_no}
        {...(prepares ? { chosen, onChoose: setChosen } : {})}
      />
      <p className="quiet">
        共{queue.items.length}件,合计{grouped(queue.total)}元。
      </p>
      {asking && (
        <ConfirmDialog
          documentNo={documentNo.trim()}
          outcome={outcome as '同意' | '不同意'}
          items={items}
          close={() => setAsking(false)}
          done={() => {
            setAsking(false);
            setChosen(new Set());
            clearDocumentNo();
          }}
        />
      )}
    </>
  );
}

const COLUMNS: readonly Column<Confirmable>[] = [
  { key: 'business_no', title: '业务编号', look: 'number' },
  { key: 'scheme', title: '政策类型', look: 'short' },
  { key: 'bank', title: '银行', look: 'short' },
  { key: 'enterprise_name', title: '企业名称', look: 'text' },
  { key: 'amount', title: '金额', look: 'amount' },
  { key: 'opinion', title: '意见', look: 'state' },
  { key: 'share', title: '不良占比', look: 'percent' },
  { key: 'net', title: '补偿净额', look: 'amount' },
  { key: 'run_on', title: '初审日期', look: 'short' },
  { key: 'signed', title: '签发', look: 'short', draw: ({ signed }) => (signed ? '已签发' : '未签发') },
  {
    key: 'draft',
    title: '已拟确认',
    look: 'short',
    draw: ({ draft }) => (draft === null ? '' : `在第${draft}份`),
  },
];
