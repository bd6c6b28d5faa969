import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useMe } from '../api/me.js';
import { approve, type ProposalKind, proposalOf, sendBack, withdraw } from '../api/proposals.js';
import type { Approved, Proposal } from '../api/types.js';
import { Answered } from '../parts/ask.js';
import { Dialog } from '../parts/dialog.js';
import { useDraft } from '../parts/draft.js';
import { Problem } from '../parts/problem.js';
import { TextField } from '../parts/text-field.js';
import { KIND_WORDS } from '../parts/words.js';
import { ProposeDialog } from './propose-dialog.js';
import { ProposalSides } from './proposal-sides.js';
import { ApprovedFile } from './approved-file.js';

interface ProposalDialogProps {
  readonly kind: ProposalKind;
  readonly id: string;
  readonly close: () => void;
}

/** A proposal beside what it speaks of. Whoever may and did not write it approves it or sends it back. */
export function ProposalDialog({ kind, id, close }: ProposalDialogProps) {
  const query = useQuery({ queryKey: ['proposal', kind, id], queryFn: () => proposalOf(kind, id) });
  const [approved, setApproved] = useState<Approved>();
  const [again, setAgain] = useState<Proposal>();
  if (again !== undefined && again.kind !== 'confirmation')
    return (
      <ProposeDialog
        kind={again.kind}
        title={`重新提交${KIND_WORDS[again.kind] ?? ''} ${again.id}`}
        rows={again.rows.map(({ maker: _, checker: __, reason: ___, ...row }) => row)}
        reason={again.rows[0]?.['reason'] ?? ''}
        replaces={again.id}
        close={close}
        done={close}
      />
    );
  return (
    <Dialog title={`${KIND_WORDS[kind] ?? ''} ${id}`} open close={close}>
      {approved !== undefined ? (
        <ApprovedFile kind={kind} approved={approved} close={close} />
      ) : (
        <Answered query={query}>
          {(proposal) => (
            <>
              <ProposalSides proposal={proposal} />
              {proposal.state === 'open' && (
                <Decide proposal={proposal} approved={setApproved} close={close} />
              )}
              {proposal.state === 'returned' && <Again proposal={proposal} again={setAgain} />}
            </>
          )}
        </Answered>
      )}
    </Dialog>
  );
}

function Again(props: { readonly proposal: Proposal; readonly again: (proposal: Proposal) => void }) {
  const me = useMe();
  if (me.role !== 'maker' || props.proposal.kind === 'confirmation') return null;
  return (
    <div className="buttons below">
      <Button type="primary" onClick={() => props.again(props.proposal)}>
        修改理由后重新提交
      </Button>
    </div>
  );
}

interface DecideProps {
  readonly proposal: Proposal;
  readonly approved: (approved: Approved) => void;
  readonly close: () => void;
}

function Decide({ proposal, approved, close }: DecideProps) {
  const me = useMe();
  const queries = useQueryClient();
  const { kind, id, maker } = proposal;
  const [remark, setRemark, clearRemark] = useDraft(`remark.${kind}.${id}`);
  const [missing, setMissing] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const work = async (step: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      await step();
      await queries.invalidateQueries({ queryKey: ['list'] });
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  if (maker.login === me.login && (me.role === 'maker' || me.role === 'bureau'))
    return (
      <>
        <div className="buttons below">
          <Button
            loading={busy}
            onClick={() =>
              void work(async () => {
                await withdraw(kind, id);
                close();
              })
            }
          >
            收回这份提议
          </Button>
        </div>
        <Problem error={problem} />
      </>
    );
  const checks = kind === 'confirmation' ? me.role === 'bureau-approver' : me.role === 'checker';
  if (!checks) return null;
  return (
    <>
      <TextField
        label="退回意见"
        value={remark}
        set={setRemark}
        lines={2}
        hint="退回时必填:哪里不对,要补什么"
        problem={missing && remark.trim() === '' ? '退回须写明意见。' : undefined}
      />
      <div className="buttons below">
        <Button
          type="primary"
          loading={busy}
          onClick={() => void work(async () => approved(await approve(kind, id)))}
        >
          批准
        </Button>
        <Button
          danger
          loading={busy}
          onClick={() => {
            if (remark.trim() === '') setMissing(true);
            else
              void work(async () => {
                await sendBack(kind, id, remark.trim());
                clearRemark();
                close();
              });
          }}
        >
          退回经办
        </Button>
      </div>
      <Problem error={problem} />
    </>
  );
}
