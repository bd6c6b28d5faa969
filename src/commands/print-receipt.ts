import type { Sql } from '../db/db.js';
import { oneLine } from '../domain/quotable.js';
import { codeCounts, rowsOf } from '../ledger/records/file-rows.js';
import type { FileRecord } from '../ledger/records/files.js';

/** How much of a receipt is told, and where the whole of it lies. */
export interface ReceiptWords {
  /** Rows told at most; all of them where it is not given. */
  readonly most?: number | undefined;
  /** The receipt's file, where one was written. */
  readonly path?: string;
}

/** Rows told on a terminal; what is read by a program gets them all. */
export const mostRows = (): number | undefined => (process.stdout.isTTY === true ? 20 : undefined);

/**
 * The receipt in words: the file's outcome, how many rows have which code, then a line for each row that has something
 * to say, and where the receipt lies.
 */
export async function printReceipt(
  sql: Sql,
  file: FileRecord,
  print: (text: string) => void,
  { most = Number.POSITIVE_INFINITY, path }: ReceiptWords = {},
): Promise<void> {
  const write = (line: string): void => print(`${oneLine(line)}\n`);
  if (file.status === 'refused') {
    write(`${file.name} 整份拒收 ${file.code}:${file.message}`);
    if (path !== undefined) write(`回执:${path}`);
    return;
  }
  const { rows, accepted, rejected, referred } = file;
  write(
    `${file.name} 收到日${file.receivedOn}:共${rows}行,受理${accepted}行,退回${rejected}行,待核${referred}行`,
  );
  const codes = (await codeCounts(sql, file.id)).map((one) => `${one.code}×${one.rows}`);
  if (codes.length > 0) write(`按代码:${codes.join('  ')}`);
  let told = 0;
  let left = 0;
  for await (const page of rowsOf(sql, file.id, 'all')) {
    for (const row of page) {
      if (row.codes.length === 0) continue;
      if (told === most) {
        left += 1;
        continue;
      }
      told += 1;
      const iou = row.iouNo === '' ? '' : ` ${row.iouNo}`;
      write(`第${row.rowNo}行${iou} ${row.outcome} ${row.codes.join('、')}`);
      row.messages.forEach((message, i) => {
        const article = row.articles[i] ?? '';
        write(`    ${message}${article === '' ? '' : ` 依据:${article}`}`);
      });
    }
  }
  if (left > 0) write(`…另有${left}行${path === undefined ? '' : `,见${path}`}`);
  if (path !== undefined) write(`回执:${path}`);
}
