import type { Sql } from '../db/db.js';
import {
  COMPARED,
  type ComparedTable,
  type ContentRow,
  columnsOf,
  contentsOf,
  rowAt,
} from '../ledger/views/contents.js';
import { type Difference, shown } from './difference.js';

/** Lays the books beside the fresh ones, table by table and row by row. */
export async function compareTables(books: Sql, fresh: Sql): Promise<Difference | undefined> {
  for (const table of COMPARED) {
    const found = await compareTable(books, fresh, table);
    if (found !== undefined) return found;
  }
  return undefined;
}

async function compareTable(books: Sql, fresh: Sql, table: ComparedTable): Promise<Difference | undefined> {
  const columns = await columnsOf(books, table);
  const mine = contentsOf(books, table, columns);
  const other = contentsOf(fresh, table, columns);
  for (;;) {
    const [kept, computed] = await Promise.all([next(mine), next(other)]);
    if (kept === undefined && computed === undefined) return undefined;
    if (kept?.text === computed?.text) continue;
    return named(books, fresh, table, columns, kept, computed);
  }
}

async function next(rows: AsyncGenerator<ContentRow>): Promise<ContentRow | undefined> {
  const { done, value } = await rows.next();
  return done === true ? undefined : value;
}

async function named(
  books: Sql,
  fresh: Sql,
  table: ComparedTable,
  columns: readonly string[],
  kept: ContentRow | undefined,
  computed: ContentRow | undefined,
): Promise<Difference> {
  const a = kept === undefined ? {} : await rowAt(books, table, columns, kept.key);
  const b = computed === undefined ? {} : await rowAt(fresh, table, columns, computed.key);
  const where = (key: readonly string[], row: Readonly<Record<string, string | null>>): string => {
    const number = row['business_no'] ?? row['txn_no'] ?? row['name'] ?? '';
    return `${table.name}(${key.join(', ')})${number === '' ? '' : ` ${number}`}`;
  };
  const sameRow = table.omitted !== undefined || kept?.key.join() === computed?.key.join();
  if (kept !== undefined && computed !== undefined && sameRow) {
    const column = columns.find((name) => a[name] !== b[name]) ?? '';
    return {
      what: table.title,
      where: `${where(kept.key, a)} 的 ${column}`,
      kept: shown(a[column]),
      computed: shown(b[column]),
    };
  }
  return {
    what: `${table.title}的一行只在一边`,
    where: kept === undefined ? where(computed?.key ?? [], b) : where(kept.key, a),
    kept: shown(kept?.text),
    computed: shown(computed?.text),
  };
}
