import type { IsoDate } from './dates.js';
import type { Fen, Ratio } from './money.js';
import { compareCodePoints } from './order.js';
import type { ArticleEntry, Basis } from './rule-words.js';
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

/** A document's parameters as they stand on one day. Amounts in fen, rates in ten-thousandths of a per cent. */
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
  /** Of a qualified enterprise or a first loan; undefined where the policy does not raise it. */
  readonly ratioRaised: Ratio | undefined;
  /** Schemes that this one goes before on one loan (优先享受). */
  readonly before: readonly Scheme[];
  readonly suspensionNet: Fen;
  /** The opinion run (初审) is on the last day of each such period. */
  readonly runPeriod: 'month' | 'quarter';
  readonly noticeWorkdays: number;
  readonly returnWorkdays: number;
  readonly writeoffReasons: readonly string[];
  /** Papers that a write-off must name (核销材料), by the key of their column. */
  readonly writeoffPapers: readonly string[];
  /** Most that a year's fee may be of the fund's size; the schemes share one fund, and one of them sets it. */
  readonly feeRate: Ratio | undefined;
  /** Share of claimed in filed principal above which, with the net sum, compensation is suspended. */
  readonly suspensionShare: Ratio | undefined;
  /** Loans disbursed in these days, before the policy, are an operator's to decide. */
  readonly transition: { readonly from: IsoDate; readonly to: IsoDate } | undefined;
  /** 银担分险 — its cover, the bank's least own share (ten-thousandths of a per cent), the most that is compensated. */
  readonly riskShared: RiskSharedTerms | undefined;
}

export interface RiskSharedTerms {
  readonly loanType: string;
  readonly covers: readonly string[];
  readonly leastOwnShare: bigint;
  readonly ratioCap: Ratio;
}

/** One document (政策文件) of a scheme: its number, validity, and what it sets. Documents of a scheme follow one another. */
export interface PolicyDocument {
  readonly scheme: Scheme;
  /** 文号, as receipts cite it: 京技管发〔2025〕12号. */
  readonly number: string;
  /** 简称, for sentences and the rule book: 12号. */
  readonly short: string;
  readonly validFrom: IsoDate;
  readonly validTo: IsoDate;
  /** Article that each word of an opinion (初审意见) rests on; 怠于追偿 where it knows the barring of a bank. */
  readonly opinions: Readonly<Record<string, string | undefined>>;
  readonly parameters: readonly Parameter[];
  /** Its articles in order, and what carries each of them out. */
  readonly articles: readonly ArticleEntry[];
  /** What the document says of a rule, by its code, or of a calculation, by its name; undefined of what no policy has a say in. */
  basis(codeOrName: string): Basis | undefined;
  /** The terms of a day in force; before and after, those of the nearest such day (open items finish under the document). */
  termsOn(date: IsoDate): PolicyTerms;
}

/** What a scheme is called: its code, its name, and the words that files may use for it. */
export interface SchemeNames {
  readonly code: Scheme;
  readonly name: string;
  readonly words: readonly string[];
  /** Place among the schemes where people read about them, from 1. */
  readonly place: number;
}

/** A scheme (政策): who it is, and its documents one after another without a gap. */
export class Policy implements SchemeNames {
  readonly code: Scheme;
  readonly name: string;
  readonly words: readonly string[];
  readonly place: number;
  readonly documents: readonly [PolicyDocument, ...PolicyDocument[]];

  constructor(names: SchemeNames, documents: readonly [PolicyDocument, ...PolicyDocument[]]) {
    this.code = names.code;
    this.name = names.name;
    this.words = names.words;
    this.place = names.place;
    this.documents = documents;
  }

  get validFrom(): IsoDate {
    return this.documents[0].validFrom;
  }

  get validTo(): IsoDate {
    return (this.documents.at(-1) ?? this.documents[0]).validTo;
  }

  /** The document in force on a day; before the first and after the last, the nearest. */
  documentOn(date: IsoDate): PolicyDocument {
    return this.documents.findLast((one) => one.validFrom <= date) ?? this.documents[0];
  }

  /** The terms of the document in force on a day. */
  termsOn(date: IsoDate): PolicyTerms {
    return this.documentOn(date).termsOn(date);
  }
}

/** All schemes that are configured. */
export class Policies {
  /** By code point of their codes: the order of the contract. */
  readonly codes: readonly Scheme[];
  /** In the order in which people read about them. */
  readonly inReadingOrder: readonly Policy[];
  readonly #byCode: ReadonlyMap<Scheme, Policy>;

  constructor(policies: readonly Policy[]) {
    this.#byCode = new Map(policies.map((one) => [one.code, one]));
    this.codes = policies.map(({ code }) => code).sort(compareCodePoints);
    this.inReadingOrder = [...policies].sort((a, b) => a.place - b.place);
  }

  has(code: string): boolean {
    return this.#byCode.has(code);
  }

  /** @throws Error for a code that is none: rows are checked for it before they are judged */
  of(code: Scheme): Policy {
    const policy = this.#byCode.get(code);
    if (policy === undefined) throw new Error(`no policy ${code}`);
    return policy;
  }

  /** Each scheme's document in force on a day, in reading order. */
  documentsOn(date: IsoDate): readonly PolicyDocument[] {
    return this.inReadingOrder.map((policy) => policy.documentOn(date));
  }
}
