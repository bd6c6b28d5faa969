import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { get, queryOf } from '../api/client.js';
import { useMe } from '../api/me.js';
import type { ProposalKind } from '../api/proposals.js';
import type { Confirmations, Proposal } from '../api/types.js';
import { proposalList } from '../lists/queues.js';
import { Answered } from '../parts/ask.js';
import { textOf } from '../parts/value.js';
import type { Column } from '../parts/column.js';
import { ListPage } from '../parts/list-page.js';
import { Sheet } from '../parts/sheet.js';
import { Nothing } from '../parts/states.js';
import { ProposalDialog } from './proposal-dialog.js';

/** 复核: what waits for a second pair of eyes. The open one stands in the address, so that it can be sent on. */
export function Proposals() {
  const me = useMe();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as Record<string, string | undefined>;
  const open = (kind?: string, id?: string): void => {
    void navigate({ to: '.', search: { ...search, kind, open: id } as Record<string, string> });
  };
  const bureau = me.role === 'bureau' || me.role === 'bureau-approver';
  const action: Column = {
    key: 'action',
    title: '办理',
    look: 'short',
    draw: (row) => (
      <Ways
        checks={me.role === 'checker' && row['status'] === 'open'}
        open={() => open(textOf(row['kind']), textOf(row['id']))}
      />
    ),
  };
  return (
    <>
      <div className="page-head">
        <h1>复核</h1>
        <span className="quiet">经办提出的,由另一人批准后才成为文件;谁也不能批准自己提出的</span>
      </div>
      {bureau && <BureauConfirmations open={open} />}
      <ListPage list={proposalList} action={action} flow />
      {!bureau && <BureauConfirmations open={open} />}
      {search['open'] !== undefined && (
        <ProposalDialog
          kind={(search['kind'] ?? 'decision') as ProposalKind}
          id={search['open']}
          close={() => open()}
        />
      )}
    </>
  );
}

/** Both ways lead to the proposal as it will stand in the file; there it is decided. */
function Ways({ checks, open }: { readonly checks: boolean; readonly open: () => void }) {
  const words = checks ? ['批准', '退回经办'] : ['查看'];
  return (
    <span className="buttons">
      {words.map((word) => (
        <Button key={word} size="small" onClick={open}>
          {word}
        </Button>
      ))}
    </span>
  );
}

/** The bureau's confirmations, which are released by an approver of its own. */
export function BureauConfirmations({ open }: { readonly open: (kind: string, id: string) => void }) {
  const me = useMe();
  const query = useQuery({
    queryKey: ['list', 'confirmations'],
    queryFn: () => get<Confirmations>(`/confirmations${queryOf({ limit: 50 })}`),
  });
  const columns: readonly Column<Proposal>[] = [
    { key: 'id', title: '编号', look: 'short' },
    { key: 'state', title: '状态', look: 'state' },
    { key: 'rows', title: '行数', look: 'count', draw: ({ rows }) => rows.length },
    { key: 'no', title: '确认文号', look: 'short', draw: ({ rows }) => rows[0]?.['document_no'] ?? '' },
    { key: 'maker', title: '经办人', look: 'short', draw: ({ maker }) => maker.name },
    { key: 'checker', title: '审批人', look: 'short', draw: ({ checker }) => checker?.name ?? '' },
    { key: 'remark', title: '退回意见', look: 'long' },
    { key: 'file_name', title: '文件名', look: 'text' },
    {
      key: 'action',
      title: '办理',
      look: 'short',
      draw: ({ id, state }) => (
        <Ways
          checks={me.role === 'bureau-approver' && state === 'open'}
          open={() => open('confirmation', id)}
        />
      ),
    },
  ];
  return (
    <section className="no-print">
      <h2>财政国资局的确认</h2>
      <Answered query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Nothing>还没有拟好的确认。财政国资局经办在「初审与确认」页拟好后列在这里。</Nothing>
          ) : (
            <Sheet label="财政国资局的确认" columns={columns} rows={items} keyOf={({ id }) => id} />
          )
        }
      </Answered>
    </section>
  );
}
