import { describe, expect, it } from 'vitest';
import * as column from '../../src/db/column.js';
import type { Sql } from '../../src/db/db.js';

/** A value that the database gives back is of the type that its column declares, or the query stops and names it. */

const isOne = (value: unknown): value is 1 => value === 1;

describe('a column takes its own values and refuses the others', () => {
  it.each<[string, column.Column<unknown>, unknown[], unknown[]]>([
    ['bigint', column.bigint, [0n, -5n], [0, '0', null, undefined]],
    ['integer', column.integer, [0, -5], [0.5, 0n, '0', null, 2 ** 53]],
    ['count', column.count, [7n], [7, '7', 2n ** 53n]],
    ['text', column.text, [''], [null, undefined, 1]],
    ['boolean', column.boolean, [false], [null, 'f', 0]],
    ['date', column.date, ['2026-01-31'], ['2026-1-31', '2026-01-31T00:00:00Z', null]],
    ['texts', column.texts, [[], ['a']], ['a', [1], ['a', null]]],
    ['bytes', column.bytes, [new Uint8Array(1)], ['\\x00', null]],
    ['whole', column.whole, [5n, '-5', '123456789012345678901'], ['5.0', '', 5, null]],
    ['oneOf', column.oneOf('收', '支'), ['收'], ['其他', null]],
    ['maybe', column.maybe(column.text), ['', null], [1, undefined]],
    ['orNull', column.orNull(column.bigint), [1n, null], [1, undefined]],
    ['json', column.json('ones', column.listOf(isOne)), [[], [1, 1]], [[1, 2], 1, null]],
  ])('%s', (_, one, good, bad) => {
    for (const value of good) expect(() => one.read(value)).not.toThrow();
    for (const value of bad) expect(() => one.read(value)).toThrow();
  });

  it('and tells what is absent apart: undefined in a record, null in an answer', () => {
    expect(column.maybe(column.text).read(null)).toBeUndefined();
    expect(column.orNull(column.text).read(null)).toBeNull();
    expect(column.whole.read('12')).toBe(12n);
  });
});

describe('a query', () => {
  const answering = (...rows: unknown[]): Pick<Sql, 'query'> => ({ query: async () => rows });
  const columns = { receivedOn: column.date, rows: column.integer };
  const asked = (...rows: unknown[]) => column.ask(answering(...rows) as Sql, columns, 'SELECT');

  it('gives each column under its property, and no other', async () => {
    const row = { received_on: '2026-01-31', rows: 2, more: 1 };
    expect(await asked(row, row)).toEqual([
      { receivedOn: '2026-01-31', rows: 2 },
      { receivedOn: '2026-01-31', rows: 2 },
    ]);
  });

  it('stops at a value of another type, and at a column that is not there, and names it', async () => {
    const good = { received_on: '2026-01-31', rows: 2 };
    await expect(asked(good, { ...good, rows: '2' })).rejects.toThrow(/column rows: .*integer: 2/);
    await expect(asked({ rows: 2 })).rejects.toThrow(/column received_on: .*date: undefined/);
  });
});
