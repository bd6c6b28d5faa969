import type { IsoDate } from '../../domain/dates.js';
import type { Fen } from '../../domain/money.js';
import type { Scheme } from '../../domain/scheme.js';
import type { FiledLoan } from '../../rules/claim/claim.js';

/** What is kept of each kind of item. An id is <file id> × 10^9 + <row number>. Amounts are fen unless said. */

export const ROW_SPAN = 1_000_000_000n;

export const rowId = (fileId: bigint, rowNo: number): bigint => fileId * ROW_SPAN + BigInt(rowNo);

export type FilingStatus = '受理' | '待核' | '退回';

/** 备案. `principal` in hundredths of `currency`, `principalFen` in CNY. */
export interface Filing extends FiledLoan {
  businessNo: string;
  bank: string;
  enterpriseName: string;
  rate: string | undefined;
  principalFen: Fen | undefined;
  fileName: string;
  rowNo: number;
  referred: boolean;
  codes: readonly string[];
  messages: readonly string[];
  status: FilingStatus;
  resolvedOn: IsoDate | undefined;
}

export type ClaimStatus =
  | '待核'
  | '退回'
  | '受理'
  | '暂停补偿'
  | '资金不足'
  | '建议补偿'
  | '不予确认'
  | '已拨付'
  | '已核销';

/** 补偿申请. `outstanding`, `ownRisk` in the loan's own currency. */
export interface Claim {
  readonly id: bigint;
  businessNo: string;
  bank: string;
  scheme: Scheme;
  iouNo: string;
  appliedScheme: Scheme;
  filingId: bigint;
  classification: string;
  classifiedOn: IsoDate;
  outstanding: Fen;
  ownRisk: Fen | undefined;
  receivedOn: IsoDate;
  fileName: string;
  rowNo: number;
  referred: boolean;
  codes: readonly string[];
  messages: readonly string[];
  arrivalBase: Fen | undefined;
  lowered: Fen;
  base: Fen | undefined;
  ratioNum: bigint | undefined;
  ratioDen: bigint | undefined;
  ratioWhy: string;
  amount: Fen | undefined;
  status: ClaimStatus;
  returnedBy: 'operator' | 'recovery' | 'bureau' | undefined;
  resolvedOn: IsoDate | undefined;
  paidOn: IsoDate | undefined;
  documentNo: string | undefined;
  creditedOn: IsoDate | undefined;
  recovered: Fen;
  asked: Fen;
  returned: Fen;
}

/** 追偿回收, and the clawback (追偿缴回) it makes once `treatment` is noticed. */
export interface Recovery {
  readonly id: bigint;
  businessNo: string;
  bank: string;
  scheme: Scheme;
  iouNo: string;
  recoveryNo: string;
  claimId: bigint;
  recoveredOn: IsoDate;
  receivedOn: IsoDate;
  fileName: string;
  rowNo: number;
  amount: Fen;
  principalPart: Fen | undefined;
  treatment: 'lowered' | 'kept' | 'noticed' | 'void';
  noticedOn: IsoDate | undefined;
  asked: Fen | undefined;
  dueOn: IsoDate | undefined;
  noticeLate: number | undefined;
  returned: Fen;
  settledOn: IsoDate | undefined;
  returnLate: number | undefined;
}

export type WriteoffStatus = '已受理' | '建议核销' | '已核销' | '失效' | '不予确认';

/** 核销申请. */
export interface Writeoff {
  readonly id: bigint;
  businessNo: string;
  bank: string;
  scheme: Scheme;
  iouNo: string;
  claimId: bigint;
  reason: string;
  rulingNo: string;
  ruledOn: IsoDate;
  internalNo: string | undefined;
  receivedOn: IsoDate;
  fileName: string;
  rowNo: number;
  amount: Fen | undefined;
  status: WriteoffStatus;
  documentNo: string | undefined;
  confirmedOn: IsoDate | undefined;
}

export type Booking =
  | 'clawback'
  | 'payment'
  | 'interest'
  | 'capital'
  | 'fee'
  | 'deposit-out'
  | 'deposit-back'
  | 'suspense';

/** 账户流水的一行. */
export interface StatementLine {
  readonly id: bigint;
  txnNo: string;
  bookedOn: IsoDate;
  receivedOn: IsoDate;
  fileName: string;
  direction: '收' | '支';
  amount: Fen;
  counterparty: string;
  businessNo: string;
  purpose: string;
  balance: Fen;
  feeYear: string | undefined;
  booking: Booking;
  matchedNo: string | undefined;
  suspense: Fen;
}

/** Status changes; `notice` says whether the bank learns of it from notice.csv. */
export interface ItemEvent {
  happenedOn: IsoDate;
  bank: string;
  businessNo: string;
  iouNo: string;
  itemId: bigint;
  fromStatus: string;
  toStatus: string;
  cause: 'decision' | 'confirmation' | 'run' | 'recovery';
  notice: boolean;
  message: string;
}
