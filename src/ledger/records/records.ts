import type { Columns, RowOf } from '../../db/column.js';
import { bigint, boolean, date, integer, maybe, oneOf, text, texts } from '../../db/column.js';
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
  qualification: maybe(text), // 资质类型; none of older filings, nor 企业划型
  enterpriseSize: maybe(text),
  creditBalance: maybe(bigint),
  creditIncludes: maybe(boolean), // whether that balance holds this loan already
  // Filed values that a pack's conditions ask for: JSON.
  facts: text,
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
  // Who ended it: 退回 by an operator, a recovery that left nothing or the cancelling of its filing; 不予确认 by the bureau.
  endedBy: maybe(oneOf('operator', 'recovery', 'bureau', 'cancelled')),
  resolvedOn: maybe(date),
  paidOn: maybe(date),
  documentNo: maybe(text),
  creditedOn: maybe(date),
  // What of the payment was seen on statements; what was recovered over all notices; what notices and recalls ask for,
  // recalls alone, and what was returned on both.
  seen: bigint,
  recovered: bigint,
  asked: bigint,
  recalled: bigint,
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
export type Amendment = RowOf<typeof AMENDMENTS.columns>;

/**
 * 追偿回收, and the clawback (追偿缴回) it makes once `treatment` is noticed; or, `recall`, money demanded back (追回), which
 * is a clawback of nothing recovered. One that was undone (撤销回收) is as if it had not come.
 */
export const RECOVERIES = new Table('recoveries', {
  ...ITEM,
  recall: boolean,
  recoveryNo: maybe(text),
  claimId: bigint,
  recoveredOn: maybe(date),
  amount: bigint,
  principalPart: maybe(bigint),
  treatment: oneOf('lowered', 'kept', 'noticed', 'void'),
  // State of the claim that its arrival made 退回.
  claimWas: maybe(oneOf(...CLAIM_STATUSES)),
  noticedOn: maybe(date),
  asked: maybe(bigint),
  // Of the claim, on the day of notice.
  ratioNum: maybe(bigint),
  ratioDen: maybe(bigint),
  dueOn: maybe(date),
  noticeLate: maybe(integer),
  returned: bigint,
  settledOn: maybe(date),
  returnLate: maybe(integer),
  undoneOn: maybe(date),
  // The correction row that undid it.
  undoneBy: maybe(bigint),
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
  'bounced',
  'interest',
  'capital',
  'fee',
  'deposit-out',
  'deposit-back',
  'suspense',
] as const;
/** 账户流水的一行. `booking` is what §9 of the rules made of it on arrival; where its money is now, allocations tell. */
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
  suspense: bigint,
});
export type StatementLine = RowOf<typeof STATEMENT_LINES.columns>;
