import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { csvFile } from '../api/csv.js';
import { get, queryOf } from '../api/client.js';
import type { CheckedFile, FileRow, FileRows, TakenFile } from '../api/types.js';
import { checkFile } from '../api/uploads.js';
import { useDraft } from '../parts/draft.js';
import { Sending } from '../parts/sending.js';
import { Loading, messageOf, Trouble } from '../parts/states.js';
import { Checked } from './checked.js';
import { MendGrid } from './mend-grid.js';
import { SendDialog } from './send-dialog.js';

/** Only the rejected rows, each finding under the cell it speaks of; mended they are sent as a new file. */
export function Mend({ file }: { readonly file: TakenFile }) {
  const rows = useInfiniteQuery({
    queryKey: ['file-rows', file.id, '退回', ''],
    queryFn: ({ pageParam }) =>
      get<FileRows>(`/files/${file.id}/rows${queryOf({ result: '退回', cursor: pageParam, limit: 200 })}`),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = rows;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  if (rows.error !== null) return <Trouble error={rows.error} again={() => void rows.refetch()} />;
  if (rows.isPending || hasNextPage) return <Loading what="正在读取退回行…" />;
  return <Mending file={file} rows={rows.data.pages.flatMap(({ items }) => items)} />;
}

type Cells = Readonly<Record<string, readonly string[]>>;

interface Mended {
  readonly cells: Cells;
  /** Rows that are not sent again. */
  readonly left: readonly number[];
}

function Mending({ file, rows }: { readonly file: TakenFile; readonly rows: readonly FileRow[] }) {
  const [draft, setDraft, clearDraft] = useDraft(`mended.${file.id}`);
  const mended: Mended = draft === '' ? { cells: sent(rows), left: [] } : (JSON.parse(draft) as Mended);
  const { cells, left } = mended;
  const kept = rows.filter(({ row_no }) => !left.includes(row_no));
  const [checked, setChecked] = useState<CheckedFile>();
  const [sending, setSending] = useState<File>();
  const [problem, setProblem] = useState('');
  const [share, setShare] = useState<number>();
  const made = (): File =>
    csvFile(mendedName(file.name), [
      file.columns.map(({ header }) => header),
      ...kept.map(({ row_no }) => cells[String(row_no)] ?? []),
    ]);
  const check = async (): Promise<void> => {
    setShare(0);
    setProblem('');
    try {
      setChecked(await checkFile(made(), setShare));
    } catch (error) {
      setProblem(messageOf(error));
    } finally {
      setShare(undefined);
    }
  };
  return (
    <>
      <p className="note note-blue">
        下面只有退回的{rows.length}行,不必再报的勾「不报」。改好后先试算,再作为新文件「{mendedName(file.name)}
        」报送; 已受理和待核的行不要重报。填的内容留在本机,离开再来还在。
      </p>
      <MendGrid
        columns={file.columns}
        rows={rows}
        cells={cells}
        left={left}
        set={(rowNo, row) => setDraft(JSON.stringify({ cells: { ...cells, [rowNo]: row }, left }))}
        leave={(rowNo, out) =>
          setDraft(
            JSON.stringify({ cells, left: out ? [...left, rowNo] : left.filter((other) => other !== rowNo) }),
          )
        }
      />
      <div className="buttons below">
        <Button onClick={clearDraft}>恢复原样</Button>
        <Button loading={share !== undefined} disabled={kept.length === 0} onClick={() => void check()}>
          试算
        </Button>
        <Button type="primary" disabled={kept.length === 0} onClick={() => setSending(made())}>
          正式报送
        </Button>
      </div>
      <Sending share={share} then="文件已上传,正在试算…" />
      {problem !== '' && (
        <p role="alert" className="note note-red">
          {problem}
        </p>
      )}
      {checked !== undefined && <Checked checked={checked} />}
      {sending !== undefined && (
        <SendDialog file={sending} open close={() => setSending(undefined)} sent={clearDraft} />
      )}
    </>
  );
}

const sent = (rows: readonly FileRow[]): Cells =>
  Object.fromEntries(rows.map(({ row_no, cells }) => [String(row_no), cells ?? []]));

/** `补偿申请-7月.xlsx` → `补偿申请-7月-更正.csv`: the kind still stands first. */
const mendedName = (name: string): string => `${name.replace(/\.[^.]*$/, '')}-更正.csv`;
