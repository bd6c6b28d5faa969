import { type Fen, sizeOf } from './money.js';

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'];

/**
 * 大写金额 of a sum in fen, as vouchers write it (《支付结算办法》附件一): 150,000.50 yuan → `壹拾伍万元零伍角整`. Zeros
 * between digits are one 零, also where the yuan end in 0 and jiao follow, or the jiao are 0 and fen follow; 整 closes
 * what has no fen. A negative sum begins with 负. `人民币` is the caller's.
 */
export function capitalYuan(fen: Fen): string {
  const size = sizeOf(fen);
  const yuan = size / 100n;
  const jiao = Number((size / 10n) % 10n);
  const cents = Number(size % 10n);
  const whole = yuan === 0n ? '' : `${wholeWords(yuan)}元`;
  const sign = fen < 0n ? '负' : '';
  if (jiao === 0 && cents === 0) return `${sign}${whole === '' ? '零元' : whole}整`;
  const gap = yuan !== 0n && (jiao === 0 || yuan % 10n === 0n) ? '零' : '';
  const part = `${jiao === 0 ? '' : `${DIGITS[jiao]}角`}${cents === 0 ? '整' : `${DIGITS[cents]}分`}`;
  return `${sign}${whole}${gap}${part}`;
}

/** A whole number above 0 in groups of 亿 and 万; 零 where a group is empty or begins with 0 after a larger one. */
function wholeWords(n: bigint): string {
  for (const [size, name] of [
    [100_000_000n, '亿'],
    [10_000n, '万'],
  ] as const) {
    if (n < size) continue;
    const rest = n % size;
    const head = `${wholeWords(n / size)}${name}`;
    if (rest === 0n) return head;
    return `${head}${rest < size / 10n ? '零' : ''}${wholeWords(rest)}`;
  }
  return groupWords(Number(n));
}

/** 1 to 9999. */
function groupWords(n: number): string {
  let words = '';
  let gap = false;
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(n / 10 ** place) % 10;
    if (digit === 0) {
      gap = words !== '';
      continue;
    }
    words += `${gap ? '零' : ''}${DIGITS[digit]}${PLACES[place]}`;
    gap = false;
  }
  return words;
}
