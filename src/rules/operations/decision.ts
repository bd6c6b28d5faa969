import type { Finding } from '../../domain/findings.js';
import { checkFourEyes } from '../four-eyes.js';
import { noted, rule } from '../rule.js';

/** An operator's decision (审核决定) on a referred item. */
export interface DecisionRow {
  readonly businessNo: string;
  readonly passed: boolean;
  readonly maker: string;
  readonly checker: string;
  readonly reason: string;
}

export const D_UNKNOWN = rule('D-UNKNOWN', 'reject');
export const D_FOUR_EYES = rule('D-FOUR-EYES', 'reject');
export const D_NO_RATE = rule('D-NO-RATE', 'reject');
export const D_STATE = rule('D-STATE', 'reject');

/** `pending`: the item is 待核; `lacksRate`: a claim whose filing still has no exchange rate. */
export function judgeDecision(row: DecisionRow, pending: boolean, lacksRate: boolean): Finding[] {
  const findings: Finding[] = [];
  if (!pending) {
    findings.push(
      noted(
        D_UNKNOWN,
        `没有编号为${row.businessNo}的待核备案或补偿申请。请核对业务编号,或查看最新的待核清单。`,
      ),
    );
  }
  findings.push(...checkFourEyes(D_FOUR_EYES, row.maker, row.checker));
  if (pending && row.passed && lacksRate) {
    findings.push(
      noted(
        D_NO_RATE,
        `${row.businessNo}的备案仍无可用汇率,补偿金额不能计算。请先在fx.csv补充放款日汇率,再作通过决定。`,
      ),
    );
  }
  return findings;
}
