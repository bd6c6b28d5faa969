import type { CheckedFile, FileRow } from '../api/types.js';
import type { Column } from '../parts/column.js';
import { Sheet } from '../parts/sheet.js';
import { FindingList, SenderCells } from './findings.js';

/** What a file would come to: the judgement of today, nothing recorded. */
export function Checked({ checked }: { readonly checked: CheckedFile }) {
  const { status, rows, accepted, rejected, referred } = checked;
  return (
    <section className="panel" role="status">
      <h2>试算结果(什么也没有记录)</h2>
      {checked.already && <p className="note note-orange">这份文件今天已经收过,再报会整份拒收。</p>}
      {status === 'refused' ? (
        <p className="note note-red">
          整份会被拒收:{checked.code} {checked.message}
        </p>
      ) : (
        <p className={`note ${rejected > 0 ? 'note-red' : referred > 0 ? 'note-orange' : 'note-green'}`}>
          按{checked.received_on}收到:共{rows}行,受理{accepted}行,退回{rejected}行,待核{referred}行。
        </p>
      )}
      {checked.items.length > 0 && (
        <Sheet
          label="试算逐行结果"
          columns={columnsOf(checked)}
          rows={checked.items}
          keyOf={({ row_no }) => String(row_no)}
        />
      )}
      {checked.more && <p className="quiet">还有行没有列出;正式报送后在回执中逐行可看。</p>}
      {checked.money !== '' && <pre className="money">{checked.money}</pre>}
    </section>
  );
}

const columnsOf = (checked: CheckedFile): readonly Column<FileRow>[] => [
  { key: 'row_no', title: '行号', look: 'count' },
  { key: 'iou_no', title: '借据编号', look: 'short' },
  { key: 'result', title: '结果', look: 'state' },
  {
    key: 'findings',
    title: '所填内容与说明',
    look: 'long',
    draw: ({ cells, findings }) =>
      cells === null ? (
        <FindingList findings={findings} />
      ) : (
        <SenderCells columns={checked.columns} cells={cells} findings={findings} />
      ),
  },
];
