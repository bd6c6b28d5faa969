import { ask, orNull, text, whole } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';
import { type Fen, sizeOf } from '../../domain/money.js';
import { openItems, SUSPENSE_BY_LINE } from './open-items.js';

/** One line of the three-way close (三方核对) on a day; sums in fen. */
export interface CloseLine {
  readonly item: '补偿拨付' | '追偿缴回' | '待查款' | '账户余额';
  /** What the banks' and the bureau's files come to. */
  readonly files: Fen;
  /** What the journal's postings come to. */
  readonly ledger: Fen;
  /** What the account statement shows. */
  readonly statement: Fen;
  /** What the open items list of the difference between files and statement. */
  readonly listed: Fen;
  /** What nothing explains: 0, or somebody has to look. */
  readonly unexplained: Fen;
}

/** Files, ledger and statement side by side, with what the open items explain of the difference. */
export async function closeOf(sql: Sql, asOf: IsoDate): Promise<CloseLine[]> {
  const [claimed] = await ask(sql, CLAIMED_COLUMNS, CLAIMED, [asOf]);
  if (claimed === undefined) throw new Error('no sums');
  const turnover = await ask(sql, TURNOVER_COLUMNS, TURNOVER, [asOf]);
  /** Debits less credits of an account; of these events only where they are named. */
  const ledger = (account: string, ...events: string[]): Fen =>
    turnover
      .filter((row) => row.account === account && (events.length === 0 || events.includes(row.event)))
      .reduce((sum, row) => sum + row.debit - row.credit, 0n);
  const open = await openItems(sql, asOf);
  const listed = (kind: string): Fen =>
    open.filter((item) => item.kind === kind).reduce((sum, item) => sum + item.amount, 0n);
  const opening = -ledger('基金本金') - claimed.capital;
  const balance = claimed.balance ?? opening;
  const lines: (Omit<CloseLine, 'unexplained'> & { anchor: Fen })[] = [
    {
      item: '补偿拨付',
      files: claimed.paid,
      ledger: -ledger('应付补偿', 'confirm', 'unconfirm'),
      statement: claimed.payments,
      listed: listed('在途拨付'),
      anchor: claimed.paid,
    },
    {
      item: '追偿缴回',
      files: claimed.asked,
      ledger: ledger('应收追偿返还', 'notice', 'unnotice'),
      statement: claimed.returned,
      listed: listed('追偿待缴'),
      anchor: claimed.asked,
    },
    {
      item: '待查款',
      files: 0n,
      ledger: -ledger('待查款'),
      statement: claimed.suspense,
      listed: -listed('待查款'),
      anchor: claimed.suspense,
    },
    {
      item: '账户余额',
      files: opening + claimed.moved,
      ledger: ledger('专户存款'),
      statement: balance,
      listed: -listed('余额差异'),
      anchor: balance,
    },
  ];
  return lines.map(({ anchor, ...line }) => ({
    ...line,
    unexplained: sizeOf(line.files - line.statement - line.listed) + sizeOf(line.ledger - anchor),
  }));
}

/** What the item tables and the statement lines say, apart from any posting; fen. */
const CLAIMED_COLUMNS = {
  paid: whole,
  asked: whole,
  payments: whole,
  returned: whole,
  suspense: whole,
  moved: whole,
  capital: whole,
  /** NULL before any statement. */
  balance: orNull(whole),
};

const CLAIMED = `
  SELECT (SELECT coalesce(sum(amount), 0) FROM payouts WHERE happened_on <= $1) AS paid,
         (SELECT coalesce(sum(asked), 0) FROM recoveries
          WHERE noticed_on <= $1 AND (undone_on IS NULL OR undone_on > $1)) AS asked,
         (SELECT coalesce(sum(suspense), 0) FROM (${SUSPENSE_BY_LINE}) AS s) AS suspense,
         (SELECT coalesce(sum(CASE direction WHEN '收' THEN amount ELSE -amount END), 0)
          FROM statement_lines WHERE received_on <= $1) AS moved,
         (SELECT balance FROM statement_lines WHERE received_on <= $1 ORDER BY id DESC LIMIT 1) AS balance,
         coalesce(sum(amount) FILTER (WHERE target = 'payment'), 0) AS payments,
         coalesce(sum(amount) FILTER (WHERE target = 'clawback'), 0) AS returned,
         coalesce(sum(amount) FILTER (WHERE target = 'capital'), 0) AS capital
  FROM allocations WHERE happened_on <= $1`;

const TURNOVER_COLUMNS = {
  account: text,
  /** First part of the entries' keys. */
  event: text,
  debit: whole,
  credit: whole,
};

/** The first capital is there from the start, whatever date it bears. */
const TURNOVER = `
  SELECT l.account, split_part(j.entry_key, ':', 1) AS event, sum(l.debit) AS debit, sum(l.credit) AS credit
  FROM journal j JOIN journal_lines l ON l.entry_id = j.id
  WHERE j.posted_on <= $1 OR j.entry_key = 'paid-in' GROUP BY l.account, event`;
