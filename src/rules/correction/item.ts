import type { Finding } from '../../domain/findings.js';
import type { Fen } from '../../domain/money.js';
import type { PolicyDocument } from '../../domain/policy.js';
import { quotedNumber } from '../../domain/quotable.js';
import { type ClaimStatus, isPaid, WITHDRAWABLE } from '../../domain/transitions.js';
import { found } from '../rule.js';
import type { OtherItem } from '../unknown.js';
import { type CorrectionRow, unknownItem, X_CLAIM, X_STATE } from './correction.js';

/** 重审 and 取消备案: what stands against taking an item up again, or against cancelling a filing. Source: rules.md §11. */

interface Named {
  /** The policy document in force on the day received. */
  readonly document: PolicyDocument;
  readonly status: string;
}

/** A filing to be taken up again; `live` the live claim on its IOU, under whichever scheme. */
export interface ReopenedFiling extends Named {
  readonly kind: 'filing';
  readonly live: string | undefined;
}

/** A claim to be taken up again, on the filing that it was made on. */
export interface ReopenedClaim extends Named {
  readonly kind: 'claim';
  readonly endedBy: string | undefined;
  readonly hasKeptRecovery: boolean;
  readonly filingStatus: string;
  /** Another claim on the IOU that is live. */
  readonly live: string | undefined;
}

/** An accepted 结清 to be taken up again. */
export interface ReopenedSettlement extends Named {
  readonly kind: 'settlement';
  readonly filingStatus: string;
}

export type Reopened = ReopenedFiling | ReopenedClaim | ReopenedSettlement;

/** 重审: X-UNKNOWN, X-STATE. */
export function judgeReopening(row: CorrectionRow, item: Reopened | undefined, other?: OtherItem): Finding[] {
  if (item === undefined) {
    return [unknownItem(row, '备案、补偿申请或已受理的结清', other)];
  }
  const fault = reopeningFault(item);
  return fault === undefined
    ? []
    : [found(X_STATE, item.document, `${quotedNumber(row.businessNo)}${fault}`)];
}

function reopeningFault(item: Reopened): string | undefined {
  switch (item.kind) {
    case 'filing':
      if (item.status === '待核') return '已是待核,直接报审核决定即可。';
      return item.live === undefined
        ? undefined
        : `的借据有在办或已补偿的申请${item.live},备案不能重审。请先处理该申请。`;
    case 'settlement':
      return item.filingStatus === '受理' ? undefined : `所结清的备案现为${item.filingStatus},结清不能重审。`;
    case 'claim':
      return claimFault(item);
  }
}

/** What the custodian's own 初审 has not left behind yet. */
const IN_REVIEW: readonly string[] = ['受理', '暂停补偿', '资金不足'];

function claimFault(claim: ReopenedClaim): string | undefined {
  if (IN_REVIEW.includes(claim.status)) return undefined;
  if (claim.status === '建议补偿')
    return claim.hasKeptRecovery
      ? '建议补偿之后已有暂存的追偿回收,不能重审。请先对该回收报撤销回收,或由财政国资局不予确认。'
      : undefined;
  if (claim.status !== '退回' || claim.endedBy !== 'operator')
    return `现为${claim.status}${rejectedWords(claim)},不能重审。只能重审受理、暂停补偿、资金不足、建议补偿的和由审核决定退回的申请。`;
  if (claim.filingStatus !== '受理') return `的备案现为${claim.filingStatus},申请不能重审。请先重审备案。`;
  return claim.live === undefined ? undefined : `的借据已有新的申请${claim.live},不能重审。`;
}

function rejectedWords({ status, endedBy }: ReopenedClaim): string {
  if (status !== '退回') return '';
  return endedBy === 'recovery' ? '(因追偿回收余额为零)' : '(因备案取消)';
}

/** A filing to be cancelled, with the claims on it. */
export interface CancelledFiling extends Named {
  /** Numbers of claims on it that are 建议补偿, or paid with money left to recall. */
  readonly owing: readonly { readonly businessNo: string; readonly status: string }[];
}

/** 取消备案: X-UNKNOWN, X-STATE, X-CLAIM. */
export function judgeCancelling(
  row: CorrectionRow,
  filing: CancelledFiling | undefined,
  other?: OtherItem,
): Finding[] {
  if (filing === undefined) return [unknownItem(row, '备案', other)];
  if (filing.status !== '受理') {
    const message = `${quotedNumber(row.businessNo)}现为${filing.status},只能取消受理的备案。请核对业务编号。`;
    return [found(X_STATE, filing.document, message)];
  }
  return filing.owing.map(({ businessNo, status }) => {
    const how =
      status === '建议补偿'
        ? '请先由财政国资局不予确认,或对该申请报重审'
        : '请先报追回,全部要求返还之后再取消';
    return found(
      X_CLAIM,
      filing.document,
      `备案下的补偿申请${businessNo}现为${status},不能取消备案。${how}。`,
    );
  });
}

/** Whether nobody but the custodian has had a say in a claim yet: it goes back with its filing. */
export const isUndecided = (status: ClaimStatus): boolean => WITHDRAWABLE.includes(status);

/** Whether a claim keeps its filing from being cancelled: 建议补偿, or paid with money left to recall (可追回). In fen. */
export function isOwing(claim: {
  readonly status: ClaimStatus;
  readonly amount: Fen | undefined;
  readonly asked: Fen;
}): boolean {
  if (claim.status === '建议补偿') return true;
  return isPaid(claim.status) && (claim.amount ?? 0n) > claim.asked;
}
