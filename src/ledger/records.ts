import type { IsoDate } from '../domain/dates.js';
import type { Fen } from '../domain/money.js';
import type { Scheme } from '../domain/scheme.js';
import type { FiledLoan } from '../rules/claim/claim.js';
import { Table } from './table.js';

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
  codes: string;
  messages: string;
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
  codes: string;
  messages: string;
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

export const FILINGS = new Table<Filing>('filings', {
  id: 'bigint',
  businessNo: 'text',
  bank: 'text',
  scheme: 'text',
  iouNo: 'text',
  enterpriseName: 'text',
  uscc: 'text',
  loanType: 'text',
  bankRiskShare: 'bigint',
  currency: 'text',
  principal: 'bigint',
  rate: 'text',
  principalFen: 'bigint',
  disbursedOn: 'date',
  maturesOn: 'date',
  qualified: 'boolean',
  firstLoan: 'boolean',
  receivedOn: 'date',
  fileName: 'text',
  rowNo: 'integer',
  referred: 'boolean',
  codes: 'text',
  messages: 'text',
  status: 'text',
  resolvedOn: 'date',
});

export const CLAIMS = new Table<Claim>('claims', {
  id: 'bigint',
  businessNo: 'text',
  bank: 'text',
  scheme: 'text',
  iouNo: 'text',
  appliedScheme: 'text',
  filingId: 'bigint',
  classification: 'text',
  classifiedOn: 'date',
  outstanding: 'bigint',
  ownRisk: 'bigint',
  receivedOn: 'date',
  fileName: 'text',
  rowNo: 'integer',
  referred: 'boolean',
  codes: 'text',
  messages: 'text',
  arrivalBase: 'bigint',
  lowered: 'bigint',
  base: 'bigint',
  ratioNum: 'bigint',
  ratioDen: 'bigint',
  ratioWhy: 'text',
  amount: 'bigint',
  status: 'text',
  returnedBy: 'text',
  resolvedOn: 'date',
  paidOn: 'date',
  documentNo: 'text',
  creditedOn: 'date',
  recovered: 'bigint',
  asked: 'bigint',
  returned: 'bigint',
});

export const RECOVERIES = new Table<Recovery>('recoveries', {
  id: 'bigint',
  businessNo: 'text',
  bank: 'text',
  scheme: 'text',
  iouNo: 'text',
  recoveryNo: 'text',
  claimId: 'bigint',
  recoveredOn: 'date',
  receivedOn: 'date',
  fileName: 'text',
  rowNo: 'integer',
  amount: 'bigint',
  principalPart: 'bigint',
  treatment: 'text',
  noticedOn: 'date',
  asked: 'bigint',
  dueOn: 'date',
  noticeLate: 'integer',
  returned: 'bigint',
  settledOn: 'date',
  returnLate: 'integer',
});

export const WRITEOFFS = new Table<Writeoff>('writeoffs', {
  id: 'bigint',
  businessNo: 'text',
  bank: 'text',
  scheme: 'text',
  iouNo: 'text',
  claimId: 'bigint',
  reason: 'text',
  rulingNo: 'text',
  ruledOn: 'date',
  internalNo: 'text',
  receivedOn: 'date',
  fileName: 'text',
  rowNo: 'integer',
  amount: 'bigint',
  status: 'text',
  documentNo: 'text',
  confirmedOn: 'date',
});

export const STATEMENT_LINES = new Table<StatementLine>('statement_lines', {
  id: 'bigint',
  txnNo: 'text',
  bookedOn: 'date',
  receivedOn: 'date',
  fileName: 'text',
  direction: 'text',
  amount: 'bigint',
  counterparty: 'text',
  businessNo: 'text',
  purpose: 'text',
  balance: 'bigint',
  feeYear: 'text',
  booking: 'text',
  matchedNo: 'text',
  suspense: 'bigint',
});
