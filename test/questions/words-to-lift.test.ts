import { expect, test } from 'vitest';
import { loadReference } from '../../src/io/config/load.js';
import { wordsToLift } from '../../src/questions/forecast-sheets.js';
import { needsToLift } from '../../src/rules/forecast.js';

const XW = (await loadReference()).policies.of('XW').termsOn('2026-02-28');

/** Filed 100,000,000.00, applied for 3,000,001.00; net 6,200,000.00, of it so much paid (yuan). */
function suspended(paid: bigint) {
  const sums = { filed: 10_000_000_000n, applied: 300_000_100n, net: 620_000_000n, used: 620_000_000n };
  const at = {
    ...sums,
    year: sums,
    bank: 'LSB',
    scheme: 'XW',
    hasFiling: true,
    paid: paid * 100n,
    returned: 0n,
    recommended: 620_000_000n - paid * 100n,
  };
  const ratios = [{ num: 3n, den: 10n }];
  return { at, barred: false, lifted: false, join: 'and' as const, needs: needsToLift(at, XW), ratios };
}

const SHARE = '等候的申请在初审前收回本金1.00元(以其基数为限),或者新增受理备案本金33.34元';
const RETURN = '缴回到账1,200,000.01元(补偿比例30.00%的一笔须收回4,000,000.02元';

test('what frees a bank is said with the exact sums, and where returning alone cannot', () => {
  expect(wordsToLift(suspended(6_200_000n))).toEqual([`${SHARE},或者${RETURN})`]);
  expect(wordsToLift(suspended(1_200_000n))).toEqual([
    `${SHARE},或者${RETURN};已拨付未缴回的只有1,200,000.00元,单靠缴回不够)`,
  ]);
});

test('a bank within its line again, and one that is barred', () => {
  expect(wordsToLift({ ...suspended(0n), lifted: true })).toEqual(['已在线内,下次初审即恢复']);
  expect(wordsToLift({ ...suspended(0n), barred: true, needs: [] })).toEqual([
    '资格被暂停,须托管机构报送资格恢复',
  ]);
});
