import { expect, test } from 'vitest';
import { booksMigrations, openDb } from '../../src/ledger/open.js';
import { rowsOf } from '../support/query.js';

/** Books from before findings were arrays: what was joined by `;` comes apart, or stays whole where it cannot. */

test('older books keep each finding of a row', async () => {
  const db = await openDb({ kind: 'memory' });
  const row = (no: number, ...[codes, messages, articles]: string[]) =>
    `INSERT INTO file_rows VALUES (1, ${no}, '退回', '', '', '${codes}', '${messages}', '${articles}', NULL);`;
  const rows = await db.transaction(async (tx) => {
    await tx.execute('CREATE SCHEMA older; SET LOCAL search_path TO older');
    const [books, work, findings] = booksMigrations();
    await tx.execute(`${books?.sql}; ${work?.sql}`);
    await tx.execute(row(2, '', '', ''));
    await tx.execute(row(3, 'F-A;F-B', '一。;二。', ';第六条'));
    await tx.execute(row(4, 'F-A', '请核对;有误的请联系。', ''));
    await tx.execute(row(5, 'F-A;F-B', '请核对;有误的请联系。;二。', ';'));
    await tx.execute(findings?.sql ?? '');
    return rowsOf<{ codes: string[]; messages: string[]; articles: string[] }>(
      tx,
      'SELECT codes, messages, articles FROM file_rows ORDER BY row_no',
    );
  });
  await db.close();
  expect(rows).toEqual([
    { codes: [], messages: [], articles: [] },
    { codes: ['F-A', 'F-B'], messages: ['一。', '二。'], articles: ['', '第六条'] },
    { codes: ['F-A'], messages: ['请核对;有误的请联系。'], articles: [''] },
    { codes: ['F-A', 'F-B'], messages: ['请核对;有误的请联系。;二。', ''], articles: ['', ''] },
  ]);
});
