import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Db } from '../../src/db/db.js';
import { archivePath } from '../../src/io/archive.js';
import { brokenInvariants } from '../../src/ledger/journal/invariants.js';
import { openDb } from '../../src/ledger/open.js';
import { replay, type Workplace } from '../../src/pipeline.js';
import { type Fresh, rederive } from '../../src/verify/rederive.js';
import { checkAgainst, checkByItself, verify, whereOf } from '../../src/verify/verify.js';
import { ENGINES } from '../db/engines.js';
import { fromRoot, openReplay, SAMPLES, SILENT } from '../replay/replays.js';
import { temporaryFolder } from '../support/files.js';
import { rowsOf } from '../support/query.js';

/**
 * One thing is changed after another; each time verify names it, and once it is put back there is nothing to name.
 * What is derived again does not depend on what is changed here, so it is derived once; the first test does all of it.
 */

describe.each(ENGINES)('verify on $engine', ({ open }) => {
  let place: Workplace;
  let db: Db;
  let fresh: Fresh;

  beforeAll(async () => {
    db = await open();
    place = await openReplay(SAMPLES.config, await temporaryFolder(), db);
    await replay(place, fromRoot(SAMPLES.inbox), SAMPLES.until, SILENT);
    const out = await temporaryFolder();
    fresh = { db: await openDb({ kind: 'memory' }), out, registersOut: out };
    await rederive(db, place.archive, fresh, () => {});
  }, 60_000);
  afterAll(async () => {
    await db.close();
    await fresh.db.close();
  });

  const BY_THE_BOOKS = { archive: undefined, out: undefined };
  const named = async () => {
    const where = await whereOf(db, BY_THE_BOOKS);
    return (await checkByItself(db, where)).difference ?? checkAgainst(db, where, fresh);
  };

  /** The database's own guards are off: this is somebody who is allowed everything. */
  const behindTheGuards = (table: string, statement: string): Promise<void> =>
    db.transaction(async (tx) => {
      await tx.execute(`ALTER TABLE ${table} DISABLE TRIGGER ALL`);
      await tx.execute(statement);
      await tx.execute(`ALTER TABLE ${table} ENABLE TRIGGER ALL`);
    });

  test('finds nothing where nothing was changed, and tells the head of the chain', {
    timeout: 60_000,
  }, async () => {
    const { difference, head } = await verify(db, BY_THE_BOOKS, () => {});
    expect(difference).toBeUndefined();
    const [last] = await db.query('SELECT id AS entries, hash FROM journal ORDER BY id DESC LIMIT 1');
    expect(head).toEqual(last);
    expect(await brokenInvariants(db)).toEqual([]);
    expect(await named()).toBeUndefined();
  });

  test('an amount in the books', { timeout: 60_000 }, async () => {
    const [claim] = await rowsOf<{ id: bigint; business_no: string; amount: bigint }>(
      db,
      `SELECT id, business_no, amount FROM claims WHERE status = '已拨付' ORDER BY id LIMIT 1`,
    );
    await db.query('UPDATE claims SET amount = amount + 1 WHERE id = $1', [claim?.id ?? 0n]);
    const invariants = await brokenInvariants(db);
    const difference = await named();
    await db.query('UPDATE claims SET amount = amount - 1 WHERE id = $1', [claim?.id ?? 0n]);
    expect(difference).toEqual({
      what: '补偿申请',
      where: `claims(${claim?.id}) ${claim?.business_no} 的 amount`,
      kept: String((claim?.amount ?? 0n) + 1n),
      computed: String(claim?.amount),
    });
    expect(invariants[0]).toMatchObject({ what: '分录与业务台账' });
  });

  test('a line of the journal', async () => {
    const [line] = await rowsOf<{ entry_id: bigint }>(
      db,
      `SELECT entry_id FROM journal_lines WHERE account = '补偿支出' ORDER BY entry_id LIMIT 1`,
    );
    const move = (by: string): Promise<void> =>
      behindTheGuards(
        'journal_lines',
        `UPDATE journal_lines SET debit = debit + CASE WHEN debit > 0 THEN ${by} ELSE 0 END,
           credit = credit + CASE WHEN credit > 0 THEN ${by} ELSE 0 END WHERE entry_id = ${line?.entry_id}`,
      );
    await move('1');
    const difference = await named();
    await move('-1');
    expect(difference).toMatchObject({ what: '分录链断开:分录内容的哈希', where: `分录${line?.entry_id}` });
    expect(difference?.kept).not.toBe(difference?.computed);
  });

  test('a line of the kept configuration', async () => {
    const change = (from: string, to: string, sha: string) =>
      db.execute(
        `UPDATE configurations SET bytes = convert_to(replace(convert_from(bytes, 'UTF8'), '${from}', '${to}'), 'UTF8')
         WHERE name = 'banks.csv'; ${sha}`,
      );
    await change('2025-10-01', '2025-10-02', '');
    const difference = await named();
    const resealed = `UPDATE configurations SET sha256 = encode(sha256(bytes), 'hex')`;
    await change('2025-10-02', '2025-10-02', resealed);
    const whole = await named();
    await change('2025-10-02', '2025-10-01', resealed);
    expect(difference).toMatchObject({
      what: '存档的配置文件被改动',
      where: expect.stringContaining('banks.csv'),
    });
    expect(whole).toMatchObject({ what: '存档的配置与其标识不符' });
  });

  test('a byte in the archive, a file gone from it', async () => {
    const [file] = await rowsOf<{ sha256: string; name: string }>(
      db,
      `SELECT sha256, name FROM files WHERE kind = 'claim' ORDER BY id LIMIT 1`,
    );
    const path = archivePath(place.archive, file?.sha256 ?? '');
    const bytes = readFileSync(path);
    writeFileSync(path, Buffer.concat([bytes.subarray(0, -3), Buffer.from('9'), bytes.subarray(-2)]));
    const changed = await named();
    rmSync(path);
    const gone = await named();
    writeFileSync(path, bytes);
    const where = expect.stringContaining(file?.name ?? '?');
    expect(changed).toMatchObject({ what: '存档文件被改动', where, kept: `SHA-256 ${file?.sha256}` });
    expect(gone).toMatchObject({ what: '存档文件不见了', where });
  });

  test.each([
    ['a date', '2026-02-10/LSB/payment.csv', '4000000.00', '4000000.01', 2],
    ['the registers', 'registers/fund.csv', '可用余额,', '可用余额,1', 7],
  ])('a byte of an output of %s', { timeout: 60_000 }, async (_, name, from, to, line) => {
    const path = join(place.out, name);
    const bytes = readFileSync(path, 'utf8');
    expect(bytes).toContain(from);
    writeFileSync(path, bytes.replace(from, to));
    const difference = await named();
    writeFileSync(path, bytes);
    expect(difference).toMatchObject({
      what: '输出文件',
      where: `${name} 第${line}行`,
      kept: expect.stringContaining(to),
      computed: expect.stringContaining(from),
    });
  });

  test('an output that is not ours, and one that is missing', { timeout: 60_000 }, async () => {
    const extra = join(place.out, '2026-02-10/LSB/payment-2.csv');
    writeFileSync(extra, '');
    expect(await named()).toMatchObject({ what: '多出的输出文件', where: '2026-02-10/LSB/payment-2.csv' });
    rmSync(extra);
    const path = join(place.out, '2026-02-10/LSB/payment.csv');
    const bytes = readFileSync(path);
    rmSync(path);
    expect(await named()).toMatchObject({ what: '缺少输出文件', where: '2026-02-10/LSB/payment.csv' });
    writeFileSync(path, bytes);
  });

  test('a row that was slipped in', { timeout: 60_000 }, async () => {
    await db.execute(`INSERT INTO bank_states VALUES ('ZZZ', 'XW', '暂停', '2026-01-31')`);
    const difference = await named();
    await db.execute(`DELETE FROM bank_states WHERE bank = 'ZZZ'`);
    expect(difference).toMatchObject({
      what: '银行状态的一行只在一边',
      where: 'bank_states(ZZZ, XW)',
      computed: '(无)',
    });
    expect(await named()).toBeUndefined();
  });
});
