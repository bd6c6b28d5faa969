import type { Sql, SqlValue } from '../../db/db.js';
import { ROW_SPAN } from '../records/records.js';
import { type Large, type ListSource, MOST_HITS, type Of, type Sort } from './list-source.js';

/** So many rows are looked through first, in the order of their ids: words that are common fill a page there. */
const NEAR = 5_000;

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
  const { large } = source;
  const q = filter.q ?? '';
  if (large === undefined || Array.from(q).length < 2) return rowsOf(sql, source, scope, filter, {});
  if (source.sorts[filter.sort]?.by === source.id) {
    const until = await nearEnd(sql, large, filter);
    const near = await rowsOf(sql, source, scope, filter, { until });
    if (near.length > filter.limit) return near;
  }
  const hits = await hitsOf(sql, large, q);
  if (hits === undefined && source.sorts[filter.sort]?.by === source.id) {
    const first = await rowsOf(sql, source, scope, filter, { hits: await nextHits(sql, large, filter) });
    if (first.length > filter.limit) return first;
  }
  return rowsOf(sql, source, scope, filter, { hits });
}

/** What narrows a search among very many rows: the ids found by indexes, or the last id to be looked at. */
interface Narrowed {
  readonly hits?: readonly bigint[] | undefined;
  readonly until?: bigint | undefined;
}

async function rowsOf(
  sql: Sql,
  source: ListSource,
  scope: Scope,
  filter: ListFilter,
  narrowed: Narrowed,
): Promise<ListRow[]> {
  const values: SqlValue[] = [];
  const parameter = (value: SqlValue): string => `$${values.push(value)}`;
  const sort = source.sorts[filter.sort];
  if (sort === undefined) throw new Error(`list has no sort ${filter.sort}`);
  const where = [
    source.where,
    ...scopeOf(source, scope, parameter),
    ...filtersOf(source, filter, narrowed, parameter),
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
async function hitsOf(sql: Sql, { hits }: Large, q: string): Promise<bigint[] | undefined> {
  const some = hits.map((one) => `(${one} LIMIT ${MOST_HITS + 1})`).join(' UNION ');
  const rows = await sql.query<{ id: bigint }>(`${some} LIMIT ${MOST_HITS + 1}`, [q, beginningWith(q)]);
  return rows.length > MOST_HITS ? undefined : rows.map(({ id }) => id);
}

/** Of very many hits those that come next in the order of their ids: most pages are filled from them. */
async function nextHits(sql: Sql, { hits }: Large, filter: ListFilter): Promise<bigint[]> {
  const [sign, direction] = filter.descending ? ['<', 'DESC'] : ['>', 'ASC'];
  const q = filter.q ?? '';
  const first = hits.map(
    (one) => `(${one} AND ($3::int8 IS NULL OR id ${sign} $3) ORDER BY id + 0 ${direction} LIMIT ${NEAR})`,
  );
  const rows = await sql.query<{ id: bigint }>(
    `SELECT id FROM (${first.join(' UNION ')}) AS h ORDER BY id ${direction} LIMIT ${NEAR}`,
    [q, beginningWith(q), filter.after === undefined ? null : BigInt(filter.after[1])],
  );
  return rows.map(({ id }) => id);
}

/** The id NEAR rows from the page's place; undefined where there are not so many. */
async function nearEnd(sql: Sql, { table }: Large, filter: ListFilter): Promise<bigint | undefined> {
  const [sign, direction] = filter.descending ? ['<', 'DESC'] : ['>', 'ASC'];
  const [row] = await sql.query<{ id: bigint }>(
    `SELECT id FROM ${table} WHERE $1::int8 IS NULL OR id ${sign} $1 ORDER BY id ${direction} OFFSET ${NEAR} LIMIT 1`,
    [filter.after === undefined ? null : BigInt(filter.after[1])],
  );
  return row?.id;
}

function filtersOf(
  source: ListSource,
  filter: ListFilter,
  { hits, until }: Narrowed,
  parameter: Parameter,
): string[] {
  const { q, status, bank, scheme, from, to } = filter;
  const conditions: string[] = [];
  if (status.length > 0 && source.status !== undefined)
    conditions.push(`${source.status} = ANY(${parameter(status)}::text[])`);
  if (bank !== undefined) conditions.push(isOf(source.bank, `${parameter([bank])}::text[]`));
  if (scheme !== undefined) conditions.push(isOf(source.scheme, `${parameter(scheme)}::text[]`));
  if (from !== undefined) conditions.push(sinceOf(source, parameter(from)));
  if (to !== undefined) conditions.push(untilOf(source, parameter(to)));
  if (until !== undefined)
    conditions.push(`${source.id} ${filter.descending ? '>=' : '<='} ${parameter(until)}::int8`);
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

const isOf = (of: Of, words: string): string =>
  typeof of === 'string' ? `${of} = ANY(${words})` : of(words);

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
