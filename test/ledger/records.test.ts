import { describe, expect, test } from 'vitest';
import { snake } from '../../src/db/column.js';
import type { Db } from '../../src/db/db.js';
import { openDatabase } from '../../src/db/db.js';
import { migrate } from '../../src/db/migrate.js';
import { booksMigrations, openDb } from '../../src/ledger/open.js';
import { CORRECTIONS, STANDINGS } from '../../src/ledger/records/corrections.js';
import {
  AMENDMENTS,
  CLAIMS,
  FILINGS,
  RECOVERIES,
  STATEMENT_LINES,
  WRITEOFFS,
} from '../../src/ledger/records/records.js';
import { rowsOf } from '../support/query.js';

/** Records are declared once; the schema has exactly what they declare, and keeps what was recorded as it was. */

const TABLES = [FILINGS, CLAIMS, AMENDMENTS, RECOVERIES, WRITEOFFS, STATEMENT_LINES, CORRECTIONS, STANDINGS];

const A_FILING = `INSERT INTO filings (id, business_no, bank, scheme, iou_no, enterprise_name, uscc, loan_type, currency,
  principal, rate, principal_fen, disbursed_on, matures_on, qualified, first_loan, received_on, file_name, row_no,
  referred, codes, messages, status)
  VALUES (1000000002, 'F-ICBC-XW-1', 'ICBC', 'XW', '1', '甲', '91110000100000000A', '信用', 'CNY', 100, '1', 100,
  '2026-01-05', '2027-01-05', false, false, '2026-04-08', 'filing-1.csv', 2, false, '{}', '{}', '受理')`;

describe('the schema', () => {
  test('has the columns and types that the records declare', async () => {
    const db = await openDb({ kind: 'memory' });
    for (const { name, columns } of TABLES) {
      const rows = await rowsOf<{ name: string; type: string; empty: boolean }>(
        db,
        `SELECT attname::text AS name, format_type(atttypid, NULL) AS type, NOT attnotnull AS empty FROM pg_attribute
         WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped`,
        [name],
      );
      const declared = Object.entries(columns).map(([property, { sqlType, read }]) => {
        let empty = true;
        try {
          read(null);
        } catch {
          empty = false;
        }
        return { name: snake(property), type: sqlType, empty };
      });
      const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
      expect({ [name]: rows.sort(byName) }).toEqual({ [name]: declared.sort(byName) });
    }
    await db.close();
  });

  test('brings older books forward, with what was filed as it stood', async () => {
    const older = booksMigrations().slice(0, 4);
    const db: Db = await openDatabase({ kind: 'memory' }, older);
    await db.query(A_FILING);
    await migrate(db, booksMigrations());
    const [filing] = await FILINGS.select(db, '');
    expect(filing).toMatchObject({ filedName: '甲', filedPrincipal: 100n, filedMaturesOn: '2027-01-05' });
    await db.close();
  });

  test('refuses to rewrite what was recorded, and to change an event', async () => {
    const db: Db = await openDatabase({ kind: 'memory' }, booksMigrations().slice(0, 4));
    await db.query(A_FILING);
    await migrate(db, booksMigrations());
    await expect(db.query(`UPDATE filings SET filed_principal = 200`)).rejects.toThrow('登记的内容不能改写');
    await db.query(`UPDATE filings SET principal = 200, status = '撤回'`);
    await db.query(`INSERT INTO events (happened_on, kind, item_id, bank, business_no, iou_no, from_status, to_status,
      cause, actor, changes, notice, message) VALUES
      ('2026-04-09', 'filing', 1000000002, 'ICBC', 'F-ICBC-XW-1', '1', '受理', '撤回', 'amendment', 'ICBC', '[]', false, '')`);
    await expect(db.query(`UPDATE events SET to_status = '退回'`)).rejects.toThrow('事件只增不改');
    await db.close();
  });
});
