/** What a cell of a column must look like; see cells.ts. */
export type CellType =
  | 'text'
  | 'iou_no'
  | 'recovery_no'
  | 'uscc'
  | 'choice'
  | 'whole'
  | 'amount_positive'
  | 'amount_not_negative'
  | 'amount_signed'
  | 'rate'
  | 'share'
  | 'date'
  | 'currency'
  | 'year';

/** A text that an enumeration allows, and the one that stands for it everywhere else. */
export interface Choice {
  readonly text: string;
  readonly canonical: string;
}

/** A value required under a condition, which looks at the row's valid values; `words` is the condition for a clerk. */
export interface Condition {
  when(values: Readonly<Record<string, string | undefined>>): boolean;
  readonly words: string;
}

/** R: column and value required · O: optional · a condition: the column may be missing, the value is required when it holds. */
export type Need = 'R' | 'O' | Condition;

export interface Column {
  readonly key: string;
  readonly header: string;
  readonly type: CellType;
  readonly need: Need;
  /** Other headers that it is known by, of other schemes. */
  readonly aliases?: readonly string[];
  /** Of a `choice`, in the contract's order. */
  readonly values?: readonly Choice[];
}

export function column(key: string, header: string, type: CellType, need: Need = 'R'): Column {
  return { key, header, type, need };
}

/** An enumeration of words that stand for themselves, parted by blanks. */
export function choice(key: string, header: string, words: string, need: Need = 'R'): Column {
  const values = words.split(' ').map((text) => ({ text, canonical: text }));
  return { key, header, type: 'choice', need, values };
}

/** What an enumeration's list offers: of the words that mean the same, the first. */
export function wordsOf(values: readonly Choice[]): string[] {
  const first = ({ canonical }: Choice, i: number) =>
    values.findIndex((one) => one.canonical === canonical) === i;
  return values.filter(first).map(({ text }) => text);
}
