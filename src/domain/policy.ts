import type { IsoDate } from './dates.js';
import type { Kind } from './kinds.js';
import { compareCodePoints } from './order.js';
import type { ArticleEntry, Basis } from './rule-words.js';
import type { Scheme } from './scheme.js';
import type { PolicyTerms } from './terms.js';

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

/** One document (政策文件) of a scheme: its number, validity, and what it sets. Documents of a scheme follow one another. */
export interface PolicyDocument {
  readonly scheme: Scheme;
  /** 文号, as receipts cite it: 京技管发〔2025〕12号. */
  readonly number: string;
  /** 简称, for sentences and the rule book: 12号. */
  readonly short: string;
  readonly title: string;
  readonly validFrom: IsoDate;
  readonly validTo: IsoDate;
  /** Article that each word of an opinion (初审意见) rests on; 怠于追偿 where it knows the barring of a bank. */
  readonly opinions: Readonly<Record<string, string | undefined>>;
  readonly parameters: readonly Parameter[];
  /** Its articles in order, and what carries each of them out. */
  readonly articles: readonly ArticleEntry[];
  /** Rules of which the policy says nothing that could be checked: every row of the kind is an operator's to decide. */
  readonly silences: readonly Silence[];
  /** What the document says of a rule, by its code, or of a calculation, by its name; undefined of what no policy has a say in. */
  basis(codeOrName: string): Basis | undefined;
  /** The terms of a day in force; before and after, those of the nearest such day (open items finish under the document). */
  termsOn(date: IsoDate): PolicyTerms;
}

/** A point that a policy leaves open for each row of these kinds of file. */
export interface Silence {
  readonly code: string;
  readonly kinds: readonly Kind[];
  readonly why: string;
}

/** What files may say under a scheme: values and headers of its own (值域), and columns that only it has. */
export interface FileWords {
  /** Words of a column's enumeration, by its key. */
  readonly values: Readonly<Record<string, readonly string[]>>;
  /** Headers by key, of columns that each fund calls its own way. */
  readonly headers: Readonly<Record<string, string>>;
  readonly extra: readonly ExtraColumn[];
}

/** A column of the filing file that this scheme alone asks for; conditions of its ratios and caps may name it. */
export interface ExtraColumn {
  readonly key: string;
  readonly header: string;
  readonly type: 'yes_no' | 'choice' | 'share' | 'amount' | 'whole';
  readonly values: readonly string[];
  readonly required: boolean;
}

/** What a scheme is called: its code, its name, and the words that files may use for it. */
export interface SchemeNames {
  readonly code: Scheme;
  readonly name: string;
  readonly words: readonly string[];
  /** Place among the schemes where people read about them, from 1. */
  readonly place: number;
  readonly files: FileWords;
}

/** A scheme (政策): who it is, and its documents one after another without a gap. */
export class Policy implements SchemeNames {
  readonly code: Scheme;
  readonly name: string;
  readonly words: readonly string[];
  readonly place: number;
  readonly files: FileWords;
  readonly documents: readonly [PolicyDocument, ...PolicyDocument[]];

  constructor(names: SchemeNames, documents: readonly [PolicyDocument, ...PolicyDocument[]]) {
    this.code = names.code;
    this.name = names.name;
    this.words = names.words;
    this.place = names.place;
    this.files = names.files;
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

/** Every set of terms that a document has, one after another. */
export const termsOfAll = (document: PolicyDocument): PolicyTerms[] =>
  document.parameters.flatMap(({ values }) => values.map(({ from }) => document.termsOn(from)));

/** All schemes that are configured. */
export class Policies {
  /** By code point of their codes: the order of the contract. */
  readonly codes: readonly Scheme[];
  /** In the order in which people read about them. */
  readonly inReadingOrder: readonly Policy[];
  /** Filed values that some ratio asks for and no column of the books has: kept with every filing, by column key. */
  readonly keptFacts: readonly string[];
  readonly #byCode: ReadonlyMap<Scheme, Policy>;

  constructor(policies: readonly Policy[], keptFacts: readonly string[]) {
    this.keptFacts = keptFacts;
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
