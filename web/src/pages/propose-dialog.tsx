import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useMe } from '../api/me.js';
import { checkProposal, propose, type ProposedRow } from '../api/proposals.js';
import type { Attachment, CheckedFile, NewProposal } from '../api/types.js';
import { Dialog } from '../parts/dialog.js';
import { useDraft } from '../parts/draft.js';
import { FILE_COLUMNS } from '../parts/file-columns.js';
import { Problem } from '../parts/problem.js';
import { Rows } from '../parts/rows.js';
import { TextField } from '../parts/text-field.js';
import { Attachments } from './attachments.js';
import { Checked } from './checked.js';

interface ProposeDialogProps {
  readonly kind: NewProposal['kind'];
  readonly title: string;
  /** All but 理由, 经办人 and 复核人. */
  readonly rows: readonly ProposedRow[];
  /** Of a proposal that was sent back: the one that this takes the place of. */
  readonly replaces?: string;
  /** What stood there as 理由 before. */
  readonly reason?: string;
  readonly close: () => void;
  readonly done: () => void;
}

/** Shows the rows as they will stand in the file, asks for the reason, and hands them to the checker. */
export function ProposeDialog({
  kind,
  title,
  rows,
  replaces,
  reason: before,
  close,
  done,
}: ProposeDialogProps) {
  const me = useMe();
  const queries = useQueryClient();
  const [reason, setReason, clearReason] = useDraft(`propose.${kind}.${replaces ?? ''}`, before);
  const [attachments, setAttachments] = useState<readonly Attachment[]>([]);
  const [checked, setChecked] = useState<CheckedFile>();
  const [problem, setProblem] = useState<unknown>();
  const [made, setMade] = useState<string>();
  const [busy, setBusy] = useState(false);
  const proposal: NewProposal = {
    kind,
    rows: rows.map((row) => ({ ...row, reason: reason.trim() })),
    ...(attachments.length === 0 ? {} : { attachments: [...attachments] }),
    ...(replaces === undefined ? {} : { replaces }),
  };
  const work = async (step: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      await step();
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  const submit = async (): Promise<void> => {
    const { id } = await propose(proposal);
    clearReason();
    setMade(id);
    await queries.invalidateQueries({ queryKey: ['list'] });
  };
  const leave = (): void => (made === undefined ? close() : done());
  const noReason = reason.trim() === '';
  const head = FILE_COLUMNS[kind] ?? [];
  const filled: ProposedRow = {
    maker: `${me.name}(${me.login})`,
    checker: '(批准时填入)',
    reason: reason.trim(),
  };
  return (
    <Dialog
      title={title}
      open
      close={leave}
      foot={
        made === undefined ? (
          <>
            <Button onClick={leave}>不提交</Button>
            <Button
              disabled={noReason}
              loading={busy}
              onClick={() => void work(async () => setChecked(await checkProposal(proposal)))}
            >
              试算
            </Button>
            <Button type="primary" disabled={noReason} loading={busy} onClick={() => void work(submit)}>
              提交复核
            </Button>
          </>
        ) : (
          <Button onClick={leave}>关闭</Button>
        )
      }
    >
      {made !== undefined ? (
        <p className="note note-green" role="status">
          已提交复核,提议编号{made}。另一人批准后才成为文件;退回的,在「复核」页可见意见。
        </p>
      ) : (
        <>
          <p>批准后写入文件的{rows.length}行:</p>
          <Rows
            head={head.map(([, header]) => header)}
            body={rows.map((row) => head.map(([key]) => row[key] ?? filled[key] ?? ''))}
          />
          <TextField
            label="理由"
            value={reason}
            set={setReason}
            lines={3}
            hint="写给复核人和银行看的:依据什么、核实了什么"
          />
          <Attachments attachments={attachments} set={setAttachments} />
          {checked !== undefined && <Checked checked={checked} />}
        </>
      )}
      <Problem error={problem} />
    </Dialog>
  );
}
