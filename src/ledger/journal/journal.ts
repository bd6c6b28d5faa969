import { createHash } from 'node:crypto';
import { ask, bigint, text } from '../../db/column.js';
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
  /** For a correction: the newest entry of this key, or of this key with more behind a colon, is corrected. */
  readonly corrects?: { readonly latest: string };
}

/** An entry as it stands in the books. */
export interface StoredEntry extends Omit<Entry, 'corrects'> {
  readonly id: bigint;
  readonly corrects: bigint | undefined;
}

export const debit = (account: Account, amount: Fen): Posting => ({ account, debit: amount, credit: 0n });
export const credit = (account: Account, amount: Fen): Posting => ({ account, debit: 0n, credit: amount });

/** The same lines with the sides exchanged: what undoes them. */
export const reversed = (postings: readonly Posting[]): Posting[] =>
  postings.map((p) => ({ account: p.account, debit: p.credit, credit: p.debit }));

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
    const [head] = await ask(
      sql,
      { id: bigint, hash: text },
      'SELECT id, hash FROM journal ORDER BY id DESC LIMIT 1',
    );
    let id = head?.id ?? 0n;
    let previous = head?.hash ?? GENESIS;
    const corrected = new Corrected(await this.#earlier(sql));
    const entries: CopyValue[][] = [];
    const lines: CopyValue[][] = [];
    for (const { corrects: named, ...entry } of this.#entries) {
      id += 1n;
      const corrects = named === undefined ? undefined : corrected.find(named.latest);
      corrected.made(entry.key, id);
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

  /** Keys and numbers of the entries in the books that these ones may correct, the oldest first. */
  async #earlier(sql: Sql): Promise<{ key: string; id: bigint }[]> {
    const keys = [...new Set(this.#entries.flatMap((entry) => entry.corrects?.latest ?? []))];
    if (keys.length === 0) return [];
    return ask(
      sql,
      { key: text, id: bigint },
      `SELECT j.entry_key AS key, j.id FROM unnest($1::text[]) AS k(key)
       JOIN journal j ON j.entry_key = k.key OR (j.entry_key > k.key || ':' AND j.entry_key < k.key || ';')
       ORDER BY j.id`,
      [keys],
    );
  }
}

/** Finds the entry that a correction names, in the books or among those just made. */
class Corrected {
  /** The newest entry by its key and by all that its key begins with before a colon. */
  readonly #newest = new Map<string, bigint>();

  constructor(earlier: readonly { key: string; id: bigint }[]) {
    for (const { key, id } of earlier) this.made(key, id);
  }

  made(key: string, id: bigint): void {
    for (let end = key.indexOf(':'); end >= 0; end = key.indexOf(':', end + 1))
      this.#newest.set(key.slice(0, end), id);
    this.#newest.set(key, id);
  }

  find(latest: string): bigint {
    const id = this.#newest.get(latest);
    if (id === undefined) throw new Error(`no entry ${latest} to correct`);
    return id;
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
