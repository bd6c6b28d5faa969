import type { Finding } from '../../domain/findings.js';
import { type Fen, yuanWords } from '../../domain/money.js';
import type { PolicyDocument } from '../../domain/policy.js';
import { quotedNumber } from '../../domain/quotable.js';
import { found, noted } from '../rule.js';
import type { OtherItem } from '../unknown.js';
import { type CorrectionRow, unknownItem, X_AMOUNT, X_STATE } from './correction.js';

/** The claim that a 追回 names (the latest attempt of the number); sums in fen. */
export interface RecalledClaim {
  /** The policy document in force on the day received. */
  readonly document: PolicyDocument;
  readonly status: string;
  /** 可追回 (leftToRecall). */
  readonly left: Fen;
}

/** 追回: X-UNKNOWN, X-STATE, X-AMOUNT. Source: rules.md §11. */
export function judgeRecall(
  row: CorrectionRow,
  claim: RecalledClaim | undefined,
  other?: OtherItem,
): Finding[] {
  if (claim === undefined) return [unknownItem(row, '补偿申请', other)];
  const state = (why: string) => [found(X_STATE, claim.document, `${quotedNumber(row.businessNo)}${why}`)];
  if (claim.status !== '已拨付' && claim.status !== '已核销')
    return state(`现为${claim.status},只有已拨付或已核销的补偿可以追回。请核对业务编号。`);
  if (claim.left <= 0n) return state('拨付的补偿已由缴回通知和追回全部要求返还,没有可追回的金额。');
  if (row.amount === undefined || row.amount <= claim.left) return [];
  return [
    noted(
      X_AMOUNT,
      `追回金额${yuanWords(row.amount)}超过可追回的${yuanWords(claim.left)}(拨付金额减去缴回通知和追回已要求返还的)。请核对金额;追回全部的不必填。`,
    ),
  ];
}

/** The recovery or recall that a 撤销回收 names, with the claim that it was made on. */
export interface UndoneRecovery {
  /** The policy document in force on the day received. */
  readonly document: PolicyDocument;
  readonly claimNo: string;
  readonly claimStatus: string;
  /** It lowered the base: it came before the claim was 建议补偿. */
  readonly lowered: boolean;
  /** Its very arrival made the claim 退回. */
  readonly rejectedClaim: boolean;
  /** Number of a later recovery or recall of the claim, not undone. */
  readonly later: string | undefined;
  /** The claim has a write-off 已受理, 建议核销 or 已核销. */
  readonly hasWriteoff: boolean;
  /** A newer attempt of the claim's number, a filing that is not 受理, or a live claim on the IOU: it cannot come back. */
  readonly blocked: string | undefined;
}

/** 撤销回收: X-UNKNOWN, X-STATE. Source: rules.md §11. */
export function judgeUndoRecovery(
  row: CorrectionRow,
  recovery: UndoneRecovery | undefined,
  other?: OtherItem,
): Finding[] {
  if (recovery === undefined) return [unknownItem(row, '已登记且未撤销的回收或追回', other)];
  const why = undoFault(recovery);
  return why === undefined
    ? []
    : [found(X_STATE, recovery.document, `${quotedNumber(row.businessNo)}不能撤销:${why}`)];
}

const RECOMMENDED_OR_PAID: readonly string[] = ['建议补偿', '已拨付', '已核销'];

function undoFault(recovery: UndoneRecovery): string | undefined {
  const { claimNo, claimStatus } = recovery;
  if (recovery.later !== undefined)
    return `其后还有${recovery.later},须从最后一笔起逐笔撤销。请先撤销${recovery.later}。`;
  if (claimStatus === '撤回' || claimStatus === '不予确认') return `所属的${claimNo}已是${claimStatus}。`;
  if (claimStatus === '退回' && !recovery.rejectedClaim)
    return `所属的${claimNo}已退回,且不是因本笔回收到达而退回的。`;
  if (recovery.rejectedClaim && recovery.blocked !== undefined)
    return `它使${claimNo}退回,撤销后该申请要恢复,但${recovery.blocked}。`;
  if (recovery.lowered && RECOMMENDED_OR_PAID.includes(claimStatus))
    return `它在建议补偿前降低了${claimNo}的补偿基数,该申请现为${claimStatus}。已拨付的,差额由追回等方式处理。`;
  if (recovery.hasWriteoff) return `${claimNo}有已受理、建议核销或已核销的核销申请。`;
  return undefined;
}
