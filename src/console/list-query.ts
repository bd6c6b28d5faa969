import { yuan } from '../domain/money.js';
import type { Policies } from '../domain/policy.js';
import type { ListSource } from '../ledger/console/list-source.js';
import { JOURNAL, OPINIONS } from '../ledger/console/lists/book-sources.js';
import { CLAWBACKS, EXCEPTIONS, MATCHES, STATEMENT_LINES } from '../ledger/console/lists/money-sources.js';
import { AMENDMENTS, CLAIMS, FILES, FILINGS, WRITEOFFS } from '../ledger/console/lists/register-sources.js';
import { PENDING, PROPOSALS } from '../ledger/console/lists/waiting-sources.js';
import type { ListFilter, ListRow, Scope } from '../ledger/console/page.js';
import type { Call } from './call.js';
import { invalid } from './errors.js';
import type { ListColumn, ListShape } from './lists/columns.js';
import type { ListName } from './lists/shapes.js';
import type { ListQuery } from './schemas/lists.js';

/** Where each list's rows come from. */
export const SOURCES: Readonly<Record<ListName, ListSource>> = {
  files: FILES,
  filings: FILINGS,
  amendments: AMENDMENTS,
  claims: CLAIMS,
  clawbacks: CLAWBACKS,
  writeoffs: WRITEOFFS,
  'statement-lines': STATEMENT_LINES,
  exceptions: EXCEPTIONS,
  matches: MATCHES,
  opinions: OPINIONS,
  journal: JOURNAL,
  pending: PENDING,
  proposals: PROPOSALS,
};

/** Whose rows a caller sees: the check of every list, search, cursor and export. */
export function scopeOf({ who, place }: Pick<Call, 'who' | 'place'>, name?: ListName): Scope {
  if (who.bank !== undefined) {
    const { lines } = place.configuration.reference.agreements;
    const names = lines.filter(({ code }) => code === who.bank).map((line) => line.name);
    return { bank: who.bank, names: [...new Set(names)] };
  }
  if (who.role === 'account' && name === 'files') return { sender: 'ACCOUNT' };
  return 'all';
}

const PAGE = 50;

/** A caller's query as the ledger takes it. @throws Refused for a sort or a state that the list does not know */
export function filterOf(shape: ListShape, query: ListQuery, policies: Policies): ListFilter {
  const fields: Record<string, string> = {};
  const first = shape.sorts[0] ?? '';
  const asked = query.sort ?? first;
  const sort = asked.replace(/^-/, '');
  const sorts = shape.sorts.map((known) => known.replace(/^-/, ''));
  if (!sorts.includes(sort)) fields['sort'] = `可按${sorts.join('、')}排序`;
  const status = query.status === undefined ? [] : query.status.split(',').filter((one) => one !== '');
  if (status.some((one) => !shape.statuses.includes(one)))
    fields['status'] = `应为${shape.statuses.join('、')}之一`;
  const after = query.cursor === undefined ? undefined : placeOf(query.cursor, asked);
  if (query.cursor !== undefined && after === undefined) fields['cursor'] = '不是本列表按此排序给出的';
  if (Object.keys(fields).length > 0) throw invalid('查询条件有误,请按各处说明更正。', fields);
  const { q, bank, scheme, from, to, limit = PAGE } = query;
  const descending = asked.startsWith('-');
  return {
    q: q?.trim(),
    status,
    bank,
    scheme: scheme === undefined ? undefined : wordsFor(scheme, policies),
    from,
    to,
    sort,
    descending,
    after,
    limit,
  };
}

/** Every word for a scheme that one of its words names; a word that names none stands for itself. */
function wordsFor(word: string, policies: Policies): readonly string[] {
  const known = policies.codes
    .map((code) => policies.of(code))
    .find(({ code, name, words }) => [code, name, ...words].includes(word));
  return known === undefined ? [word] : [known.code, known.name, ...known.words];
}

/** A cursor: the order it is of, then the sorted value and the id of the last row. It widens nothing: rows are chosen anew. */
export const cursorAfter = (sort: string, { _key, _id }: ListRow): string =>
  Buffer.from(JSON.stringify([sort, _key, _id])).toString('base64url');

const INT = /^-?\d{1,19}$/;

function placeOf(cursor: string, sort: string): readonly [string, string] | undefined {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
  if (!Array.isArray(parts) || parts.length !== 3) return undefined;
  const [order, key, id] = parts as unknown[];
  if (order !== sort || typeof key !== 'string' || typeof id !== 'string' || !INT.test(id)) return undefined;
  return isKeyOf(sort.replace(/^-/, ''), key) ? [key, id] : undefined;
}

/** What a cursor claims to be the sorted value must be one: dates and whole numbers are cast. */
function isKeyOf(sort: string, key: string): boolean {
  const types = new Set(Object.values(SOURCES).flatMap((source) => source.sorts[sort]?.type ?? []));
  if (types.has('text')) return true;
  return types.has('date') && /^\d{4}-\d{2}-\d{2}$/.test(key) ? true : types.has('int8') && INT.test(key);
}

/** A row as JSON: sums in yuan, counts as numbers, absent words as ''. */
export function itemOf(columns: readonly ListColumn[], row: ListRow): Record<string, string | number | null> {
  return Object.fromEntries(columns.map((column) => [column.key, jsonCell(column, row[column.key] ?? null)]));
}

function jsonCell({ type }: ListColumn, value: ListRow[string]): string | number | null {
  if (value === null || value === undefined) return type === 'text' || type === 'number' ? '' : null;
  if (type === 'amount') return yuan(BigInt(String(value)));
  return type === 'count' ? Number(value) : String(value);
}
