import type { Scheme } from '../domain/scheme.js';
import { CALCULATIONS } from '../rules/calculations.js';
import { CATALOGUE } from '../rules/catalogue.js';
import type { Basis } from '../rules/rule.js';

/** Numbers of articles as the policies write them, and who cites which. */

const DIGITS = '一二三四五六七八九';

/** 3 → 三, 28 → 二十八; for numbers below a hundred. */
export function chineseNumber(n: number): string {
  const tens = Math.floor(n / 10);
  const ones = n % 10 === 0 ? '' : DIGITS.charAt((n % 10) - 1);
  if (tens === 0) return ones;
  return `${tens === 1 ? '' : DIGITS.charAt(tens - 1)}十${ones}`;
}

const cites = (basis: Basis, scheme: Scheme, n: number): boolean =>
  basis.articles[scheme]?.includes(`第${chineseNumber(n)}条`) === true;

/** Codes and calculations that rest on an article. */
export function restingOn(scheme: Scheme, n: number): { codes: string[]; calculations: string[] } {
  return {
    codes: CATALOGUE.filter((rule) => cites(rule, scheme, n)).map((rule) => rule.code),
    calculations: CALCULATIONS.filter((one) => cites(one, scheme, n)).map((one) => one.name),
  };
}
