import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Db } from '../../src/db/db.js';
import { credit, debit, type Entry, Journal } from '../../src/ledger/journal/journal.js';
import { checkChain } from '../../src/ledger/journal/journal-chain.js';
import { ENGINES } from '../db/engines.js';

const entry = (key: string, amount = 100n): Entry => ({
  key,
  postedOn: '2026-01-05',
  businessNo: `C-ICBC-XW-${key}`,
  bank: 'ICBC',
  scheme: 'XW',
  text: '建议补偿',
  postings: [debit('补偿支出', amount), credit('拟付补偿', amount)],
});

describe.each(ENGINES)('the journal on $engine', ({ open }) => {
  let db: Db;
  beforeAll(async () => {
    db = await open();
    await post(entry('a'), entry('b', 250n));
  });
  afterAll(() => db.close());

  const post = (...entries: Entry[]): Promise<void> =>
    db.transaction(async (tx) => {
      const journal = new Journal();
      for (const one of entries) journal.post(one);
      await journal.flush(tx);
    });

  test.each([
    `UPDATE journal SET text = 'x' WHERE id = 1`,
    'UPDATE journal SET text = text WHERE false',
    'DELETE FROM journal WHERE id = 2',
    'TRUNCATE journal CASCADE',
    'UPDATE journal_lines SET debit = debit + 1 WHERE debit > 0',
    'DELETE FROM journal_lines',
    'TRUNCATE journal_lines',
  ])('refuses %s', async (change) => {
    await expect(db.execute(change)).rejects.toThrow('分录只增不改');
    expect(await checkChain(db)).toMatchObject({ entries: 2n });
  });

  test('refuses an entry whose debits and credits differ, whoever writes it', async () => {
    const half = debit('补偿支出', 5n);
    await expect(post({ ...entry('half'), postings: [half] })).rejects.toThrow('unbalanced entry half');
    const behind = db.transaction(async (tx) => {
      await tx.execute(
        `INSERT INTO journal (id, entry_key, posted_on, business_no, bank, text, previous_hash, hash)
         VALUES (3, 'half', '2026-01-05', '', '', '', '', 'x')`,
      );
      await tx.copyIn(
        'journal_lines',
        ['entry_id', 'line_no', 'account', 'debit', 'credit'],
        [[3n, 1, '补偿支出', 5n, 0n]],
      );
    });
    await expect(behind).rejects.toThrow('分录3借贷不平');
  });

  test('refuses the same effect twice', async () => {
    await expect(post(entry('a'))).rejects.toMatchObject({ code: '23505' });
  });

  test('a correction is a new entry that names the old one', async () => {
    await post({
      ...entry('undo-b'),
      corrects: { latest: 'b' },
      postings: [debit('拟付补偿', 250n), credit('补偿支出', 250n)],
    });
    const [row] = await db.query('SELECT corrects FROM journal WHERE entry_key = $1', ['undo-b']);
    expect(row).toEqual({ corrects: 2n });
    await expect(post({ ...entry('undo-none'), corrects: { latest: 'none' } })).rejects.toThrow(
      'no entry none',
    );
    expect(await checkChain(db)).toMatchObject({ entries: 3n });
  });

  test.each([
    ['a text', `UPDATE journal SET text = 'x' WHERE id = 2`, 2n, '分录内容的哈希'],
    [
      'an amount',
      'UPDATE journal_lines SET debit = debit + 1 WHERE entry_id = 1 AND debit > 0',
      1n,
      '分录内容的哈希',
    ],
    [
      'an entry taken out',
      'DELETE FROM journal_lines WHERE entry_id = 2; DELETE FROM journal WHERE id = 2',
      3n,
      '序号不连续',
    ],
    ['a link', `UPDATE journal SET previous_hash = repeat('0', 64) WHERE id = 2`, 2n, '上一分录的哈希'],
  ])('the chain shows %s that was changed behind the triggers', async (_, change, at, what) => {
    const undo = new Error('undo');
    const tampering = db.transaction(async (tx) => {
      await tx.execute(
        'ALTER TABLE journal DISABLE TRIGGER ALL; ALTER TABLE journal_lines DISABLE TRIGGER ALL',
      );
      await tx.execute(change);
      expect(await checkChain(tx)).toMatchObject({ entry: at, what });
      throw undo;
    });
    await expect(tampering).rejects.toBe(undo);
  });
});
