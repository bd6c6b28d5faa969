import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { get, post } from '../api/client.js';
import { useMe } from '../api/me.js';
import type { OpinionRun, OpinionRuns } from '../api/types.js';
import { opinionList } from '../lists/queues.js';
import { Answered } from '../parts/ask.js';
import { AddressLink } from '../parts/address-link.js';
import type { Column } from '../parts/column.js';
import { ListPage } from '../parts/list-page.js';
import { Problem } from '../parts/problem.js';
import { Sheet } from '../parts/sheet.js';
import { Nothing } from '../parts/states.js';
import { ConfirmQueue } from './confirm-queue.js';
import { ProposalDialog } from './proposal-dialog.js';
import { BureauConfirmations } from './proposals.js';
import { Revoke } from './revoke.js';

/** 初审与确认: the runs and who signed them off, what waits for the bureau, and every line of opinion. */
export function Opinions() {
  const me = useMe();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as Record<string, string | undefined>;
  const open = (id: string | undefined): void => {
    void navigate({ to: '.', search: { ...search, open: id } as Record<string, string> });
  };
  const bureau = me.role === 'bureau' || me.role === 'bureau-approver';
  const bank = me.role === 'bank' || me.role === 'bank-approver';
  return (
    <>
      <div className="page-head">
        <h1>初审与确认</h1>
        <span className="quiet">托管机构签发初审,财政国资局确认,之后拨付</span>
      </div>
      {!bureau && <Runs />}
      {!bank && <ConfirmQueue />}
      {bureau && <BureauConfirmations open={(_, id) => open(id)} />}
      {me.role === 'bureau' && <Revoke />}
      {bureau && <Runs />}
      <ListPage list={opinionList} flow />
      <p className="sign">
        <span>财政国资局(盖章):</span>
        <span>经办:</span>
        <span>审批:</span>
        <span>日期:</span>
      </p>
      {search['open'] !== undefined && (
        <ProposalDialog kind="confirmation" id={search['open']} close={() => open(undefined)} />
      )}
    </>
  );
}

function Runs() {
  const me = useMe();
  const queries = useQueryClient();
  const [problem, setProblem] = useState<unknown>();
  const query = useQuery({
    queryKey: ['list', 'opinion-runs'],
    queryFn: () => get<OpinionRuns>('/opinion-runs'),
  });
  const sign = async (run: OpinionRun): Promise<void> => {
    setProblem(undefined);
    try {
      await post(`/opinions/${run.run_on}/sign`);
      await queries.invalidateQueries({ queryKey: ['list'] });
    } catch (error) {
      setProblem(error);
    }
  };
  const columns: readonly Column<OpinionRun>[] = [
    {
      key: 'run_on',
      title: '初审日期',
      look: 'short',
      draw: ({ run_on }) => <AddressLink to={`/opinions?from=${run_on}&to=${run_on}`}>{run_on}</AddressLink>,
    },
    { key: 'schemes', title: '政策类型', look: 'short', draw: ({ schemes }) => schemes.join('、') },
    { key: 'lines', title: '行数', look: 'count' },
    { key: 'recommended', title: '建议合计(元)', look: 'amount' },
    { key: 'state', title: '签发', look: 'state' },
    { key: 'maker', title: '经办', look: 'short', draw: ({ maker }) => maker?.name ?? '' },
    { key: 'checker', title: '复核', look: 'short', draw: ({ checker }) => checker?.name ?? '' },
    {
      key: 'action',
      title: '办理',
      look: 'short',
      draw: (run) => maySign(me.role, run) && <Button onClick={() => void sign(run)}>签发</Button>,
    },
  ];
  return (
    <section className="no-print">
      <h2>各次初审</h2>
      <Problem error={problem} />
      <Answered query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Nothing>还没有初审。每月末自动进行;托管经办和复核先后签发,财政国资局才看得到。</Nothing>
          ) : (
            <Sheet label="各次初审" columns={columns} rows={items} keyOf={({ run_on }) => run_on} />
          )
        }
      </Answered>
    </section>
  );
}

const maySign = (role: string, { state }: OpinionRun): boolean =>
  (role === 'maker' && state === '未签发') || (role === 'checker' && state === '经办已签');
