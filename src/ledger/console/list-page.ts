import { ask, bigint } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import { type Large, type ListSource, MOST_HITS } from './list-source.js';
import {
  beginningWith,
  firstIdFrom,
  isLonger,
  type ListFilter,
  type ListRow,
  rowsOf,
  type Scope,
} from './page.js';

/** How a page is found: among few rows by one query; among very many by what is quick first. */

/** So many rows are looked through first, in the list's order: words that are common fill a page there. */
const HEAD = 10_000;
/** So many of very many hits are taken in the order of their ids. */
const NEXT = 5_000;

/** Rows of a list from a place on, one more than `limit` where there are more. */
export async function listPage(
  sql: Sql,
  source: ListSource,
  scope: Scope,
  asked: ListFilter,
): Promise<ListRow[]> {
  const { large } = source;
  if (large === undefined) return rowsOf(sql, source, scope, asked, {});
  const filter = await withIds(sql, asked);
  const q = filter.q ?? '';
  if (Array.from(q).length < 2) return rowsOf(sql, source, scope, filter, {});
  const enough = (rows: readonly ListRow[]): boolean => rows.length > filter.limit;
  const first = await rowsOf(sql, source, scope, filter, { head: HEAD });
  if (enough(first) || !(await isLonger(sql, source, scope, filter, HEAD))) return first;
  const hits = await hitsOf(sql, large, q);
  if (hits !== undefined) return rowsOf(sql, source, scope, filter, { hits });
  if (source.sorts[filter.sort]?.by === source.id) {
    const next = await rowsOf(sql, source, scope, filter, { hits: await nextHits(sql, large, filter) });
    if (enough(next)) return next;
  }
  const among = (words: string, prefix: string): string =>
    large.hits
      .map((one) => one.replaceAll(/\$[12]/g, (n) => `${n === '$1' ? words : prefix}::text`))
      .join(' UNION ALL ');
  return rowsOf(sql, source, scope, filter, { among });
}

/** A span of dates as the span of ids that it is, so that the database knows how many rows lie in it. */
async function withIds(sql: Sql, filter: ListFilter): Promise<ListFilter> {
  const { from, to, ...rest } = filter;
  if (from === undefined && to === undefined) return filter;
  const [span] = await ask(
    sql,
    { first: bigint, end: bigint },
    `SELECT CASE WHEN $1::date IS NULL THEN 0 ELSE ${firstIdFrom('>=', '$1')} END::int8 AS first,
            CASE WHEN $2::date IS NULL THEN 9223372036854775807 ELSE ${firstIdFrom('>', '$2')} END::int8 AS end`,
    [from ?? null, to ?? null],
  );
  return span === undefined ? filter : { ...rest, ids: [span.first, span.end] };
}

/** Ids of what is searched for; undefined where there are too many to look at each. */
async function hitsOf(sql: Sql, { hits }: Large, q: string): Promise<bigint[] | undefined> {
  const some = hits.map((one) => `(${one} LIMIT ${MOST_HITS + 1})`).join(' UNION ');
  const rows = await ask(sql, { id: bigint }, `${some} LIMIT ${MOST_HITS + 1}`, [q, beginningWith(q)]);
  return rows.length > MOST_HITS ? undefined : rows.map(({ id }) => id);
}

/** Of very many hits those that come next in the order of their ids: most pages are filled from them. */
async function nextHits(sql: Sql, { hits }: Large, filter: ListFilter): Promise<bigint[]> {
  const [sign, direction] = filter.descending ? ['<', 'DESC'] : ['>', 'ASC'];
  const q = filter.q ?? '';
  const first = hits.map(
    (one) => `(${one} AND ($3::int8 IS NULL OR id ${sign} $3) ORDER BY id + 0 ${direction} LIMIT ${NEXT})`,
  );
  const rows = await ask(
    sql,
    { id: bigint },
    `SELECT id FROM (${first.join(' UNION ')}) AS h ORDER BY id ${direction} LIMIT ${NEXT}`,
    [q, beginningWith(q), filter.after === undefined ? null : BigInt(filter.after[1])],
  );
  return rows.map(({ id }) => id);
}
