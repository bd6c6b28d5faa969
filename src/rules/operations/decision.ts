import type { Finding } from '../../domain/findings.js';
import { type Fen, yuan } from '../../domain/money.js';
import { noted, type Rule } from '../rule.js';

/** Rows that decide on items in hand: an operator's 审核决定 and the bureau's 确认. */

export interface DecisionRow {
  readonly businessNo: string;
  readonly passed: boolean;
  readonly maker: string;
  readonly checker: string;
  readonly reason: string;
}

export interface ConfirmationRow {
  readonly businessNo: string;
  readonly agreed: boolean;
  readonly documentNo: string;
  readonly amount: Fen | undefined;
}

export const D_UNKNOWN: Rule = { code: 'D-UNKNOWN', severity: 'reject', articles: {} };
export const D_FOUR_EYES: Rule = { code: 'D-FOUR-EYES', severity: 'reject', articles: {} };
export const D_NO_RATE: Rule = { code: 'D-NO-RATE', severity: 'reject', articles: {} };

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
  if (row.maker === row.checker) {
    findings.push(noted(D_FOUR_EYES, `经办人与复核人同为"${row.maker}",须由两人分别经办和复核。`));
  }
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

export const K_UNKNOWN: Rule = { code: 'K-UNKNOWN', severity: 'reject', articles: {} };
export const K_AMOUNT: Rule = { code: 'K-AMOUNT', severity: 'reject', articles: {} };

/** `recommended`: the amount of the item where it is 建议补偿 or 建议核销, in fen. */
export function judgeConfirmation(row: ConfirmationRow, recommended: Fen | undefined): Finding[] {
  if (recommended === undefined) {
    return [
      noted(
        K_UNKNOWN,
        `没有编号为${row.businessNo}的建议补偿或建议核销事项。请对照最近一期初审意见核对业务编号。`,
      ),
    ];
  }
  if (!row.agreed || row.amount === undefined || row.amount === recommended) return [];
  return [
    noted(
      K_AMOUNT,
      `确认金额${yuan(row.amount)}与初审意见金额${yuan(recommended)}不一致。请核对后重新确认。`,
    ),
  ];
}
