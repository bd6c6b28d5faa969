import type { Sql } from '../db/db.js';
import { oneLine } from '../io/quotable.js';
import { rowsOf } from '../ledger/records/file-rows.js';
import type { FileRecord } from '../ledger/records/files.js';

/** The receipt in words: the file's outcome, then a line for each row that has something to say. */
export async function printReceipt(sql: Sql, file: FileRecord, print: (text: string) => void): Promise<void> {
  const write = (line: string): void => print(`${oneLine(line)}\n`);
  if (file.status === 'refused') {
    write(`${file.name} 整份拒收 ${file.code}:${file.message}`);
    return;
  }
  const { rows, accepted, rejected, referred } = file;
  write(
    `${file.name} 收到日${file.receivedOn}:共${rows}行,受理${accepted}行,退回${rejected}行,待核${referred}行`,
  );
  for await (const page of rowsOf(sql, file.id, 'all')) {
    for (const row of page) {
      if (row.codes.length === 0) continue;
      const iou = row.iouNo === '' ? '' : ` ${row.iouNo}`;
      write(`第${row.rowNo}行${iou} ${row.outcome} ${row.codes.join('、')}`);
      row.messages.forEach((message, i) => {
        const article = row.articles[i] ?? '';
        write(`    ${message}${article === '' ? '' : ` 依据:${article}`}`);
      });
    }
  }
}
