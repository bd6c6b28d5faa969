import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { checkWords } from '../../src/commands/check.js';
import { printReceipt } from '../../src/commands/print-receipt.js';
import { takeFile, type Workplace } from '../../src/pipeline.js';
import { look } from '../../src/stages/receive.js';
import { put, temporaryFolder } from '../support/files.js';
import { freshPlace } from '../support/place.js';
import { csv, GOOD_CLAIM, GOOD_FILING, uscc } from '../support/rows.js';

/** Whatever a bank sends, in whatever order: the dry run says what the real run then does, row by row. */

let place: Workplace;
let drops = '';

beforeAll(async () => {
  place = await freshPlace();
  drops = await temporaryFolder();
});

const oneOf = (...values: string[]) => fc.constantFrom(...values);
const number = fc.integer({ min: 1, max: 12 }).map((n) => `JJ-${n}`);

/** Rows around the boundaries, so that each outcome is frequent. */
const filings = fc.array(
  fc.record({
    借据编号: number,
    政策类型: oneOf('小微', '科创'),
    统一社会信用代码: fc.integer({ min: 1, max: 3 }).map(uscc),
    贷款金额: oneOf('10000000.00', '10000000.01', '4000000.00', '6000000.00', '-1'),
    '年利率(%)': oneOf('4.50', '4.5001', '3'),
    贷款类型: oneOf('信用', '信用', '抵押'),
    首笔贷款: oneOf('是', '否'),
    征信未结清余额: oneOf('30000000.00', '30000000.01', '100'),
    合同到期日: oneOf('2025-12-31', '2026-02-15'),
  }),
  { minLength: 1, maxLength: 6 },
);
const claims = fc.array(
  fc.record({
    借据编号: number,
    政策类型: oneOf('小微', '科创'),
    统一社会信用代码: fc.integer({ min: 1, max: 3 }).map(uscc),
    不良本金余额: oneOf('4000000.00', '10000000.00', '1.11'),
    不良认定日期: oneOf('2025-10-08', '2025-10-09', '2026-03-02'),
    资料是否齐全: oneOf('是', '否'),
  }),
  { minLength: 1, maxLength: 6 },
);

let serial = 0;

async function checkThenTake(sender: string, kind: string, content: string, on: string): Promise<void> {
  serial += 1;
  const name = `${kind}-${serial}.csv`;
  const path = await put(join(drops, sender), name, content);
  const { reference } = place.configuration;
  const file = { sender, name, path };
  const said = await checkWords(place.db, await look({ file, receivedOn: on }, reference), reference);
  const taken = await takeFile(place, file, on);
  let receipt = '';
  await printReceipt(place.db, taken, (text) => {
    receipt += text;
  });
  expect(said.text.startsWith(receipt)).toBe(true);
  expect(said.refused).toBe(taken.status === 'refused');
}

it('check followed by ingest on the same state agrees on every row', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(filings, claims, oneOf('ICBC', 'BOB'), async (filed, claimed, bank) => {
      const loans = filed.map((row) => ({ ...GOOD_FILING, ...row }));
      await checkThenTake(bank, 'filing', csv(loans), '2025-10-08');
      await checkThenTake(
        bank,
        'claim',
        csv(claimed.map((row) => ({ ...GOOD_CLAIM, ...row }))),
        '2026-03-02',
      );
    }),
    { numRuns: 40 },
  );
});

it('a dry run leaves nothing behind', async () => {
  const { reference } = place.configuration;
  const path = await put(join(drops, 'CCB'), 'filing-dry.csv', csv([GOOD_FILING]));
  const inspected = await look(
    { file: { sender: 'CCB', name: 'filing-dry.csv', path }, receivedOn: '2025-10-08' },
    reference,
  );
  const first = await checkWords(place.db, inspected, reference);
  expect(first.text).toContain('受理1行');
  expect(await checkWords(place.db, inspected, reference)).toEqual(first);
});
