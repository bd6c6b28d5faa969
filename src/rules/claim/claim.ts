import type { IsoDate } from '../../domain/dates.js';
import type { MinorUnits } from '../../domain/money.js';
import type { PolicyDocument } from '../../domain/policy.js';
import type { Reference } from '../../domain/reference.js';
import type { Scheme } from '../../domain/scheme.js';
import type { PolicyTerms } from '../../domain/terms.js';

/** A row of a claim file (补偿申请) whose form is right. Amounts are in the loan's own currency. */
export interface ClaimRow {
  readonly scheme: Scheme;
  readonly iou: string;
  readonly uscc: string;
  readonly classification: string;
  readonly classifiedOn: IsoDate;
  readonly outstanding: MinorUnits;
  readonly ownRisk: MinorUnits | undefined;
  readonly docsComplete: boolean;
  readonly otherCompensation: boolean;
}

/** An accepted filing (受理的备案) as a claim needs it. */
export interface FiledLoan {
  readonly id: bigint;
  readonly bank: string;
  readonly fileName: string;
  readonly rowNo: number;
  readonly scheme: Scheme;
  readonly iouNo: string;
  readonly uscc: string;
  readonly loanType: string;
  /** Ten-thousandths of a per cent; only where the filing stated one. */
  readonly bankRiskShare: bigint | undefined;
  readonly currency: string;
  readonly principal: MinorUnits;
  /** CNY for one unit, as filed; undefined where it was accepted without one. */
  readonly rate: string | undefined;
  readonly disbursedOn: IsoDate;
  readonly maturesOn: IsoDate;
  /** 结清日期, where the bank reported it. */
  readonly settledOn: IsoDate | undefined;
  readonly receivedOn: IsoDate;
  readonly qualified: boolean;
  /** Filed with first_loan 是. */
  readonly firstLoan: boolean;
  /** What else was filed that a pack's conditions ask for, by column key: JSON. */
  readonly facts: string;
}

export interface ClaimContext {
  readonly bank: string;
  readonly receivedOn: IsoDate;
  readonly reference: Reference;
}

/** A claim on one filed loan: the document that judges it is the scheme's in force on the day received. */
export interface Assessment extends ClaimContext {
  readonly document: PolicyDocument;
  readonly terms: PolicyTerms;
  readonly loan: FiledLoan;
  readonly books: ClaimBooks;
}

/** What the books answer about this bank's loans and claims. */
export interface ClaimBooks {
  filed(scheme: Scheme, iou: string): FiledLoan | undefined;
  /** State of the latest attempt to file it; undefined where there was none. */
  filingStatus(scheme: Scheme, iou: string): string | undefined;
  /** Number of the claim on this IOU, under either scheme, that is not 退回 or 不予确认. */
  liveClaim(iou: string): string | undefined;
  /** A claim on this IOU arrived by that day and was 退回 (not by a recovery) or 不予确认. */
  sentBackBy(iou: string, deadline: IsoDate): boolean;
  /** The enterprise's accepted filings, at any bank and under any scheme, where one of the loans was filed as a first one. */
  acceptedOf(uscc: string): readonly FiledLoan[];
}
