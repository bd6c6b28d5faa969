import type { IsoDate } from '../../domain/dates.js';
import type { Finding } from '../../domain/findings.js';
import type { Fen } from '../../domain/money.js';
import type { PolicyTerms } from '../../domain/policy.js';
import type { Scheme } from '../../domain/scheme.js';
import { found, noted, type Rule } from '../rule.js';

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

const ARTICLES = { XW: '第十七条', KC: '第十八条' };

export const W_NOT_PAID: Rule = { code: 'W-NOT-PAID', severity: 'reject', articles: ARTICLES };
export const W_DUPLICATE: Rule = { code: 'W-DUPLICATE', severity: 'reject', articles: {} };
export const W_REASON: Rule = { code: 'W-REASON', severity: 'reject', articles: ARTICLES };
export const W_INTERNAL: Rule = { code: 'W-INTERNAL', severity: 'reject', articles: { KC: '第十八条' } };
export const W_NO_LOSS: Rule = { code: 'W-NO-LOSS', severity: 'reject', articles: ARTICLES };
export const W_DATE: Rule = { code: 'W-DATE', severity: 'reject', articles: {} };
export const W_OPEN_CLAWBACK: Rule = {
  code: 'W-OPEN-CLAWBACK',
  severity: 'reject',
  articles: { XW: '第十六条', KC: '第十七条' },
};

/** Cited where no paid claim tells the scheme. */
function underBoth(rule: Rule, message: string): Finding {
  const articles = [found(rule, 'XW', '').article, found(rule, 'KC', '').article];
  return { ...noted(rule, message), article: articles.join('、') };
}

/** All findings of a write-off row, in the catalogue's order. `inHand`: one is accepted, recommended or done. */
export function judgeWriteoff(
  row: WriteoffRow,
  receivedOn: IsoDate,
  claim: PaidClaim | undefined,
  inHand: boolean,
  terms: PolicyTerms,
): Finding[] {
  const findings: Finding[] = [];
  const say = (rule: Rule, message: string) =>
    findings.push(claim === undefined ? underBoth(rule, message) : found(rule, claim.scheme, message));
  if (claim === undefined)
    say(W_NOT_PAID, `借据编号${row.iou}没有贵行已拨付的补偿,不能申请核销。请核对借据编号。`);
  if (inHand)
    findings.push(
      noted(W_DUPLICATE, `借据编号${row.iou}的核销已受理、已建议或已完成,不能重复申请。请删除本行。`),
    );
  if (!terms.writeoffReasons.includes(row.reason)) {
    say(
      W_REASON,
      `核销原因"${row.reason}"不属于${terms.writeoffReasons.join('或')},执行尚未终结。请在裁定终结执行或破产清算后申请。`,
    );
  }
  if (claim?.scheme === 'KC' && row.internalNo === undefined) {
    say(W_INTERNAL, '科创政策核销须有银行内部核销认定材料,内部核销认定文号为空。请补填。');
  }
  if (claim !== undefined && claim.paid - claim.returned <= 0n) {
    say(W_NO_LOSS, '该笔补偿已全部缴回或未发生补偿,没有补偿净损失可核销。');
  }
  if (row.ruledOn > receivedOn) {
    findings.push(noted(W_DATE, `裁定日期${row.ruledOn}晚于收到日${receivedOn}。请核对日期。`));
  }
  if (claim?.hasOpenClawback === true) {
    say(W_OPEN_CLAWBACK, '该笔补偿尚有追偿款未全额缴回。请先将应缴回金额缴入专户后再申请核销。');
  }
  return findings;
}
