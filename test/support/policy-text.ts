import { readFileSync } from 'node:fs';
import type { Scheme } from '../../src/domain/scheme.js';

/** The policies as published (docs/policy), cut into articles; white space and list marks, which the printing set, are dropped. */

const DIGITS = '一二三四五六七八九';

/** Numbers of articles as the policies write them: 3 → 三, 28 → 二十八; for numbers below a hundred. */
export function chineseNumber(n: number): string {
  const tens = Math.floor(n / 10);
  const ones = n % 10 === 0 ? '' : DIGITS.charAt((n % 10) - 1);
  if (tens === 0) return ones;
  return `${tens === 1 ? '' : DIGITS.charAt(tens - 1)}十${ones}`;
}

export const plain = (text: string): string => text.replace(/\s|^ *- /gm, '');

/** Text of each article by its number, from 1. */
export function articlesOf(scheme: Scheme): ReadonlyMap<number, string> {
  const text = readFileSync(new URL(`../../docs/policy/${scheme}.md`, import.meta.url), 'utf8');
  const articles = new Map<number, string>();
  let number = 0;
  for (const line of text.split('\n')) {
    if (line.startsWith(`第${chineseNumber(number + 1)}条 `)) number += 1;
    if (/^第.+章 /.test(line)) continue;
    if (number > 0) articles.set(number, `${articles.get(number) ?? ''}${line}\n`);
  }
  return new Map([...articles].map(([n, lines]) => [n, plain(lines)]));
}

/** Numbers of the articles that a citation names: 第四条、第五条第（一）项 → [4, 5]. */
export function articleNumbers(citation: string): number[] {
  return [...citation.matchAll(/第([一二三四五六七八九十]+)条/g)].map(([, word]) => {
    for (let n = 1; n < 100; n++) if (chineseNumber(n) === word) return n;
    throw new Error(`no article ${word}`);
  });
}
