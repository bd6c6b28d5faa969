import { createHash } from 'node:crypto';
import type { CopyValue, Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';
import type { Fen } from '../../domain/money.js';
import type { Scheme } from '../../domain/scheme.js';

/** The accounts (科目). What each holds and when it moves stands in docs/ledger.md. */
export type Account =
  | '专户存款'
  | '定期存款'
  | '基金本金'
  | '利息收入'
  | '管理费'
  | '补偿支出'
  | '拟付补偿'
  | '应付补偿'
  | '应收追偿返还'
  | '待收追偿返还'
  | '追偿返还'
  | '待查款'
  | '余额差异'
  | '核销备查'
  | '核销备查对方';

/** One line of an entry: exactly one side carries the amount, in fen. */
export interface Posting {
  readonly account: Account;
  readonly debit: Fen;
  readonly credit: Fen;
}

/** One balanced entry (分录). `key` is unique and made from the data, so no effect is posted twice. */
export interface Entry {
  readonly key: string;
  readonly postedOn: IsoDate;
  readonly businessNo: string;
  readonly bank: string;
  readonly scheme: Scheme | undefined;
  readonly text: string;
  readonly postings: readonly Posting[];
  /** For a correction: the key of the entry it corrects. */
  readonly corrects?: string;
}

/** An entry as it stands in the books. */
export interface StoredEntry extends Omit<Entry, 'corrects'> {
  readonly id: bigint;
  readonly corrects: bigint | undefined;
}

export const debit = (account: Account, amount: Fen): Posting => ({ account, debit: amount, credit: 0n });
export const credit = (account: Account, amount: Fen): Posting => ({ account, debit: 0n, credit: amount });

/** Hash that the first entry is chained to. */
export const GENESIS = '0'.repeat(64);

/** SHA-256 over the previous hash and everything the entry says. */
export function entryHash(previous: string, entry: StoredEntry): string {
  const lines = entry.postings.map((p) => [p.account, p.debit.toString(), p.credit.toString()]);
  const content = [
    previous,
    entry.id.toString(),
    entry.key,
    entry.postedOn,
    entry.businessNo,
    entry.bank,
    entry.scheme ?? '',
    entry.corrects?.toString() ?? '',
    entry.text,
    lines,
  ];
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

/** Collects the entries of one transaction, in order; `flush` chains and writes them in bulk. */
export class Journal {
  #entries: Entry[] = [];

  /** Lines of 0.00 are dropped; an entry of nothing is not made. Throws when debits and credits differ. */
  post(entry: Entry): void {
    const postings = entry.postings.filter((p) => p.debit !== p.credit);
    const sum = postings.reduce((total, p) => total + p.debit - p.credit, 0n);
    if (sum !== 0n) throw new Error(`unbalanced entry ${entry.key}: ${sum}`);
    if (postings.length > 0) this.#entries.push({ ...entry, postings });
  }

  async flush(sql: Sql): Promise<void> {
    if (this.#entries.length === 0) return;
    const [head] = await sql.query<{ id: bigint; hash: string }>(
      'SELECT id, hash FROM journal ORDER BY id DESC LIMIT 1',
    );
    let id = head?.id ?? 0n;
    let previous = head?.hash ?? GENESIS;
    const corrected = await this.#corrected(sql);
    const entries: CopyValue[][] = [];
    const lines: CopyValue[][] = [];
    for (const { corrects: key, ...entry } of this.#entries) {
      id += 1n;
      const corrects = key === undefined ? undefined : corrected.get(key);
      if (key !== undefined && corrects === undefined) throw new Error(`no entry ${key} to correct`);
      const hash = entryHash(previous, { ...entry, id, corrects });
      entries.push([
        id,
        entry.key,
        entry.postedOn,
        entry.businessNo,
        entry.bank,
        entry.scheme ?? null,
        corrects ?? null,
        entry.text,
        previous,
        hash,
      ]);
      for (const [i, p] of entry.postings.entries()) lines.push([id, i + 1, p.account, p.debit, p.credit]);
      previous = hash;
    }
    this.#entries = [];
    await sql.copyIn('journal', JOURNAL_COLUMNS, entries);
    await sql.copyIn('journal_lines', LINE_COLUMNS, lines);
  }

  /** Numbers of the entries that these ones correct, by key. */
  async #corrected(sql: Sql): Promise<Map<string, bigint>> {
    const keys = this.#entries.flatMap((entry) => entry.corrects ?? []);
    if (keys.length === 0) return new Map();
    const rows = await sql.query<{ entry_key: string; id: bigint }>(
      'SELECT entry_key, id FROM journal WHERE entry_key = ANY($1::text[])',
      [keys],
    );
    return new Map(rows.map((row) => [row.entry_key, row.id]));
  }
}

const JOURNAL_COLUMNS = [
  'id',
  'entry_key',
  'posted_on',
  'business_no',
  'bank',
  'scheme',
  'corrects',
  'text',
  'previous_hash',
  'hash',
];
const LINE_COLUMNS = ['entry_id', 'line_no', 'account', 'debit', 'credit'];
