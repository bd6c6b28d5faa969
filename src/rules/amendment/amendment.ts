import type { Facts } from '../../domain/conditions.js';
import { type IsoDate, monthsBetween } from '../../domain/dates.js';
import { amountFromText, type Fen, sumWords, times } from '../../domain/money.js';
import type { PolicyDocument } from '../../domain/policy.js';
import type { Reference } from '../../domain/reference.js';
import type { Scheme } from '../../domain/scheme.js';
import type { RegisteredLoan } from '../filing/filing.js';
import { rule } from '../rule.js';

/** The catalogue of amendments (变更): what may change in what a bank registered, and who decides. Source: rules.md §10. */

export const A_UNKNOWN = rule('A-UNKNOWN', 'reject');
export const A_CLAIMED = rule('A-CLAIMED', 'reject');
export const A_SETTLED = rule('A-SETTLED', 'reject');
export const A_PENDING = rule('A-PENDING', 'reject');
export const A_DATE = rule('A-DATE', 'reject');
export const A_VALUE = rule('A-VALUE', 'reject');
export const A_MATURITY = rule('A-MATURITY', 'reject');
export const A_CAP = rule('A-CAP', 'reject');
export const A_WITHDRAW = rule('A-WITHDRAW', 'refer');
export const A_EXTENSION = rule('A-EXTENSION', 'refer');
export const A_CORRECTION = rule('A-CORRECTION', 'refer');

/** 变更类型: 撤回申请 withdraws the claim, the others concern the filing. */
export type Change = '撤回' | '结清' | '展期' | '更正' | '撤回申请';

/** 更正项: the column of the filing that a 更正 corrects. */
export type CorrectedItem = '企业名称' | '统一社会信用代码' | '合同到期日' | '贷款金额';

/** A row of an amendment file (变更) whose form is right. */
export interface AmendmentRow {
  readonly scheme: Scheme;
  readonly iou: string;
  readonly change: Change;
  readonly effectiveOn: IsoDate | undefined;
  readonly newMaturesOn: IsoDate | undefined;
  readonly item: CorrectedItem | undefined;
  readonly value: string | undefined;
  readonly reason: string;
}

/** The filing that an amendment is about, as it stands. */
export interface AmendedFiling extends RegisteredLoan {
  readonly id: bigint;
  readonly scheme: Scheme;
  readonly iouNo: string;
  readonly status: string;
  readonly enterpriseName: string;
  /** CNY for one unit, as it was accepted with. */
  readonly rate: string | undefined;
  readonly receivedOn: IsoDate;
  readonly qualified: boolean;
  readonly loanType: string;
  readonly firstLoan: boolean;
  /** Other filed values that caps of the packs look at, by column key: JSON. */
  readonly facts: string;
  /** 征信未结清余额 in fen, and whether it holds this loan; absent in books from before they were kept. */
  readonly creditBalance: Fen | undefined;
  readonly creditIncludes: boolean | undefined;
}

/** A claim on the IOU, as an amendment needs it. */
export interface ClaimInHand {
  readonly businessNo: string;
  readonly status: string;
}

/** What the books answer about this bank's filings and claims; of filings the latest attempt. */
export interface AmendmentBooks {
  filing(scheme: Scheme, iou: string): AmendedFiling | undefined;
  /** Number and state of what this bank filed of the IOU under another scheme. */
  otherFiling(
    scheme: Scheme,
    iou: string,
  ): { readonly businessNo: string; readonly status: string } | undefined;
  /** The latest claim on this IOU, under whichever scheme. */
  latestClaim(iou: string): ClaimInHand | undefined;
  /** The claim on this IOU that is not 退回, 撤回 or 不予确认. */
  liveClaim(iou: string): ClaimInHand | undefined;
  /** Whether a claim on this IOU was ever accepted or referred. */
  everClaimed(iou: string): boolean;
  /** Number of the filing's amendment that is 待核. */
  pendingAmendment(filing: AmendedFiling): string | undefined;
  /** Most that the enterprise's registered loans of the scheme, but this one, come to on a day of [from, to). */
  others(filing: AmendedFiling, uscc: string, from: IsoDate, to: IsoDate): Fen;
}

/** What an amendment is judged with besides the row and the books. */
export interface AmendmentContext {
  readonly receivedOn: IsoDate;
  readonly reference: Reference;
  /** 更正值 as the item's own filing column reads it; undefined where it is no such value. */
  readonly corrected: string | undefined;
}

/** An amendment and the filing that it is about; the document is that of the day of disbursement. */
export interface Amending {
  readonly row: AmendmentRow;
  readonly ctx: AmendmentContext;
  readonly filing: AmendedFiling;
  readonly document: PolicyDocument;
}

/** What is registered of an item, as text: amounts in the loan's currency. */
export function registeredText(filing: AmendedFiling, item: CorrectedItem): string {
  switch (item) {
    case '企业名称':
      return filing.enterpriseName;
    case '统一社会信用代码':
      return filing.uscc;
    case '合同到期日':
      return filing.maturesOn;
    case '贷款金额':
      return sumWords(filing.principal);
  }
}

/** Whether a value is what is registered already: amounts as sums, the others as they are written. */
export function isRegistered(filing: AmendedFiling, item: CorrectedItem, value: string): boolean {
  return item === '贷款金额'
    ? amountFromText(value) === filing.principal
    : registeredText(filing, item) === value;
}

/** CNY principal of a corrected amount at the filing's rate, half-up; undefined without a rate. */
export function correctedPrincipal(filing: Pick<AmendedFiling, 'rate'>, value: string): Fen | undefined {
  return filing.rate === undefined ? undefined : times(amountFromText(value), filing.rate);
}

/** What the conditions of caps look at, as it was filed. */
export const filedFacts = (filing: AmendedFiling): Facts => ({
  ...(JSON.parse(filing.facts) as Facts),
  loan_type: filing.loanType,
  qualified: filing.qualified ? '是' : '否',
  first_loan: filing.firstLoan ? '是' : '否',
  term_months: String(monthsBetween(filing.disbursedOn, filing.maturesOn)),
});
