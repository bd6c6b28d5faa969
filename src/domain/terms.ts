import type { Cased, Condition } from './conditions.js';
import type { IsoDate } from './dates.js';
import type { Fen, Ratio } from './money.js';
import type { Scheme } from './scheme.js';

/** What a document sets on one day, as rules calculate with it. */

/** The filing window (备案期): the first `days` of each period, for the loans of the period before. */
export interface FilingWindow {
  readonly per: 'quarter' | 'month';
  readonly days: number;
  readonly kind: 'working' | 'calendar';
}

/** A bound on the annual rate: LPR plus ten-thousandths of a per cent, or LPR times a factor as written. */
export type RateCap = { readonly over: bigint } | { readonly times: string };

/** The claim window: some months from the contract's end, or from the day the loan was classified non-performing. */
export interface ClaimWindow {
  readonly from: 'maturity' | 'classified';
  readonly months: number;
}

/** A ratio for the loans of its conditions, in ten-thousandths of a per cent. */
export interface RatioCase {
  readonly when: readonly Condition[];
  /** Of the whole base, or of its part within each slab, up to and including the sum in fen (the last may be open). */
  readonly percent: bigint | undefined;
  readonly slabs: readonly { readonly upTo: Fen | undefined; readonly percent: bigint }[];
  readonly why: string;
  /** The amount is at most the bank's own part (自担风险本金). */
  readonly ownRisk: boolean;
  /** The base is at most this filed amount (仅加成部分 say). */
  readonly baseAtMost: string | undefined;
  /** What of it is not told: an operator decides. */
  readonly refer: string | undefined;
}

export interface AddOn {
  readonly when: readonly Condition[];
  readonly points: bigint;
  readonly why: string;
}

/** Ratios (补偿比例): a case, add-ons on top, a cap; and the most that one claim is paid. */
export interface RatioTable {
  readonly pick: 'first' | 'highest';
  readonly cases: readonly RatioCase[];
  readonly addOns: readonly AddOn[];
  readonly stack: 'sum' | 'highest';
  readonly most: bigint | undefined;
  readonly mostAmount: Fen | undefined;
}

/** One measure of suspension: over it counts against the bank; at or below it (within) or below it, for the bank. */
export interface Measure {
  readonly of: 'applied/filed' | 'paid/filed' | 'net';
  readonly period: 'all' | 'year';
  /** A share, or fen of `net`. */
  readonly share: Ratio | undefined;
  readonly sum: Fen | undefined;
  readonly lifted: 'within' | 'below';
}

export interface SuspensionTerms {
  readonly join: 'and' | 'or';
  readonly measures: readonly Measure[];
}

/** Which loan counts as an enterprise's first (首笔): of its type, of the scheme, at this bank, or under any scheme. */
export type FirstLoanScope = 'type' | 'enterprise' | 'bank' | 'ever';

/**
 * A document's parameters as they stand on one day; undefined where it sets none. Amounts in fen, rates in
 * ten-thousandths of a per cent.
 */
export interface PolicyTerms {
  readonly filingWindow: FilingWindow | undefined;
  readonly entityTypes: readonly string[] | undefined;
  readonly enterpriseSizes: readonly Cased<readonly string[]>[] | undefined;
  readonly loanTypes: readonly string[] | undefined;
  readonly covers: readonly string[] | undefined;
  /** Covers on which the policy is silent: an operator decides. */
  readonly referredCovers: readonly string[];
  readonly referredOriginations: readonly string[];
  /** Qualifications (资质类型) that raise a cap or a ratio while they are valid. */
  readonly qualifications: readonly string[];
  readonly capBank: readonly Cased<Fen>[] | undefined;
  readonly capCredit: readonly Cased<Fen>[] | undefined;
  readonly creditReportWorkdays: number | undefined;
  readonly rateCap: RateCap | undefined;
  /** A 5Y tenor is referred for a term up to this many months. */
  readonly lprOneYearMonths: number | undefined;
  /** Term of the loan in months. */
  readonly termMonths:
    | { readonly atLeast: number | undefined; readonly most: number | undefined }
    | undefined;
  readonly badClasses: readonly string[] | undefined;
  readonly claimWindow: ClaimWindow | undefined;
  readonly ratio: RatioTable;
  readonly firstLoan: FirstLoanScope | undefined;
  /** Schemes that this one goes before on one loan (优先享受). */
  readonly before: readonly Scheme[];
  readonly suspension: SuspensionTerms | undefined;
  /** The opinion run (初审) is on the last day of each such period. */
  readonly runPeriod: 'month' | 'quarter' | 'year';
  readonly noticeWorkdays: number | undefined;
  readonly returnWorkdays: number | undefined;
  readonly writeoffReasons: readonly string[] | undefined;
  /** Papers that a write-off must name (核销材料), by the key of their column. */
  readonly writeoffPapers: readonly string[];
  /** Most that a year's fee may be of the fund's size; the schemes share one fund, and one of them sets it. */
  readonly feeRate: Ratio | undefined;
  /** Loans disbursed in these days, before the policy, are an operator's to decide. */
  readonly transition: { readonly from: IsoDate; readonly to: IsoDate } | undefined;
  /** 银担分险: its loan type and cover, and the bank's least own share. */
  readonly riskShared: RiskSharedTerms | undefined;
}

export interface RiskSharedTerms {
  readonly loanType: string;
  readonly covers: readonly string[];
  readonly leastOwnShare: bigint;
}
