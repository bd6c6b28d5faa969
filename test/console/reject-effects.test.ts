import { beforeAll, expect, test } from 'vitest';
import { ifRejected } from '../../src/console/reject-effects.js';
import type { Reference } from '../../src/domain/reference.js';
import { loadConfiguration } from '../../src/io/config/load.js';

/** 退回则, on both sides of each of its days: what it says is what the filing and claim windows do to a row sent again. */

let reference: Reference;
beforeAll(async () => {
  ({ reference } = await loadConfiguration(undefined));
});

const filing = { kind: '备案', scheme: 'XW', received_on: '2026-07-10', _key: '', _id: '' };
const claim = {
  kind: '补偿申请',
  scheme: 'XW',
  received_on: '2026-07-10',
  matures_on: '2025-09-30',
  _key: '',
  _id: '',
};

// The window of the third quarter of 2026 is its first 15 working days: to 21 July.
test.each([
  ['2026-07-21', '2026-07-21前可改正重报;此后到2026-09-30重报的转人工审核'],
  ['2026-07-22', '2026-09-30前可改正重报,转人工审核'],
  ['2026-09-30', '2026-09-30前可改正重报,转人工审核'],
  ['2026-10-01', '2026-09-30已过,这笔贷款不能再备案'],
])('a filing returned on %s: %s', (today, told) => {
  expect(ifRejected(filing, reference, today)).toBe(`备案退回,不计入备案本金;${told}`);
});

// Twelve months from the loan's maturity on 30 September 2025.
test.each([
  ['2026-09-30', '2026-09-30前可改正重报;此后重报的转人工审核'],
  ['2026-10-01', '申请期到2026-09-30已过,重报的转人工审核'],
])('a claim returned on %s: %s', (today, told) => {
  expect(ifRejected(claim, reference, today)).toBe(`申请退回,不进初审;${told}`);
});

test('an amendment says what it leaves as it is', () => {
  const row = { kind: '变更', if_rejected: '变更退回,企业名称不变', _key: '', _id: '' };
  expect(ifRejected(row, reference, '2026-07-21')).toBe('变更退回,企业名称不变');
});
