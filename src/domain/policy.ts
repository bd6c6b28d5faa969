import type { IsoDate } from './dates.js';
import type { Fen, Ratio } from './money.js';
import type { Scheme } from './scheme.js';

/** One value of a parameter, in force on both days and between; where it was read and when that was checked. */
export interface DatedValue<T> {
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly value: T;
  readonly source: string;
  readonly checked: IsoDate;
}

/** A number or list that a policy sets: its article, unit, and values one after another. */
export interface Parameter<T = unknown> {
  readonly key: string;
  readonly title: string;
  readonly article: string;
  readonly unit: string;
  /** The date of an item that picks the value, 放款日期 say. */
  readonly judgedOn: string;
  readonly values: readonly DatedValue<T>[];
}

/** The parameters of both schemes as they stand on one day. Amounts in fen, rates in ten-thousandths of a per cent. */
export interface PolicyTerms {
  readonly filingWindowWorkdays: number;
  readonly entityTypes: readonly string[];
  readonly enterpriseSizes: readonly string[];
  readonly loanTypes: readonly string[];
  readonly covers: readonly string[];
  /** Covers on which the policy is silent: an operator decides. */
  readonly referredCovers: readonly string[];
  readonly referredOriginations: readonly string[];
  /** Qualifications (资质类型) that raise a cap and a ratio while they are valid. */
  readonly qualifications: readonly string[];
  readonly capBank: Fen;
  readonly capCredit: Fen;
  readonly capCreditQualified: Fen;
  readonly creditReportWorkdays: number;
  readonly rateSpread: bigint;
  /** A 5Y tenor is referred for a term up to this many months. */
  readonly lprOneYearMonths: number;
  readonly badClasses: readonly string[];
  readonly claimWindowMonths: number;
  readonly ratioBase: Ratio;
  readonly ratioRaised: Ratio;
  readonly suspensionNet: Fen;
  readonly noticeWorkdays: number;
  readonly returnWorkdays: number;
  readonly writeoffReasons: readonly string[];
  /** XW only, the two share one fund: most that a year's fee may be of its size. */
  readonly feeRate: Ratio | undefined;
  /** XW only (KC: undefined): share of claimed in filed principal above which, with the net sum, compensation is suspended. */
  readonly suspensionShare: Ratio | undefined;
  /** XW only: loans disbursed in these days, before the policy, are an operator's to decide. */
  readonly transition: { readonly from: IsoDate; readonly to: IsoDate } | undefined;
  /** KC only: 银担分险 — its cover, the bank's least own share (ten-thousandths of a per cent), the most that is compensated. */
  readonly riskShared: RiskSharedTerms | undefined;
}

export interface RiskSharedTerms {
  readonly loanType: string;
  readonly covers: readonly string[];
  readonly leastOwnShare: bigint;
  readonly ratioCap: Ratio;
}

export interface Policy {
  readonly scheme: Scheme;
  readonly document: string;
  readonly validFrom: IsoDate;
  readonly validTo: IsoDate;
  readonly parameters: readonly Parameter[];
  /** The terms of a day in force; before and after, those of the nearest such day (open items finish under the policy). */
  termsOn(date: IsoDate): PolicyTerms;
}

export type Policies = Readonly<Record<Scheme, Policy>>;
