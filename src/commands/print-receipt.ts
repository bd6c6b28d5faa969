import type { Sql } from '../db/db.js';
import { rowsOf } from '../ledger/records/file-rows.js';
import type { FileRecord } from '../ledger/records/files.js';

/** The receipt in words: the file's outcome, then a line for each row that has something to say. */
export async function printReceipt(sql: Sql, file: FileRecord, write: (text: string) => void): Promise<void> {
  if (file.status === 'refused') {
    write(`${file.name} 整份拒收 ${file.code}:${file.message}\n`);
    return;
  }
  const { rows, accepted, rejected, referred } = file;
  write(
    `${file.name} 收到日${file.receivedOn}:共${rows}行,受理${accepted}行,退回${rejected}行,待核${referred}行\n`,
  );
  for await (const page of rowsOf(sql, file.id, 'all')) {
    for (const row of page) {
      if (row.codes.length === 0) continue;
      const iou = row.iouNo === '' ? '' : ` ${row.iouNo}`;
      write(`第${row.rowNo}行${iou} ${row.outcome} ${row.codes.join('、')}\n`);
      row.messages.forEach((message, i) => {
        const article = row.articles[i] ?? '';
        write(`    ${message}${article === '' ? '' : ` 依据:${article}`}\n`);
      });
    }
  }
}
