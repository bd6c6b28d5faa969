import { ask, json, snake, text } from '../../db/column.js';
import type { Sql, SqlValue } from '../../db/db.js';
import { ROW_SPAN } from '../records/records.js';
import type { ListSource, Of, Sort } from './list-source.js';

/** Whose rows: of one bank, of one sender (files only), or everybody's. */
export type Scope =
  | { readonly bank: string; readonly names: readonly string[] }
  | { readonly sender: string }
  | 'all';

export interface ListFilter {
  readonly q?: string | undefined;
  readonly status: readonly string[];
  readonly bank?: string | undefined;
  /** Words for it: its code and its names. */
  readonly scheme?: readonly string[] | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Ids from one up to but without another. */
  readonly ids?: readonly [bigint, bigint] | undefined;
  readonly sort: string;
  readonly descending: boolean;
  /** The sorted value and the id of the last row seen. */
  readonly after?: readonly [string, string] | undefined;
  readonly limit: number;
}

type Cell = string | number | bigint | readonly string[] | null;

const isCell = (value: unknown): value is Cell =>
  value === null ||
  ['string', 'number', 'bigint'].includes(typeof value) ||
  (Array.isArray(value) && value.every((one) => typeof one === 'string'));
/** What a list shows of a column: which of these it is, the list's own declaration says. */
const cell = json('a cell', isCell);

/** A row: its columns, and where the next page begins. */
export interface ListRow {
  readonly [column: string]: Cell;
  readonly _key: string;
  readonly _id: string;
}

/** What narrows a search among very many rows. */
export interface Narrowed {
  /** Ids of what is searched for, found by indexes. */
  readonly hits?: readonly bigint[];
  /** The condition that finds what is searched for, where that is very much: parameters of the words and their LIKE pattern. */
  readonly among?: (words: string, prefix: string) => string;
  /** Only so many rows are looked at: the first in the list's order that the other filters leave. */
  readonly head?: number;
}

/** Rows of a list from a place on, one more than `limit` where there are more. */
export async function rowsOf(
  sql: Sql,
  source: ListSource,
  scope: Scope,
  filter: ListFilter,
  narrowed: Narrowed,
): Promise<ListRow[]> {
  const values: SqlValue[] = [];
  const parameter = (value: SqlValue): string => `$${values.push(value)}`;
  const { sort, order } = orderOf(source, filter);
  const shown = shownOf(source, scope, filter, sort, parameter);
  const wanted = [source.where, ...searchOf(source, filter, narrowed, parameter)];
  const { head, among } = narrowed;
  const q = filter.q ?? '';
  const first = head === undefined ? '' : `${order} LIMIT ${parameter(head)}::int8`;
  let from = source.from;
  if (among !== undefined) {
    const found = among(parameter(q), parameter(beginningWith(q)));
    // OFFSET 0: found by what is searched for and filtered by, and put in order after that.
    const rows = `(SELECT * FROM ${source.from} ${whereOf([found, ...shown])} OFFSET 0) AS f`;
    from = head === undefined ? rows : `(SELECT * FROM ${rows} ${first}) AS f`;
  } else if (head !== undefined) from = `(SELECT * FROM ${source.from} ${whereOf(shown)} ${first}) AS f`;
  const columns = Object.entries(source.columns).map(([key, column]) => `${column} AS "${snake(key)}"`);
  const cells = Object.fromEntries(Object.keys(source.columns).map((key) => [key, cell]));
  return ask(
    sql,
    { ...cells, _key: text, _id: text },
    `SELECT ${columns.join(', ')}, (${sort.by})::text AS "_key", (${source.id})::text AS "_id"
     FROM ${from} ${whereOf(from === source.from ? [...wanted, ...shown] : wanted)}
     ${order} LIMIT ${parameter(filter.limit + 1)}::int8`,
    values,
  );
}

/** Whether the filters, the search aside, leave more than so many rows from the page's place on. */
export async function isLonger(
  sql: Sql,
  source: ListSource,
  scope: Scope,
  filter: ListFilter,
  than: number,
): Promise<boolean> {
  const values: SqlValue[] = [];
  const parameter = (value: SqlValue): string => `$${values.push(value)}`;
  const { sort, order } = orderOf(source, filter);
  const shown = shownOf(source, scope, filter, sort, parameter);
  const rows = await sql.query(
    `SELECT ${source.id} FROM ${source.from} ${whereOf(shown)} ${order} OFFSET ${parameter(than)}::int8 LIMIT 1`,
    values,
  );
  return rows.length > 0;
}

function orderOf(source: ListSource, { sort: asked, descending }: ListFilter): { sort: Sort; order: string } {
  const sort = source.sorts[asked];
  if (sort === undefined) throw new Error(`list has no sort ${asked}`);
  const direction = descending ? 'DESC' : 'ASC';
  const by = sort.by === source.id ? '' : `${sort.by} ${direction}, `;
  return { sort, order: `ORDER BY ${by}${source.id} ${direction}` };
}

/** What is shown at all, the search aside. */
const shownOf = (
  source: ListSource,
  scope: Scope,
  filter: ListFilter,
  sort: Sort,
  parameter: Parameter,
): string[] => [
  ...scopeOf(source, scope, parameter),
  ...filtersOf(source, filter, parameter),
  ...placeOf(source, sort, filter, parameter),
];

function whereOf(conditions: readonly string[]): string {
  const said = conditions.filter((condition) => condition !== '').map((condition) => `(${condition})`);
  return said.length === 0 ? '' : `WHERE ${said.join(' AND ')}`;
}

type Parameter = (value: SqlValue) => string;

function scopeOf(source: ListSource, scope: Scope, parameter: Parameter): string[] {
  if (scope === 'all') return [];
  if ('sender' in scope) return [source.own(`${parameter(scope.sender)}::text`, () => 'ARRAY[]::text[]')];
  return [source.own(`${parameter(scope.bank)}::text`, () => `${parameter(scope.names)}::text[]`)];
}

export const beginningWith = (words: string): string => `${words.replace(/[\\%_]/g, '\\$&')}%`;

function filtersOf(source: ListSource, filter: ListFilter, parameter: Parameter): string[] {
  const { status, bank, scheme, from, to } = filter;
  const conditions: string[] = [];
  if (status.length > 0 && source.status !== undefined)
    conditions.push(isOf(source.status, status, parameter));
  if (bank !== undefined) conditions.push(isOf(source.bank, [bank], parameter));
  if (scheme !== undefined) conditions.push(isOf(source.scheme, scheme, parameter));
  if (from !== undefined) conditions.push(sinceOf(source, parameter(from)));
  if (to !== undefined) conditions.push(untilOf(source, parameter(to)));
  if (filter.ids !== undefined)
    conditions.push(
      `${source.id} >= ${parameter(filter.ids[0])}::int8 AND ${source.id} < ${parameter(filter.ids[1])}::int8`,
    );
  return conditions;
}

function searchOf(
  source: ListSource,
  { q = '' }: ListFilter,
  { hits, among }: Narrowed,
  parameter: Parameter,
): string[] {
  if (hits !== undefined) return [`${source.id} = ANY(${parameter(hits)}::int8[])`];
  if (q === '' || among !== undefined) return [];
  let begins: string | undefined;
  const prefix = (): string => {
    begins ??= `${parameter(beginningWith(q))}::text`;
    return begins;
  };
  return [source.search(`${parameter(q)}::text`, prefix)];
}

/** One word is compared as itself: rows that are equal in an index's first column come in the order of its next. */
function isOf(of: Of, words: readonly string[], parameter: Parameter): string {
  if (typeof of !== 'string') return of(`${parameter(words)}::text[]`);
  const [only] = words;
  if (words.length === 1 && only !== undefined) return `${of} = ${parameter(only)}::text`;
  return `${of} = ANY(${parameter(words)}::text[])`;
}

/** Ids of input rows grow with the files' dates, so a span of dates is a span of ids. */
export const firstIdFrom = (comparison: '>=' | '>', day: string): string =>
  `(SELECT coalesce(min(d.id) * ${ROW_SPAN}, 9223372036854775807) FROM files d WHERE d.received_on ${comparison} ${day}::date)`;

const sinceOf = ({ date, id }: ListSource, day: string): string =>
  date === 'arrival' ? `${id} >= ${firstIdFrom('>=', day)}` : `${date} >= ${day}::date`;
const untilOf = ({ date, id }: ListSource, day: string): string =>
  date === 'arrival' ? `${id} < ${firstIdFrom('>', day)}` : `${date} <= ${day}::date`;

function placeOf(source: ListSource, sort: Sort, filter: ListFilter, parameter: Parameter): string[] {
  if (filter.after === undefined) return [];
  const [key, id] = filter.after;
  const sign = filter.descending ? '<' : '>';
  if (sort.by === source.id) return [`${source.id} ${sign} ${parameter(id)}::int8`];
  return [`(${sort.by}, ${source.id}) ${sign} (${parameter(key)}::${sort.type}, ${parameter(id)}::int8)`];
}
