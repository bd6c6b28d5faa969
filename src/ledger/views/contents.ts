import { ask, orNull, type RowOf, text, texts } from '../../db/column.js';
import type { Sql } from '../../db/db.js';

/** Every table of the books as rows of text in a fixed order, so that two sets of books can be laid side by side. */

export interface ComparedTable {
  readonly name: string;
  /** 台账名称, for a person. */
  readonly title: string;
  /** Column and type, in the order of the rows. */
  readonly key: readonly (readonly [string, string])[];
  /** Columns that differ from one database to another and mean nothing. */
  readonly omitted?: readonly string[];
}

const ID = [['id', 'bigint']] as const;

/** In the order in which things lead from one to the next, so that the first difference is near its cause. */
export const COMPARED: readonly ComparedTable[] = [
  { name: 'files', title: '收到的文件', key: ID },
  {
    name: 'file_rows',
    title: '文件的行',
    key: [
      ['file_id', 'bigint'],
      ['row_no', 'integer'],
    ],
  },
  {
    name: 'rejected_rows',
    title: '退回的行',
    key: [
      ['file_id', 'bigint'],
      ['row_no', 'integer'],
    ],
  },
  { name: 'filings', title: '备案', key: ID },
  { name: 'claims', title: '补偿申请', key: ID },
  { name: 'amendments', title: '变更', key: ID },
  { name: 'corrections', title: '冲正', key: ID },
  { name: 'standings', title: '资格', key: ID },
  { name: 'recoveries', title: '追偿回收', key: ID },
  { name: 'writeoffs', title: '核销申请', key: ID },
  { name: 'statement_lines', title: '账户流水', key: ID },
  { name: 'payouts', title: '拨付', key: ID },
  { name: 'matchings', title: '勾对', key: ID },
  {
    name: 'allocations',
    title: '款项去向',
    key: [
      ['row_id', 'bigint'],
      ['part', 'integer'],
    ],
  },
  {
    name: 'exceptions',
    title: '流水异常',
    key: [
      ['line_id', 'bigint'],
      ['code', 'text'],
    ],
  },
  {
    name: 'opinions',
    title: '初审意见',
    key: [
      ['run_on', 'date'],
      ['line_no', 'integer'],
    ],
  },
  { name: 'runs', title: '初审批次', key: [['run_on', 'date']] },
  {
    name: 'bank_states',
    title: '银行状态',
    key: [
      ['bank', 'text'],
      ['scheme', 'text'],
    ],
  },
  {
    name: 'bank_state_changes',
    title: '银行状态变动',
    key: [
      ['bank', 'text'],
      ['scheme', 'text'],
      ['run_on', 'date'],
    ],
  },
  // A rolled-back transaction uses up numbers: their order means something, they themselves do not.
  { name: 'events', title: '状态变化', key: ID, omitted: ['id'] },
  { name: 'journal', title: '分录', key: ID },
  {
    name: 'journal_lines',
    title: '分录行',
    key: [
      ['entry_id', 'bigint'],
      ['line_no', 'integer'],
    ],
  },
];

/** Tables that are not laid side by side, and what is done instead. */
export const OTHERWISE: Readonly<Record<string, string>> = {
  books: 'facts about surroundings: looked at one by one (verify/facts.ts)',
  configurations: 'digests computed again (verify/kept-files.ts)',
  payment_orders: 'what was told the account bank is in no file: each fits its payout (verify/facts.ts)',
  notices: 'the outbox: what was told to whom, which only the contacts of that day say',
  outputs: 'every digest of the fresh books is there (verify/facts.ts)',
  work: 'compared with files and runs (views/work-check.ts)',
  schema_version: 'compared with the migrations whenever the books are opened',
};

const CONTENT_ROW = {
  key: texts,
  /** All columns but the omitted ones, as one text. */
  text: text,
};
export type ContentRow = Readonly<RowOf<typeof CONTENT_ROW>>;

const PAGE = 5_000;

export async function* contentsOf(
  sql: Sql,
  table: ComparedTable,
  columns: readonly string[],
): AsyncGenerator<ContentRow> {
  const names = table.key.map(([name]) => name).join(', ');
  const keyText = table.key.map(([name]) => `t.${name}::text`).join(', ');
  const after = table.key.map(([, type], i) => `($1::text[])[${i + 1}]::${type}`).join(', ');
  const row = columns.map((name) => `t.${name}`).join(', ');
  for (let last: readonly string[] = []; ; ) {
    const page = await ask(
      sql,
      CONTENT_ROW,
      `SELECT ARRAY[${keyText}] AS key, ROW(${row})::text AS text FROM ${table.name} t
       ${last.length === 0 ? 'WHERE cardinality($1::text[]) = 0' : `WHERE (${names}) > (${after})`}
       ORDER BY ${names} LIMIT ${PAGE}`,
      [last],
    );
    yield* page;
    const end = page.at(-1);
    if (end === undefined || page.length < PAGE) return;
    last = end.key;
  }
}

/** The table's columns in their order, without the omitted ones. */
export async function columnsOf(sql: Sql, table: ComparedTable): Promise<string[]> {
  const rows = await ask(
    sql,
    { name: text },
    `SELECT attname::text AS name FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
    [table.name],
  );
  return rows.map((row) => row.name).filter((name) => table.omitted?.includes(name) !== true);
}

/** One row's columns as text, by name. */
export async function rowAt(
  sql: Sql,
  table: ComparedTable,
  columns: readonly string[],
  key: readonly string[],
): Promise<Record<string, string | null>> {
  const at = table.key.map(([name, type], i) => `${name} = ($1::text[])[${i + 1}]::${type}`).join(' AND ');
  const asTexts = Object.fromEntries(columns.map((name) => [name, orNull(text)]));
  const [row] = await ask(
    sql,
    asTexts,
    `SELECT ${columns.map((name) => `${name}::text AS ${name}`).join(', ')} FROM ${table.name} WHERE ${at}`,
    [key],
  );
  return row ?? {};
}
