import type { Facts } from '../../domain/conditions.js';
import { type IsoDate, monthsBetween } from '../../domain/dates.js';
import { factWords } from '../../domain/fact-words.js';
import type { Finding } from '../../domain/findings.js';
import type { LprTenor } from '../../domain/lpr.js';
import type { Fen, MinorUnits } from '../../domain/money.js';
import type { PolicyDocument } from '../../domain/policy.js';
import type { Reference } from '../../domain/reference.js';
import type { Scheme } from '../../domain/scheme.js';
import type { SizeMetric } from '../../domain/sizes.js';
import type { PolicyTerms } from '../../domain/terms.js';
import { found, type Rule } from '../rule.js';

/** A row of a filing file (备案) whose form is right. `principal` is in hundredths of `currency`. */
export interface FilingRow {
  readonly scheme: Scheme;
  readonly iou: string;
  readonly enterpriseName: string;
  readonly uscc: string;
  readonly entityType: string;
  readonly enterpriseSize: string;
  readonly industry: string | undefined;
  readonly metrics: Readonly<Partial<Record<SizeMetric, string>>>;
  readonly inArea: boolean;
  readonly disqualified: boolean;
  readonly qualification: string;
  readonly qualFrom: IsoDate | undefined;
  readonly qualTo: IsoDate | undefined;
  readonly stiScope: boolean | undefined;
  readonly loanType: string;
  readonly otherCover: string;
  /** Ten-thousandths of a per cent. */
  readonly bankRiskShare: bigint | undefined;
  readonly currency: string;
  readonly principal: MinorUnits;
  readonly disbursedOn: IsoDate;
  readonly maturesOn: IsoDate;
  /** Ten-thousandths of a per cent. */
  readonly annualRate: bigint;
  readonly lprTenor: LprTenor;
  readonly creditReportOn: IsoDate;
  readonly creditBalance: Fen;
  readonly includesThisLoan: boolean;
  readonly firstLoan: boolean;
  readonly origination: string;
  /** All canonical values of the row, by column key: what conditions of the packs look at. */
  readonly values: Readonly<Record<string, string>>;
}

/** What a filing rule may look at besides the row: who sent it, when it came, and the numbers of those days. */
export interface FilingContext {
  readonly bank: string;
  readonly receivedOn: IsoDate;
  readonly reference: Reference;
  /** The scheme's document in force on the day of disbursement: it judges the row and is cited. */
  readonly document: PolicyDocument;
  /** Its terms on the day of disbursement: caps, lists, spread. */
  readonly terms: PolicyTerms;
  /** Its terms on the day received: windows. */
  readonly termsReceived: PolicyTerms;
}

/**
 * Sums, in fen, between which a check finds nothing in a row, whatever they are: principal in CNY, the balance of the credit
 * report, both together. What is not named is not bound.
 */
export interface SumBounds {
  readonly principalFrom?: Fen;
  readonly principalTo?: Fen;
  readonly creditTo?: Fen;
  readonly togetherTo?: Fen;
}

/** A loan that is already registered (accepted or referred). */
export interface RegisteredLoan {
  readonly uscc: string;
  readonly disbursedOn: IsoDate;
  readonly maturesOn: IsoDate;
  /** 结清日期, where it was reported. */
  readonly settledOn: IsoDate | undefined;
  readonly currency: string;
  readonly principal: MinorUnits;
  readonly principalFen: Fen | undefined;
}

/** What the books answer about this bank's earlier rows. */
export interface FilingBooks {
  registered(row: Pick<FilingRow, 'scheme' | 'iou'>): RegisteredLoan | undefined;
  /** A row of this scheme and IOU was 退回 from a file received in [from, to], at once or by an operator. */
  rejectedWithin(scheme: Scheme, iou: string, from: IsoDate, to: IsoDate): boolean;
  /** Most that the enterprise's registered loans of the scheme, but `except`, come to on a day of [from, to). */
  peak(scheme: Scheme, uscc: string, from: IsoDate, to: IsoDate, except: RegisteredLoan | undefined): Fen;
  /** Another IOU, under any scheme, that is registered for the same enterprise, day, currency and principal. */
  sameLoan(row: FilingRow): string | undefined;
  /** Number of another registered loan of the enterprise under the scheme, at any bank, that runs on a day of [from, to). */
  running(scheme: Scheme, uscc: string, iou: string, from: IsoDate, to: IsoDate): string | undefined;
}

/** A bank of which nothing was filed before. */
export const NO_FILING_BOOKS: FilingBooks = {
  registered: () => undefined,
  rejectedWithin: () => false,
  peak: () => 0n,
  sameLoan: () => undefined,
  running: () => undefined,
};

/** Qualified (资质有效): one of the policy's qualifications, holding on the day of disbursement. Source: XW §6(4) §7(2). */
export function isQualified(row: FilingRow, terms: PolicyTerms): boolean {
  if (!terms.qualifications.includes(row.qualification)) return false;
  if (row.qualFrom === undefined || row.qualTo === undefined) return false;
  return row.qualFrom <= row.disbursedOn && row.disbursedOn <= row.qualTo;
}

/**
 * What the conditions of caps and lists look at: the row's own values, and what follows from them once it is asked for.
 * @param qualified to suppose it
 */
export function filingFacts(row: FilingRow, terms: PolicyTerms, qualified?: '是'): Facts {
  return Object.create(row.values, {
    qualified: { get: () => qualified ?? (isQualified(row, terms) ? '是' : '否') },
    term_months: { get: () => String(monthsBetween(row.disbursedOn, row.maturesOn)) },
  }) as Facts;
}

/** 银担分险: a guarantee shared with one of the city's government-backed guarantors. */
export function isRiskShared(row: FilingRow, terms: PolicyTerms): boolean {
  return terms.riskShared !== undefined && row.loanType === terms.riskShared.loanType;
}

/** A limit that hangs on what the row left empty is an operator's to tell. */
export function undecided(
  one: Rule,
  unsure: readonly string[],
  row: FilingRow,
  ctx: FilingContext,
): Finding[] {
  const { extra } = ctx.reference.policies.of(row.scheme).files;
  const message = `没有填${factWords(unsure, extra)},适用的限额或范围不能确定,由托管机构人工审核。填写有误请补填后重报。`;
  const finding = found(one, ctx.document, message);
  return [finding.severity === 'reject' ? { ...finding, severity: 'refer' } : finding];
}
