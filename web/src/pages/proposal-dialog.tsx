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
            </>
          )}
        </Answered>
      )}
    </Dialog>
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
          disabled={remark.trim() === ''}
          onClick={() =>
            void work(async () => {
              await sendBack(kind, id, remark.trim());
              clearRemark();
              close();
            })
          }
        >
          退回经办
        </Button>
      </div>
      <Problem error={problem} />
    </>
  );
}
