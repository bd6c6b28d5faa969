import { z } from 'zod';
import { day, percentText, yuanText } from '../schemas/common.js';

/**
 * What a column of a list holds. number: a business number, links to its story · amount: yuan · percent · date ·
 * count: a whole number · text: anything else. A text cell may come from outside.
 */
export type ListType = 'number' | 'text' | 'amount' | 'percent' | 'date' | 'count';

export interface ListColumn {
  readonly key: string;
  /** The header in an export. */
  readonly header: string;
  readonly type: ListType;
}

/** A list (列表) as pages and exports show it. */
export interface ListShape {
  readonly title: string;
  readonly columns: readonly ListColumn[];
  /** Keys by which it can be sorted; the first is the order it comes in, `-` before it for newest first. */
  readonly sorts: readonly string[];
  /** What `status` may be, where the list knows states. */
  readonly statuses: readonly string[];
}

/** `key 表头 type`, a line each. */
export function columns(text: string): readonly ListColumn[] {
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const [key = '', header = '', type = ''] = line.trim().split(/\s+/);
      if (!isListType(type)) throw new Error(`list column ${line.trim()}: unknown type`);
      return { key, header, type };
    });
}

const TYPES: Readonly<Record<ListType, z.ZodType>> = {
  number: z.string(),
  text: z.string(),
  amount: yuanText.nullable(),
  percent: percentText.nullable(),
  date: day.nullable(),
  count: z.int().nullable(),
};

const isListType = (type: string): type is ListType => Object.hasOwn(TYPES, type);

/** The schema of one item, made from its columns. */
export function itemSchema(name: string, shape: ListShape): z.ZodType {
  const fields = shape.columns.map(({ key, header, type }) => [
    key,
    (TYPES[type] ?? z.string()).meta({ title: header }),
  ]);
  return z.object(Object.fromEntries(fields)).meta({ id: `${pascal(name)}Item`, title: shape.title });
}

/** The schema of a page of a list. */
export function pageSchema(name: string, shape: ListShape): z.ZodType {
  const item = itemSchema(name, shape);
  return z
    .object({ items: z.array(item), next: z.string().nullable().describe('下一页的cursor') })
    .meta({ id: `${pascal(name)}Page` });
}

const pascal = (name: string): string =>
  name.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
