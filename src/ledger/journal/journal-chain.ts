import { ask, bigint, date, json, listOf, maybe, orNull, type RowOf, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import { type Account, entryHash, GENESIS, type Posting } from './journal.js';

/** The head of an unbroken chain: who keeps it can tell later whether anything before it was changed. */
export interface ChainHead {
  readonly entries: bigint;
  readonly hash: string;
}

/** Where the chain breaks: the entry, what is wrong with it, and the two values. */
export interface ChainBreak {
  readonly entry: bigint;
  readonly what: string;
  readonly kept: string;
  readonly computed: string;
}

const PAGE = 2_000;

type Line = readonly [account: Account, debit: string, credit: string];
const isLine = (value: unknown): value is Line =>
  Array.isArray(value) && value.length === 3 && value.every((one) => typeof one === 'string');

const ENTRY = {
  id: bigint,
  key: text,
  postedOn: date,
  businessNo: text,
  bank: text,
  scheme: maybe(text),
  corrects: maybe(bigint),
  text,
  previous: text,
  hash: text,
  lines: orNull(json('lines of an entry', listOf(isLine))),
};
/** An entry as the books hold it; its lines are account, debit and credit, in fen. */
type Row = Readonly<RowOf<typeof ENTRY>>;

/** Every entry with its hash and the one before, in order. */
export async function* chainEntries(sql: Sql): AsyncGenerator<Row> {
  for (let last = 0n; ; ) {
    const page = await ask(sql, ENTRY, ENTRIES, [last, PAGE]);
    yield* page;
    const end = page.at(-1);
    if (end === undefined || page.length < PAGE) return;
    last = end.id;
  }
}

/** Computes every entry's hash again, in order: numbers without a gap, each chained to the one before. */
export async function checkChain(sql: Sql): Promise<ChainHead | ChainBreak> {
  let previous = GENESIS;
  let last = 0n;
  for (;;) {
    const page = await ask(sql, ENTRY, ENTRIES, [last, PAGE]);
    for (const row of page) {
      const broken = breakAt(row, last + 1n, previous);
      if (broken !== undefined) return broken;
      last = row.id;
      previous = row.hash;
    }
    if (page.length < PAGE) return { entries: last, hash: previous };
  }
}

function breakAt(row: Row, expected: bigint, previous: string): ChainBreak | undefined {
  const broken = (what: string, kept: string, computed: string): ChainBreak => ({
    entry: row.id,
    what,
    kept,
    computed,
  });
  if (row.id !== expected) return broken('序号不连续', row.id.toString(), expected.toString());
  if (row.previous !== previous) return broken('上一分录的哈希', row.previous, previous);
  const postings = (row.lines ?? []).map(
    ([account, debit, credit]): Posting => ({ account, debit: BigInt(debit), credit: BigInt(credit) }),
  );
  const entry = { ...row, postings };
  const computed = entryHash(previous, entry);
  return computed === row.hash ? undefined : broken('分录内容的哈希', row.hash, computed);
}

const ENTRIES = `
  SELECT j.id, j.entry_key AS key, j.posted_on, j.business_no, j.bank, j.scheme, j.corrects,
         j.text, j.previous_hash AS previous, j.hash,
         (SELECT jsonb_agg(jsonb_build_array(l.account, l.debit::text, l.credit::text) ORDER BY l.line_no)
          FROM journal_lines l WHERE l.entry_id = j.id) AS lines
  FROM journal j WHERE j.id > $1 ORDER BY j.id LIMIT $2`;
