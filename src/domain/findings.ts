/** refuse: the whole file · reject 退回 · refer 待核 · info: recorded, changes nothing · off: the policy has no such rule, dropped before anybody sees it. */
export type Severity = 'refuse' | 'reject' | 'refer' | 'info' | 'off';

/** What a rule found on one row. `message` is the 说明 a clerk acts on, `article` the 依据条款 (may be empty). */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly article: string;
}

/**
 * A 说明 as one sentence of a receipt: a CSV cell joins several by `;`, so none may hold one, half or full width, also
 * where it repeats what a sender wrote.
 */
export const sentence = (text: string): string => text.replace(/[;\uff1b]/g, ',');

/** Every input row ends in exactly one of these. */
export type Outcome = '受理' | '退回' | '待核';

/** Reject outweighs refer, refer outweighs acceptance. */
export function outcomeOf(findings: readonly Finding[]): Outcome {
  if (findings.some((f) => f.severity === 'reject')) return '退回';
  return findings.some((f) => f.severity === 'refer') ? '待核' : '受理';
}

/** A rejected row carries no info code. */
export function reported(findings: readonly Finding[]): readonly Finding[] {
  return outcomeOf(findings) === '退回' ? findings.filter((f) => f.severity !== 'info') : findings;
}
