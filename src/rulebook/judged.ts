import { type Finding, outcomeOf, reported } from '../domain/findings.js';
import type { Row } from './table.js';

/** What became of a case: the findings a receipt would name, and the amounts, days and states that came of it. */
export interface Judged {
  readonly findings: readonly Finding[];
  readonly facts: Row;
}

export function judged(findings: readonly Finding[], facts: Row = {}): Judged {
  const shown = reported(findings);
  const codes = shown.map((finding) => finding.code).join(';');
  return { findings: shown, facts: { 结果: outcomeOf(findings), 代码: codes, ...facts } };
}
