import {
  bigint,
  boolean,
  type Columns,
  date,
  integer,
  maybe,
  oneOf,
  type RowOf,
  text,
  texts,
} from '../../db/column.js';
import { Table } from '../../db/table.js';
import { CLAIM_STATUSES, FILING_STATUSES, WRITEOFF_STATUSES } from '../../domain/transitions.js';

/**
 * What is kept of each kind of item, declared once: table, columns, types. An id is <file id> × 10^9 + <row number>.
 * Amounts are fen unless said. What a row said on arrival is never overwritten (the schema refuses it); what happened
 * later is an event (events.ts), and the columns named here as "current" follow from arrival and events.
 */

export const ROW_SPAN = 1_000_000_000n;

export const rowId = (fileId: bigint, rowNo: number): bigint => fileId * ROW_SPAN + BigInt(rowNo);

/** Whose it is and which row of which file brought it. */
const ITEM = {
  id: bigint,
  businessNo: text,
  bank: text,
  scheme: text,
  iouNo: text,
  receivedOn: date,
  fileName: text,
  rowNo: integer,
} satisfies Columns;

/** What an operator is shown of an item that was referred (待核) on arrival. */
const REFERRED = { referred: boolean, codes: texts, messages: texts } satisfies Columns;

/** 备案. `filedPrincipal` and `principal` in hundredths of `currency`, `principalFen` in CNY. */
export const FILINGS = new Table('filings', {
  ...ITEM,
  ...REFERRED,
  filedName: text,
  filedUscc: text,
  filedPrincipal: bigint,
  filedMaturesOn: date,
  filedRate: maybe(text),
  loanType: text,
  bankRiskShare: maybe(bigint),
  currency: text,
  disbursedOn: date,
  qualified: boolean,
  firstLoan: boolean,
  // Current: as amended, with a rate that was found later.
  enterpriseName: text,
  uscc: text,
  principal: bigint,
  maturesOn: date,
  rate: maybe(text),
  principalFen: maybe(bigint),
  settledOn: maybe(date),
  status: oneOf(...FILING_STATUSES),
  resolvedOn: maybe(date),
});
export type Filing = RowOf<typeof FILINGS.columns>;

/** 补偿申请. `outstanding`, `ownRisk` in the loan's own currency. */
export const CLAIMS = new Table('claims', {
  ...ITEM,
  ...REFERRED,
  appliedScheme: text,
  filingId: bigint,
  classification: text,
  classifiedOn: date,
  outstanding: bigint,
  ownRisk: maybe(bigint),
  arrivalBase: maybe(bigint),
  arrivalAmount: maybe(bigint),
  // Current. base = fullBase less lowered, 0 at most; amount = base × ratio.
  fullBase: maybe(bigint),
  lowered: bigint,
  base: maybe(bigint),
  ratioNum: maybe(bigint),
  ratioDen: maybe(bigint),
  ratioWhy: text,
  amount: maybe(bigint),
  status: oneOf(...CLAIM_STATUSES),
  // Who returned it: an operator, a recovery that left nothing, the bureau, or the cancelling of its filing.
  returnedBy: maybe(oneOf('operator', 'recovery', 'bureau', 'cancelled')),
  resolvedOn: maybe(date),
  paidOn: maybe(date),
  documentNo: maybe(text),
  creditedOn: maybe(date),
  recovered: bigint,
  asked: bigint,
  returned: bigint,
});
export type Claim = RowOf<typeof CLAIMS.columns>;

/** 变更. `claimId` of a 撤回申请, otherwise `filingId`; `value` normalised, as the item's filing column is. */
export const AMENDMENTS = new Table('amendments', {
  ...ITEM,
  ...REFERRED,
  change: oneOf('撤回', '结清', '展期', '更正', '撤回申请'),
  filingId: maybe(bigint),
  claimId: maybe(bigint),
  effectiveOn: maybe(date),
  newMaturesOn: maybe(date),
  item: maybe(oneOf('企业名称', '统一社会信用代码', '合同到期日', '贷款金额')),
  value: maybe(text),
  reason: text,
  status: oneOf('受理', '待核', '退回'),
  resolvedOn: maybe(date),
});

/** 追偿回收, and the clawback (追偿缴回) it makes once `treatment` is noticed. */
export const RECOVERIES = new Table('recoveries', {
  ...ITEM,
  recoveryNo: text,
  claimId: bigint,
  recoveredOn: date,
  amount: bigint,
  principalPart: maybe(bigint),
  treatment: oneOf('lowered', 'kept', 'noticed', 'void'),
  noticedOn: maybe(date),
  asked: maybe(bigint),
  dueOn: maybe(date),
  noticeLate: maybe(integer),
  returned: bigint,
  settledOn: maybe(date),
  returnLate: maybe(integer),
});
export type Recovery = RowOf<typeof RECOVERIES.columns>;

/** 核销申请. */
export const WRITEOFFS = new Table('writeoffs', {
  ...ITEM,
  claimId: bigint,
  reason: text,
  rulingNo: text,
  ruledOn: date,
  internalNo: maybe(text),
  amount: maybe(bigint),
  status: oneOf(...WRITEOFF_STATUSES),
  documentNo: maybe(text),
  confirmedOn: maybe(date),
});
export type Writeoff = RowOf<typeof WRITEOFFS.columns>;

const BOOKINGS = [
  'clawback',
  'payment',
  'interest',
  'capital',
  'fee',
  'deposit-out',
  'deposit-back',
  'suspense',
] as const;
export type Booking = (typeof BOOKINGS)[number];

/** 账户流水的一行. */
export const STATEMENT_LINES = new Table('statement_lines', {
  id: bigint,
  txnNo: text,
  bookedOn: date,
  receivedOn: date,
  fileName: text,
  direction: oneOf('收', '支'),
  amount: bigint,
  counterparty: text,
  businessNo: text,
  purpose: text,
  balance: bigint,
  feeYear: maybe(text),
  booking: oneOf(...BOOKINGS),
  matchedNo: maybe(text),
  suspense: bigint,
});
export type StatementLine = RowOf<typeof STATEMENT_LINES.columns>;
