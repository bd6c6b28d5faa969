import type { CaseJudge } from './case-judge.js';
import type { Case, GivenValues, Row } from './table.js';

/** A row that gets a code, and the sentence its sender reads. */
export interface Example {
  readonly one: Case;
  readonly message: string;
}

const codesOf = (one: Case): readonly string[] => (one.expected['代码'] ?? '').split(';');

/** The row of the tables that shows a code best: the one that gets nothing but it, otherwise the first. */
export async function exampleOf(code: string, caseJudge: CaseJudge): Promise<Example | undefined> {
  const cases = caseJudge.tables.cases.filter((one) => codesOf(one).includes(code));
  const best = cases.find((one) => codesOf(one).length === 1) ?? cases[0];
  if (best === undefined) return undefined;
  const { findings } = await caseJudge.judge(best);
  const finding = findings.find((one) => one.code === code);
  return finding === undefined ? undefined : { one: best, message: finding.message };
}

/** Cases on the two sides of a code's limit, with what they get. */
export function limitsOf(code: string, caseJudge: CaseJudge): readonly Case[] {
  return caseJudge.tables.cases.filter((one) => one.boundary === code);
}

/** `2025-10-15收到,年利率(%)=4.5001`: where the row differs from a good one, and what the books held. */
export function situationWords({ kind, date, base, row, given }: Case): string {
  const start = base === undefined ? kind : `${kind}(${base})`;
  const parts = [
    `${start},${date}${kind === '暂停' ? '初审' : '收到'}`,
    ...cellWords(row),
    ...givenWords(given),
  ];
  return parts.join(';');
}

export const expectedWords = ({ expected }: Case): string =>
  Object.entries(expected)
    .map(([key, value]) => (key === '代码' ? value || '没有代码' : `${key}${value}`))
    .join(',');

function cellWords(row: Row): string[] {
  return Object.entries(row).map(([header, cell]) => `${header}=${shown(cell)}`);
}

function givenWords(given: GivenValues): string[] {
  return Object.entries(given).map(([key, value]) => {
    if (typeof value === 'string') return `${key}:${value}`;
    const rows = (Array.isArray(value) ? value : [value]) as readonly Row[];
    const words = rows.map((row) => `(${cellWords(row).join(',')})`);
    return `已有${key}:${words.length === 0 ? '无' : words.join('')}`;
  });
}

/** Empty and multi-line cells as they can be read in a line. */
const shown = (cell: string): string => (cell.trim() === '' ? '(空)' : cell.trim().replaceAll('\n', '⏎'));
