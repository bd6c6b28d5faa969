import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Sql } from '../../src/db/db.js';
import { brokenInvariants } from '../../src/ledger/journal/invariants.js';
import { accountBalances, positions } from '../../src/ledger/records/positions.js';
import { look, takeInto } from '../../src/stages/receive.js';
import { into, out, type Row, type Told, World } from '../events/world.js';
import { faultsOf } from '../replay/invariants.js';
import { put, temporaryFolder } from '../support/files.js';
import { rowsOf } from '../support/query.js';
import { csv } from '../support/rows.js';

/**
 * Money that is matched, taken back, bounced, recalled and asked for in whatever order: two paid claims and a few lines,
 * to which any of these things happen, as files, in one transaction that is rolled back in the end.
 */

const CLAIMS = ['ONE', 'TWO'] as const;
const numberOf = (iou: string) => `C-ICBC-XW-${iou}`;
const SIGNED = { 经办人: '张三', 复核人: '李四', 理由: '试' };
const ON = '2026-05-20';

const world = new World();
for (const iou of CLAIMS) {
  world.paid(iou);
  world.recovered('2026-04-20', iou, '10000.00');
}
const lines = [
  world.line('2026-05-06', into('其他', '3000.00')),
  world.line('2026-05-06', into('追偿返还', '4000.00')),
  world.line('2026-05-06', out('其他', '30000.00')),
  world.line('2026-05-06', into('利息', '2000.00')),
  'T001',
];
const targets = [
  ...CLAIMS.flatMap((iou) => [
    numberOf(iou),
    `R-ICBC-XW-${iou}-HS1`,
    `R-ICBC-XW-${iou}-HS2`,
    `Z-ICBC-XW-${iou}-1`,
  ]),
  ...lines,
  '利息',
  '注资',
  '存款存出',
];

let told: Told;
let folder: string;
beforeAll(async () => {
  told = await world.replay('2026-05-10');
  folder = await temporaryFolder();
}, 60_000);
afterAll(() => told.place.db.close());

/** One row of a file, from whom; and the row that undoes it, where there is one. */
interface Deed {
  readonly sender: string;
  readonly kind: string;
  readonly row: Row;
  readonly undo?: Deed;
}

const yuan = fc.integer({ min: 1, max: 60 }).map((n) => `${n * 500}.00`);
const claim = fc.constantFrom(...CLAIMS);

const matching = fc
  .record({ 流水号: fc.constantFrom(...lines), 对应编号: fc.constantFrom(...targets), 金额: yuan })
  .map((row): Deed => {
    const deed = (处理: string) => ({
      sender: 'CUSTODIAN',
      kind: 'matching',
      row: { 处理, ...row, ...SIGNED },
    });
    return { ...deed('勾对'), undo: deed('撤销') };
  });
const correction = (业务编号: string, 处理: string, 追回金额 = ''): Deed => ({
  sender: 'CUSTODIAN',
  kind: 'correction',
  row: { 业务编号, 处理, 追回金额, 依据文号: '冲1号', ...SIGNED },
});
const recall = fc.record({ iou: claim, sum: yuan }).map(
  ({ iou, sum }): Deed => ({
    ...correction(numberOf(iou), '追回', sum),
    undo: correction(`Z-ICBC-XW-${iou}-1`, '撤销回收'),
  }),
);
const recovery = fc.record({ iou: claim, sum: yuan, no: fc.constantFrom('HS1', 'HS2') }).map(
  ({ iou, sum, no }): Deed => ({
    sender: 'ICBC',
    kind: 'recovery',
    row: { 回收流水号: no, 借据编号: iou, 回收日期: ON, 回收金额: sum, 其中本金: '' },
    undo: correction(`R-ICBC-XW-${iou}-${no}`, '撤销回收'),
  }),
);
const line = fc
  .record({
    way: fc.constantFrom(
      ...['收 退汇', '支 补偿拨付', '收 追偿返还', '收 利息', '支 存款存出', '支 其他'].map((w) =>
        w.split(' '),
      ),
    ),
    业务编号: fc.constantFrom('', ...targets),
    金额: fc.oneof(fc.constant('30000.00'), yuan),
  })
  .map(({ way: [收支方向 = '', 用途 = ''], ...row }): Deed => {
    const said = { 收支方向, 用途, ...row, 交易日期: ON, 对方单位: 'ICBC', 账户余额: '0.00' };
    return { sender: 'ACCOUNT', kind: 'statement', row: said };
  });
const undone = fc.oneof(matching, recall, recovery).map((deed): Deed => deed.undo ?? deed);
const anything = fc.oneof(matching, line, recovery, recall, undone, undone);

/** Does things in the books, and rolls all of it back. */
async function inBooks(work: (tx: Sql) => Promise<void>): Promise<void> {
  const back = new Error('back');
  const trying = told.place.db.transaction(async (tx) => {
    await work(tx);
    throw back;
  });
  await expect(trying).rejects.toBe(back);
}

let files = 0;
/** Whether the row was accepted. No two files have the same bytes. */
async function doneIn(tx: Sql, { sender, kind, row }: Deed): Promise<boolean> {
  const name = `${kind}-${++files}.csv`;
  const said = kind === 'statement' ? { 流水号: `N${files}`, ...row } : row;
  const path = await put(folder, join(sender, name), `${csv([said])}${'\n'.repeat(files)}`);
  const { reference } = told.place.configuration;
  const looked = await look({ file: { sender, name, path }, receivedOn: ON }, reference);
  const record = await takeInto(tx, looked, reference);
  expect(record.status).toBe('processed');
  return record.accepted === 1;
}

/** All figures that a person reads: the fund's, the banks', each claim's, clawback's and line's. */
async function figures(tx: Sql): Promise<unknown> {
  const claims = await tx.query(
    'SELECT business_no, status, base, amount, credited_on, seen, recovered, asked, recalled, returned FROM claims ORDER BY id',
  );
  const clawbacks = await tx.query(
    `SELECT business_no, asked, returned, settled_on, return_late FROM recoveries WHERE undone_on IS NULL ORDER BY id`,
  );
  const open = await tx.query('SELECT txn_no, suspense FROM statement_lines ORDER BY id');
  const balances = [...(await accountBalances(tx))].filter(([, fen]) => fen !== 0n).sort();
  return { claims, clawbacks, open, balances, positions: await positions(tx) };
}

/** A recall's number is never free again, so which it is stands in the books. */
async function recallNamed(tx: Sql, undo: Deed): Promise<Deed> {
  if (!undo.row['业务编号']?.startsWith('Z-')) return undo;
  const [last] = await rowsOf<{ no: string }>(
    tx,
    'SELECT business_no AS no FROM recoveries WHERE recall AND undone_on IS NULL ORDER BY id DESC LIMIT 1',
  );
  return { ...undo, row: { ...undo.row, 业务编号: last?.no ?? '' } };
}

test('whatever happens to money, in whatever order, every fen stays in its place', async () => {
  let accepted = 0;
  const property = fc.asyncProperty(fc.array(anything, { minLength: 12, maxLength: 20 }), (deeds) =>
    inBooks(async (tx) => {
      for (const deed of deeds) if (await doneIn(tx, deed)) accepted += 1;
      expect(await faultsOf(tx)).toEqual([]);
    }),
  );
  await fc.assert(property, { numRuns: 8 });
  expect(accepted).toBeGreaterThan(20);
}, 120_000);

test('undoing right after doing gives back the figures of before', async () => {
  let undoings = 0;
  const deeds = fc.tuple(
    fc.array(anything, { maxLength: 5 }),
    fc.array(fc.oneof(matching, recall, recovery), { minLength: 8, maxLength: 12 }),
  );
  const property = fc.asyncProperty(deeds, ([before, doable]) =>
    inBooks(async (tx) => {
      for (const deed of before) await doneIn(tx, deed);
      const wanted = await figures(tx);
      for (const { undo, ...deed } of doable) {
        if (undo === undefined || !(await doneIn(tx, deed))) continue;
        undoings += 1;
        expect(await doneIn(tx, await recallNamed(tx, undo))).toBe(true);
        expect(await figures(tx)).toEqual(wanted);
      }
      expect(await brokenInvariants(tx)).toEqual([]);
    }),
  );
  await fc.assert(property, { numRuns: 5 });
  expect(undoings).toBeGreaterThan(10);
}, 120_000);
