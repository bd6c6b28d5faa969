import { expect, test } from 'vitest';
import { bigint, maybe, text, texts } from '../../src/db/column.js';
import type { Sql } from '../../src/db/sql.js';
import { Table } from '../../src/db/table.js';

const LOANS = new Table('loans', { id: bigint, state: text, name: text, codes: texts, paidOn: maybe(text) });

/** Answers every question with two rows, and keeps what it was asked. */
function stub(): { sql: Sql; asked: { text: string; params: unknown }[] } {
  const asked: { text: string; params: unknown }[] = [];
  const sql: Sql = {
    engine: 'pglite',
    query: async <T>(text: string, params?: unknown) => {
      asked.push({ text, params });
      const row = (id: bigint) => ({ id, state: '受理', name: 'A', codes: ['X'], paid_on: null });
      return [row(1n), row(2n)] as T[];
    },
    execute: async () => {},
    copyIn: async () => {},
  };
  return { sql, asked };
}

test('an update writes the rows that changed, and of them the columns that did in any', async () => {
  const { sql, asked } = stub();
  const [first, second] = await LOANS.select(sql, '');
  if (first === undefined || second === undefined) throw new Error('two rows');
  await LOANS.update(sql, [first, second]);
  expect(asked).toHaveLength(1);

  second.paidOn = '2026-01-05';
  second.codes = [...second.codes, 'Y'];
  await LOANS.update(sql, [first, second]);
  expect(asked[1]?.text).toContain('SET codes = u.codes, paid_on = u.paid_on FROM');
  expect(asked[1]?.params).toEqual([JSON.stringify([{ id: '2', codes: ['X', 'Y'], paid_on: '2026-01-05' }])]);

  await LOANS.update(sql, [first, second]);
  expect(asked).toHaveLength(2);
});

test('a row that was not read is written whole', async () => {
  const { sql, asked } = stub();
  await LOANS.update(sql, [{ id: 3n, state: '退回', name: 'B', codes: [], paidOn: undefined }]);
  expect(asked[0]?.text).toContain(
    'SET state = u.state, name = u.name, codes = u.codes, paid_on = u.paid_on FROM',
  );
});
