import type { IsoDate } from '../../domain/dates.js';
import type { Finding } from '../../domain/findings.js';
import type { Fen } from '../../domain/money.js';
import type { Policies } from '../../domain/policy.js';
import type { Scheme } from '../../domain/scheme.js';
import { found, foundUnderAll, noted, type Rule, rule } from '../rule.js';

export const W_NOT_PAID = rule('W-NOT-PAID', 'reject');
export const W_DUPLICATE = rule('W-DUPLICATE', 'reject');
export const W_REASON = rule('W-REASON', 'reject');
export const W_INTERNAL = rule('W-INTERNAL', 'reject');
export const W_NO_LOSS = rule('W-NO-LOSS', 'reject');
export const W_DATE = rule('W-DATE', 'reject');
export const W_OPEN_CLAWBACK = rule('W-OPEN-CLAWBACK', 'reject');

/** A row of a write-off file (核销申请) whose form is right. */
export interface WriteoffRow {
  readonly iou: string;
  readonly reason: string;
  readonly rulingNo: string;
  readonly ruledOn: IsoDate;
  readonly internalNo: string | undefined;
}

/** The 已拨付 claim that a write-off is about; sums in fen. */
export interface PaidClaim {
  readonly scheme: Scheme;
  readonly paid: Fen;
  readonly returned: Fen;
  readonly hasOpenClawback: boolean;
}

/** What a run does with a write-off (核销) that waits or whose recommendation may have become stale. Source: rules.md §8. */
export type WriteoffStep = '建议核销' | '已受理' | '失效';

/**
 * `recommended`: the sum of an earlier recommendation. Undefined where the recommendation stands as it is. An open
 * notice or recall holds it back; with nothing lost any more it lapses.
 */
export function writeoffStep(
  claim: Omit<PaidClaim, 'scheme'>,
  recommended: Fen | undefined,
): WriteoffStep | undefined {
  if (!isStale(claim, recommended)) return undefined;
  if (claim.hasOpenClawback) return '已受理';
  return netLoss(claim.paid, claim.returned) > 0n ? '建议核销' : '失效';
}

/** Whether a recommended sum is not the net loss any more, or money is still due on the claim (K-STALE). */
export function isStale(claim: Omit<PaidClaim, 'scheme'>, recommended: Fen | undefined): boolean {
  return claim.hasOpenClawback || recommended !== netLoss(claim.paid, claim.returned);
}

/** 补偿净损失: what was paid and not given back, in fen. Source: XW §17, KC §18. */
export function netLoss(paid: Fen, returned: Fen): Fen {
  return paid - returned;
}

/** All findings of a write-off row, in the catalogue's order. `inHand`: one is accepted, recommended or done. */
export function judgeWriteoff(
  row: WriteoffRow,
  receivedOn: IsoDate,
  claim: PaidClaim | undefined,
  inHand: boolean,
  policies: Policies,
): Finding[] {
  const findings: Finding[] = [];
  const documents = policies.documentsOn(receivedOn);
  const document = claim === undefined ? undefined : policies.of(claim.scheme).documentOn(receivedOn);
  const say = (one: Rule, message: string) =>
    findings.push(
      document === undefined ? foundUnderAll(one, documents, message) : found(one, document, message),
    );
  if (claim === undefined)
    say(W_NOT_PAID, `借据编号${row.iou}没有贵行已拨付的补偿,不能申请核销。请核对借据编号。`);
  if (inHand)
    findings.push(
      noted(W_DUPLICATE, `借据编号${row.iou}的核销已受理、已建议或已完成,不能重复申请。请删除本行。`),
    );
  const terms = (document === undefined ? documents : [document]).map((one) => one.termsOn(receivedOn));
  const reasons = [...new Set(terms.flatMap(({ writeoffReasons }) => writeoffReasons ?? []))];
  if (reasons.length > 0 && !reasons.includes(row.reason)) {
    say(
      W_REASON,
      `核销原因"${row.reason}"不属于${reasons.join('或')},执行尚未终结。请在裁定终结执行或破产清算后申请。`,
    );
  }
  if (document?.termsOn(receivedOn).writeoffPapers.includes('internal_no') && row.internalNo === undefined) {
    say(
      W_INTERNAL,
      `${policies.of(document.scheme).name}政策核销须有银行内部核销认定材料,内部核销认定文号为空。请补填。`,
    );
  }
  if (claim !== undefined && netLoss(claim.paid, claim.returned) <= 0n) {
    say(W_NO_LOSS, '该笔补偿已全部缴回或未发生补偿,没有补偿净损失可核销。');
  }
  if (row.ruledOn > receivedOn) {
    findings.push(noted(W_DATE, `裁定日期${row.ruledOn}晚于收到日${receivedOn}。请核对日期。`));
  }
  if (claim?.hasOpenClawback === true) {
    say(
      W_OPEN_CLAWBACK,
      '该笔补偿尚有缴回通知或追回未全额缴回(以账户流水入账为准)。请缴清并待流水入账后再申请核销。',
    );
  }
  return findings;
}
