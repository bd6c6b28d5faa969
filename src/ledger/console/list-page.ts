import { ask, bigint, integer } from '../../db/column.js';
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
/** Of sorted hits so many times a page are looked at first: most are the latest of their number. */
const SPARE = 4;

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
  const bank = await bankOf(sql, large, filter);
  if (bank !== undefined) return listPage(sql, source, scope, { ...filter, bank });
  const enough = (rows: readonly ListRow[]): boolean => rows.length > filter.limit;
  const first = await rowsOf(sql, source, scope, filter, { head: HEAD });
  if (enough(first) || !(await isLonger(sql, source, scope, filter, HEAD))) return first;
  const { ids, common } = await hitsOf(sql, large, q);
  if (common.length === 0) return rowsOf(sql, source, scope, filter, { hits: ids });
  if (source.sorts[filter.sort]?.by === source.id) {
    const next = await rowsOf(sql, source, scope, filter, { hits: await nextHits(sql, large, filter) });
    if (enough(next)) return next;
  }
  // Found first and sorted then: in the list's order all of it might have to be walked.
  const among = (words: string, prefix: string): string => {
    const some = common
      .map((one) => `(${one.replaceAll(/\$[12]/g, (n) => `${n === '$1' ? words : prefix}::text`)})`)
      .join(' OR ');
    const few = ids.length === 0 ? '' : ` OR f.id = ANY('{${ids.join(',')}}'::int8[])`;
    return `(${some}${few}) AND (${words}::text, ${prefix}::text) IS NOT NULL`;
  };
  const newest = await rowsOf(sql, source, scope, filter, { among, head: SPARE * filter.limit });
  if (enough(newest)) return newest;
  return rowsOf(sql, source, scope, filter, { among });
}

/** The bank whose business numbers begin as the words do, where nothing else does: then its own order is walked. */
async function bankOf(sql: Sql, { table, hits }: Large, filter: ListFilter): Promise<string | undefined> {
  const q = filter.q ?? '';
  const bank = /^[A-Z]-([A-Za-z0-9]+)-/.exec(q)?.[1];
  if (bank === undefined || filter.bank !== undefined) return undefined;
  const [, ...others] = hits;
  const some = others.map(
    (one) => `(SELECT 1 AS one FROM ${table} WHERE ${one} AND ($1::text, $2::text) IS NOT NULL LIMIT 1)`,
  );
  const found = await ask(sql, { one: integer }, some.join(' UNION ALL '), [q, beginningWith(q)]);
  return found.length === 0 ? bank : undefined;
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

/** What is searched for: the ids that few rows are found by, and the conditions that very many rows meet. */
async function hitsOf(
  sql: Sql,
  { table, hits }: Large,
  q: string,
): Promise<{ readonly ids: readonly bigint[]; readonly common: readonly string[] }> {
  const ids = new Set<bigint>();
  const common: string[] = [];
  for (const condition of hits) {
    const rows = await ask(
      sql,
      { id: bigint },
      `SELECT id FROM ${table} WHERE ${condition} AND ($1::text, $2::text) IS NOT NULL LIMIT ${MOST_HITS + 1}`,
      [q, beginningWith(q)],
    );
    if (rows.length > MOST_HITS) common.push(condition);
    else for (const { id } of rows) ids.add(id);
  }
  return { ids: [...ids], common };
}

/** Of very many hits those that come next in the order of their ids: most pages are filled from them. */
async function nextHits(sql: Sql, { table, hits }: Large, filter: ListFilter): Promise<bigint[]> {
  const [sign, direction] = filter.descending ? ['<', 'DESC'] : ['>', 'ASC'];
  const q = filter.q ?? '';
  const first = hits.map(
    (one) =>
      `(SELECT id FROM ${table} WHERE ${one} AND ($3::int8 IS NULL OR id ${sign} $3) ORDER BY id + 0 ${direction} LIMIT ${NEXT})`,
  );
  const rows = await ask(
    sql,
    { id: bigint },
    `SELECT id FROM (${first.join(' UNION ')}) AS h ORDER BY id ${direction} LIMIT ${NEXT}`,
    [q, beginningWith(q), filter.after === undefined ? null : BigInt(filter.after[1])],
  );
  return rows.map(({ id }) => id);
}
