import type { Finding } from '../../domain/findings.js';
import { type Fen, yuanWords } from '../../domain/money.js';
import { quotedNumber } from '../../domain/quotable.js';
import { BUREAU, checkFourEyes, type PeopleOn } from '../four-eyes.js';
import { noted, rule } from '../rule.js';
import { numberWords, type OtherItem } from '../unknown.js';
import { isStale, type PaidClaim } from '../writeoff/writeoff.js';

/** A row of a confirmation file (确认) whose form is right: the bureau's word on a recommended item. Amount in fen. */
export interface ConfirmationRow {
  readonly businessNo: string;
  readonly outcome: '同意' | '不同意' | '撤销';
  readonly documentNo: string;
  readonly amount: Fen | undefined;
  readonly maker: string | undefined;
  readonly checker: string | undefined;
}

export const K_UNKNOWN = rule('K-UNKNOWN', 'reject');
export const K_STATE = rule('K-STATE', 'reject');
export const K_STALE = rule('K-STALE', 'reject');
export const K_FOUR_EYES = rule('K-FOUR-EYES', 'reject');
export const K_AMOUNT = rule('K-AMOUNT', 'reject');

/** What a 同意 or 不同意 is about. `state`: how the latest item of the number stands, where it is not recommended. */
export type ConfirmedItem =
  | { readonly kind: 'claim'; readonly recommended: Fen | undefined; readonly state: string }
  | {
      readonly kind: 'writeoff';
      readonly recommended: Fen | undefined;
      readonly state: string;
      /** The claim that is to be written off. */
      readonly claim: Omit<PaidClaim, 'scheme'>;
    };

/** The claim that a 撤销 names, and what of it stands in the way; sums in fen. */
export interface UnconfirmedClaim {
  readonly state: string;
  /** What of the payment was seen on statements. */
  readonly seen: Fen;
  /** A 支 line that names the number, or was ever matched with it, with a part in 待查款: its 流水号. */
  readonly suspenseLine: string | undefined;
  readonly hasNotice: boolean;
  readonly hasWriteoff: boolean;
}

/** Findings of a 同意 or 不同意. Source: rules.md §6. */
export function judgeConfirmation(
  row: ConfirmationRow,
  item: ConfirmedItem | undefined,
  people: PeopleOn,
  other?: OtherItem,
): Finding[] {
  const recommended = item?.recommended;
  if (item === undefined || recommended === undefined)
    return [noted(K_UNKNOWN, unknownWords(row, item?.state, other)), ...eyes(row, people)];
  if (row.outcome !== '同意') return eyes(row, people);
  return [...staleFault(row, item, recommended), ...eyes(row, people), ...amountFault(row, recommended)];
}

/** Findings of a 撤销. Source: rules.md §6. */
export function judgeUnconfirmation(
  row: ConfirmationRow,
  claim: UnconfirmedClaim | undefined,
  people: PeopleOn,
  other?: OtherItem,
): Finding[] {
  if (claim === undefined) {
    const what =
      other === undefined
        ? `没有编号为${quotedNumber(row.businessNo)}的补偿申请,没有确认可撤销`
        : `${numberWords(row.businessNo, other)},撤销只用于已拨付的补偿申请`;
    return [noted(K_UNKNOWN, `${what}。请核对业务编号。`), ...eyes(row, people)];
  }
  const why = unconfirmFault(claim);
  if (why === undefined) return eyes(row, people);
  return [noted(K_STATE, `${quotedNumber(row.businessNo)}的确认不能撤销:${why}。`), ...eyes(row, people)];
}

function unknownWords(
  { businessNo, outcome }: ConfirmationRow,
  state: string | undefined,
  other: OtherItem | undefined,
): string {
  const check = '请对照最近一期初审意见核对业务编号。';
  if (state !== undefined) return `${quotedNumber(businessNo)}现为${state},不是建议补偿或建议核销。${check}`;
  if (other === undefined) return `没有编号为${quotedNumber(businessNo)}的建议补偿或建议核销事项。${check}`;
  return `${numberWords(businessNo, other)},${outcome}只用于建议补偿的补偿申请或建议核销的核销申请。${check}`;
}

const eyes = (row: ConfirmationRow, people: PeopleOn): Finding[] =>
  checkFourEyes(K_FOUR_EYES, row, people, BUREAU);

function staleFault(row: ConfirmationRow, item: ConfirmedItem, recommended: Fen): Finding[] {
  if (item.kind !== 'writeoff' || !isStale(item.claim, recommended)) return [];
  const why = item.claim.hasOpenClawback
    ? '该笔补偿又有未缴清的缴回通知或追回'
    : `净损失现为${yuanWords(item.claim.paid - item.claim.returned)}`;
  return [
    noted(
      K_STALE,
      `${quotedNumber(row.businessNo)}建议核销的金额是${yuanWords(recommended)},但${why}。下一次初审会重新处理,请以新的意见为准。`,
    ),
  ];
}

function amountFault(row: ConfirmationRow, recommended: Fen): Finding[] {
  if (row.amount === undefined || row.amount === recommended) return [];
  return [
    noted(
      K_AMOUNT,
      `确认金额${yuanWords(row.amount)}与初审意见金额${yuanWords(recommended)}不一致。请核对后重新确认。`,
    ),
  ];
}

function unconfirmFault(claim: UnconfirmedClaim): string | undefined {
  if (claim.state !== '已拨付') return `该申请现为${claim.state},只有已拨付的可以撤销`;
  if (claim.seen > 0n) return `账户流水已见到拨付${yuanWords(claim.seen)},款已付出的改由托管机构报冲正(追回)`;
  if (claim.suspenseLine !== undefined)
    return `支方流水${claim.suspenseLine}写着该编号或曾与之勾对,仍有金额在待查款,请先勾对或查明`;
  if (claim.hasNotice) return '该申请已有缴回通知或追回';
  if (claim.hasWriteoff) return '该申请有已受理、建议核销或已核销的核销申请';
  return undefined;
}
