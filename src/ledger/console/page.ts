import type { Sql, SqlValue } from '../../db/db.js';
import { ROW_SPAN } from '../records/records.js';

/** How a sorted column is compared; a cursor's value is cast to it. */
export type SortType = 'int8' | 'date' | 'text';

export interface Sort {
  /** SQL, never NULL. */
  readonly by: string;
  readonly type: SortType;
}

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
  readonly bank?: string;
  readonly scheme?: string;
  readonly status?: string;
  /** A date column; or 'arrival' where `id` is that of an input row, whose order is that of arrival. */
  readonly date: string;
  /** Whether a row is a bank's own. @param own parameter: the bank's code · names parameter: what statements call it */
  readonly own: (own: string, names: () => string) => string;
  /** Whether a row is what is searched for. @param words parameter: the words · prefix parameter: a LIKE pattern */
  readonly search: (words: string, prefix: () => string) => string;
  /**
   * Of a list with very many rows: the ids of what is searched for, by indexes alone and at most MOST_HITS + 1. $1 the
   * words, two characters or more, $2 a LIKE pattern. Where there are more hits than that, rows in the list's order are
   * soon found by `search`.
   */
  readonly hits?: string;
}

/** So many rows are looked at one by one to sort them; more are found faster in the list's own order. */
export const MOST_HITS = 10_000;

/** Whose rows: of one bank, of one sender (files only), or everybody's. */
export type Scope =
  | { readonly bank: string; readonly names: readonly string[] }
  | { readonly sender: string }
  | 'all';

export interface ListFilter {
  readonly q?: string | undefined;
  readonly status: readonly string[];
  readonly bank?: string | undefined;
  readonly scheme?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly sort: string;
  readonly descending: boolean;
  /** The sorted value and the id of the last row seen. */
  readonly after?: readonly [string, string] | undefined;
  readonly limit: number;
}

/** A row: its columns, and where the next page begins. */
export interface ListRow {
  readonly [column: string]: string | number | bigint | readonly string[] | null;
  readonly _key: string;
  readonly _id: string;
}

/** Rows of a list from a place on, one more than `limit` where there are more. */
export async function listPage(
  sql: Sql,
  source: ListSource,
  scope: Scope,
  filter: ListFilter,
): Promise<ListRow[]> {
  const values: SqlValue[] = [];
  const parameter = (value: SqlValue): string => `$${values.push(value)}`;
  const sort = source.sorts[filter.sort];
  if (sort === undefined) throw new Error(`list has no sort ${filter.sort}`);
  const where = [
    source.where,
    ...scopeOf(source, scope, parameter),
    ...filtersOf(source, filter, await hitsOf(sql, source, filter.q ?? ''), parameter),
    ...placeOf(source, sort, filter, parameter),
  ].filter((condition) => condition !== '');
  const direction = filter.descending ? 'DESC' : 'ASC';
  const order = sort.by === source.id ? '' : `${sort.by} ${direction}, `;
  const columns = Object.entries(source.columns).map(([key, column]) => `${column} AS "${key}"`);
  return sql.query(
    `SELECT ${columns.join(', ')}, (${sort.by})::text AS "_key", (${source.id})::text AS "_id"
     FROM ${source.from} ${where.length === 0 ? '' : `WHERE ${where.map((one) => `(${one})`).join(' AND ')}`}
     ORDER BY ${order}${source.id} ${direction} LIMIT ${parameter(filter.limit + 1)}::int8`,
    values,
  );
}

type Parameter = (value: SqlValue) => string;

function scopeOf(source: ListSource, scope: Scope, parameter: Parameter): string[] {
  if (scope === 'all') return [];
  if ('sender' in scope) return [source.own(`${parameter(scope.sender)}::text`, () => 'ARRAY[]::text[]')];
  return [source.own(`${parameter(scope.bank)}::text`, () => `${parameter(scope.names)}::text[]`)];
}

const beginningWith = (words: string): string => `${words.replace(/[\\%_]/g, '\\$&')}%`;

/** Ids of what is searched for; undefined where there are too many to look at each. */
async function hitsOf(sql: Sql, source: ListSource, q: string): Promise<bigint[] | undefined> {
  if (source.hits === undefined || Array.from(q).length < 2) return undefined;
  const rows = await sql.query<{ id: bigint }>(source.hits, [q, beginningWith(q)]);
  return rows.length > MOST_HITS ? undefined : rows.map(({ id }) => id);
}

function filtersOf(
  source: ListSource,
  filter: ListFilter,
  hits: readonly bigint[] | undefined,
  parameter: Parameter,
): string[] {
  const { q, status, bank, scheme, from, to } = filter;
  const conditions: string[] = [];
  if (status.length > 0 && source.status !== undefined)
    conditions.push(`${source.status} = ANY(${parameter(status)}::text[])`);
  if (bank !== undefined && source.bank !== undefined) conditions.push(`${source.bank} = ${parameter(bank)}`);
  if (scheme !== undefined && source.scheme !== undefined)
    conditions.push(`${source.scheme} = ${parameter(scheme)}`);
  if (from !== undefined) conditions.push(sinceOf(source, parameter(from)));
  if (to !== undefined) conditions.push(untilOf(source, parameter(to)));
  if (hits !== undefined) conditions.push(`${source.id} = ANY(${parameter(hits)}::int8[])`);
  else if (q !== undefined && q !== '') {
    const words = parameter(q);
    let begins: string | undefined;
    const prefix = (): string => {
      begins ??= `${parameter(beginningWith(q))}::text`;
      return begins;
    };
    conditions.push(source.search(`${words}::text`, prefix));
  }
  return conditions;
}

/** Ids of input rows grow with the files' dates, so a span of dates is a span of ids. */
const firstIdFrom = (comparison: string, day: string): string =>
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

/** Words anywhere in these columns. */
export const anywhere =
  (...columns: readonly string[]) =>
  (words: string): string =>
    `position(${words} IN concat_ws(' ', ${columns.join(', ')})) > 0`;

/** The bank that a business number names; empty where it is none. */
export const bankOfNumber = (number: string): string => `split_part(${number}, '-', 2)`;
