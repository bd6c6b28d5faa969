import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useMe } from '../api/me.js';
import { checkConfirmation, confirmItems } from '../api/proposals.js';
import type { CheckedFile, Confirmable, NewConfirmation } from '../api/types.js';
import { Dialog } from '../parts/dialog.js';
import { FILE_COLUMNS } from '../parts/file-columns.js';
import { Problem } from '../parts/problem.js';
import { Rows } from '../parts/rows.js';
import { Checked } from './checked.js';

interface ConfirmDialogProps {
  readonly documentNo: string;
  readonly outcome: '同意' | '不同意' | '撤销';
  readonly items: readonly Pick<Confirmable, 'business_no' | 'amount'>[];
  readonly close: () => void;
  readonly done: () => void;
}

/** Shows the confirmation as it will stand in the file, and hands it to the approver. */
export function ConfirmDialog({ documentNo, outcome, items, close, done }: ConfirmDialogProps) {
  const me = useMe();
  const queries = useQueryClient();
  const [checked, setChecked] = useState<CheckedFile>();
  const [made, setMade] = useState<string>();
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const confirmation: NewConfirmation = {
    document_no: documentNo,
    rows: items.map(({ business_no, amount }) => ({
      business_no,
      outcome,
      ...(outcome === '同意' ? { amount } : {}),
    })),
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
    const { id } = await confirmItems(confirmation);
    setMade(id);
    await queries.invalidateQueries({ queryKey: ['list'] });
  };
  const leave = (): void => (made === undefined ? close() : done());
  const head = FILE_COLUMNS['confirmation'] ?? [];
  const filled: Readonly<Record<string, string>> = {
    document_no: documentNo,
    maker: `${me.name}(${me.login})`,
    checker: '(批准时填入)',
  };
  return (
    <Dialog
      title={`确认 ${documentNo}:${outcome}${items.length}件`}
      open
      close={leave}
      foot={
        made === undefined ? (
          <>
            <Button onClick={leave}>不提交</Button>
            <Button
              loading={busy}
              onClick={() => void work(async () => setChecked(await checkConfirmation(confirmation)))}
            >
              试算
            </Button>
            <Button type="primary" loading={busy} onClick={() => void work(submit)}>
              确认
            </Button>
          </>
        ) : (
          <Button onClick={leave}>关闭</Button>
        )
      }
    >
      {made !== undefined ? (
        <p className="note note-green" role="status">
          已拟好第{made}份确认,等待本局审批。审批放行后才成为文件。
        </p>
      ) : (
        <>
          <p>审批放行后写入文件的{items.length}行:</p>
          <Rows
            head={head.map(([, header]) => header)}
            body={confirmation.rows.map((row: Readonly<Record<string, unknown>>) =>
              head.map(([key]) => String(row[key] ?? filled[key] ?? '')),
            )}
          />
          {checked !== undefined && <Checked checked={checked} />}
        </>
      )}
      <Problem error={problem} />
    </Dialog>
  );
}
