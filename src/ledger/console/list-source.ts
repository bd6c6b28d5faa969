/** How a sorted column is compared; a cursor's value is cast to it. */
export type SortType = 'int8' | 'date' | 'text';

export interface Sort {
  /** SQL, never NULL. */
  readonly by: string;
  readonly type: SortType;
}

/** A column's SQL, or a condition made with the parameter that holds an array of words. */
export type Of = string | ((words: string) => string);

/** Where a list's rows come from. All parts are SQL of ours; values of a caller's only ever become parameters. */
export interface ListSource {
  readonly from: string;
  /** Which rows there are at all. */
  readonly where: string;
  /** SQL of each column. Sums are fen in bigint or numeric. */
  readonly columns: Readonly<Record<string, string>>;
  /** Tells rows apart and orders what sorts alike; bigint. */
  readonly id: string;
  readonly sorts: Readonly<Record<string, Sort>>;
  /** SQL of the bank or scheme that a row is of; or, where it may be of several, whether it is of one. */
  readonly bank: Of;
  readonly scheme: Of;
  readonly status?: string;
  /** A date column; or 'arrival' where `id` is that of an input row, whose order is that of arrival. */
  readonly date: string;
  /** Whether a row is a bank's own. @param own parameter: the bank's code · names parameter: what statements call it */
  readonly own: (own: string, names: () => string) => string;
  /** Whether a row is what is searched for. @param words parameter: the words · prefix parameter: a LIKE pattern */
  readonly search: (words: string, prefix: () => string) => string;
  /** Of a list with very many rows. */
  readonly large?: Large;
}

/** How words are found among very many rows. */
export interface Large {
  /** The table that the rows' ids are of. */
  readonly table: string;
  /** Conditions that a row found meets one of, each with an index; that of business numbers first. $1 the words, two characters or more, $2 a LIKE pattern. */
  readonly hits: readonly string[];
}

/** So many rows are looked at one by one to sort them; more are found faster in the list's own order. */
export const MOST_HITS = 10_000;

/** Words anywhere in these columns. */
export const anywhere =
  (...columns: readonly string[]) =>
  (words: string): string =>
    `position(${words} IN concat_ws(' ', ${columns.join(', ')})) > 0`;

/** The bank that a business number names; empty where it is none. */
export const bankOfNumber = (number: string): string => `split_part(${number}, '-', 2)`;
/** The scheme's code that a business number names. */
export const schemeOfNumber = (number: string): string => `split_part(${number}, '-', 3)`;
