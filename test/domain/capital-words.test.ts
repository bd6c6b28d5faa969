import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { capitalYuan } from '../../src/domain/capital-words.js';
import { amountFromText } from '../../src/domain/money.js';

/** 大写金额: a line is a sum in yuan and its words; those of 《支付结算办法》附件一 are among them. */
const WORDS: readonly (readonly [string, string])[] = [
  ['0.00', '零元整'],
  ['0.01', '壹分'],
  ['0.10', '壹角整'],
  ['0.11', '壹角壹分'],
  ['1.00', '壹元整'],
  ['1.01', '壹元零壹分'],
  ['1.10', '壹元壹角整'],
  ['9.99', '玖元玖角玖分'],
  ['10.00', '壹拾元整'],
  ['10.10', '壹拾元零壹角整'],
  ['10.01', '壹拾元零壹分'],
  ['11.00', '壹拾壹元整'],
  ['99.99', '玖拾玖元玖角玖分'],
  ['100.00', '壹佰元整'],
  ['101.00', '壹佰零壹元整'],
  ['110.00', '壹佰壹拾元整'],
  ['325.04', '叁佰贰拾伍元零肆分'],
  ['1000.00', '壹仟元整'],
  ['1001.00', '壹仟零壹元整'],
  ['1010.00', '壹仟零壹拾元整'],
  ['1409.50', '壹仟肆佰零玖元伍角整'],
  ['1680.32', '壹仟陆佰捌拾元零叁角贰分'],
  ['6007.14', '陆仟零柒元壹角肆分'],
  ['9999.99', '玖仟玖佰玖拾玖元玖角玖分'],
  ['10000.00', '壹万元整'],
  ['10001.00', '壹万零壹元整'],
  ['10100.00', '壹万零壹佰元整'],
  ['11000.00', '壹万壹仟元整'],
  ['16409.02', '壹万陆仟肆佰零玖元零贰分'],
  ['100000.00', '壹拾万元整'],
  ['107000.53', '壹拾万柒仟元零伍角叁分'],
  ['100500.00', '壹拾万零伍佰元整'],
  ['4000000.00', '肆佰万元整'],
  ['10000000.00', '壹仟万元整'],
  ['10010001.00', '壹仟零壹万零壹元整'],
  ['99999999.99', '玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分'],
  ['100000000.00', '壹亿元整'],
  ['100000001.00', '壹亿零壹元整'],
  ['100005000.00', '壹亿零伍仟元整'],
  ['100010000.00', '壹亿零壹万元整'],
  ['105000000.00', '壹亿零伍佰万元整'],
  ['110000000.00', '壹亿壹仟万元整'],
  ['1000000000.10', '壹拾亿元零壹角整'],
  ['1000000000000.00', '壹万亿元整'],
  ['1000100000000.00', '壹万零壹亿元整'],
  ['999999999999999.99', '玖佰玖拾玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分'],
  ['-12.30', '负壹拾贰元叁角整'],
];

describe('大写金额', () => {
  test.each(WORDS)('%s is %s', (yuan, words) => {
    expect(capitalYuan(amountFromText(yuan))).toBe(words);
  });

  test('every sum up to 10^15 yuan reads back as itself, with no 零 beside another or at the end of the yuan', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 17n }), (fen) => {
        const words = capitalYuan(fen);
        expect(readBack(words)).toBe(fen);
        expect(words).not.toMatch(/零零|.零元|^零(?!元整$)/);
      }),
    );
  });
});

/** The sum that words tell, by adding up what stands there: unlike the writer it knows no rule of zeros. */
function readBack(words: string): bigint {
  const [, whole = '', jiao = '零', cents = '零'] =
    /^(?:(.*)元)?零?(?:(.)角)?整?(?:(.)分)?整?$/.exec(words) ?? [];
  let total = 0n;
  let section = 0n;
  let digit = 0n;
  for (const sign of whole) {
    const value = '零壹贰叁肆伍陆柒捌玖'.indexOf(sign);
    if (value >= 0) digit = BigInt(value);
    else if (sign === '亿') {
      total = (total + section + digit) * 100_000_000n;
      section = digit = 0n;
    } else if (sign === '万') {
      total += (section + digit) * 10_000n;
      section = digit = 0n;
    } else {
      section += digit * ({ 拾: 10n, 佰: 100n, 仟: 1000n }[sign] ?? 0n);
      digit = 0n;
    }
  }
  const small = (sign: string): bigint => BigInt('零壹贰叁肆伍陆柒捌玖'.indexOf(sign));
  return (total + section + digit) * 100n + small(jiao) * 10n + small(cents);
}
