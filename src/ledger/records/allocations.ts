import { ask, bigint, integer, oneOf, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';
import { type Fen, lesser } from '../../domain/money.js';

/** What money of a statement line can go to; 待查款 is what went nowhere yet. */
export const TARGETS = [
  // 缴回通知 or 追回, by its recovery.
  'clawback',
  // 补偿拨付, by its claim.
  'payment',
  // 退汇: a payment that came back, on the lines of both ways, by its claim.
  'bounced',
  // Another line, by its id: one row on each of the two.
  'line',
  'interest',
  'capital',
  'fee',
  'deposit-out',
  'deposit-back',
] as const;
export type Target = (typeof TARGETS)[number];

const NAMES: Readonly<Record<Target, string>> = {
  clawback: '缴回',
  payment: '补偿拨付',
  bounced: '退汇',
  line: '流水对冲',
  interest: '利息',
  capital: '注资',
  fee: '管理费',
  'deposit-out': '存款存出',
  'deposit-back': '存款转回',
};

/** What a target is called. */
export const targetName = (target: Target): string => NAMES[target];

/** 款项去向: `amount` fen of a line went to the target, or, negative, was taken back from there. */
export interface Allocation {
  /** The statement line, matching or correction that did it, and which of its moves this is. */
  readonly rowId: bigint;
  readonly part: number;
  readonly lineId: bigint;
  readonly target: Target;
  /** 0 for what has no number. */
  readonly targetId: bigint;
  readonly amount: Fen;
  readonly happenedOn: IsoDate;
  /** Key of the journal's entry. */
  readonly entryKey: string;
  readonly undoes?: { readonly rowId: bigint; readonly part: number };
}

const COLUMNS = [
  'row_id',
  'part',
  'line_id',
  'target',
  'target_id',
  'amount',
  'happened_on',
  'entry_key',
  'undoes_row',
  'undoes_part',
];

/** Written in the order given; lines come first (statement_lines). */
export async function insertAllocations(sql: Sql, rows: readonly Allocation[]): Promise<void> {
  if (rows.length === 0) return;
  const cells = rows.map((a) => [
    a.rowId,
    a.part,
    a.lineId,
    a.target,
    a.targetId,
    a.amount,
    a.happenedOn,
    a.entryKey,
    a.undoes?.rowId ?? null,
    a.undoes?.part ?? null,
  ]);
  await sql.copyIn('allocations', COLUMNS, cells);
}

const PIECE = {
  rowId: bigint,
  part: integer,
  lineId: bigint,
  target: oneOf(...TARGETS),
  targetId: bigint,
  /** What of it nothing has undone, in fen. */
  open: bigint,
  entryKey: text,
};
/** An allocation of which something still stands. */
export interface Piece {
  readonly rowId: bigint;
  readonly part: number;
  readonly lineId: bigint;
  readonly target: Target;
  readonly targetId: bigint;
  readonly open: Fen;
  readonly entryKey: string;
}

const PIECES = `
  SELECT * FROM (
    SELECT a.row_id, a.part, a.line_id, a.target, a.target_id, a.entry_key,
           (a.amount + coalesce((SELECT sum(u.amount) FROM allocations u
                                 WHERE u.undoes_row = a.row_id AND u.undoes_part = a.part), 0))::bigint AS open
    FROM allocations a WHERE a.amount > 0 AND CONDITION) AS p
  WHERE open > 0 ORDER BY row_id DESC, part DESC`;

/** What of a line went to a target and stands, the newest first. */
export async function piecesBetween(
  sql: Sql,
  lineId: bigint,
  target: Target,
  targetId: bigint,
): Promise<Piece[]> {
  const condition = 'a.line_id = $1 AND a.target = $2 AND a.target_id = $3';
  return ask(sql, PIECE, PIECES.replace('CONDITION', condition), [lineId, target, targetId]);
}

/** What went to these targets from whatever lines and stands, the newest first. */
export async function piecesOf(sql: Sql, target: Target, targetIds: readonly bigint[]): Promise<Piece[]> {
  if (targetIds.length === 0) return [];
  const condition = 'a.target = $1 AND a.target_id = ANY($2::bigint[])';
  return ask(sql, PIECE, PIECES.replace('CONDITION', condition), [target, targetIds]);
}

/** A piece and how much of it is taken. */
export interface Cut {
  readonly piece: Piece;
  readonly amount: Fen;
}

/** Takes a sum from pieces in their order. @throws Error when there is not enough */
export function cut(pieces: readonly Piece[], sum: Fen): Cut[] {
  const cuts: Cut[] = [];
  let left = sum;
  for (const piece of pieces) {
    if (left === 0n) break;
    const amount = lesser(piece.open, left);
    cuts.push({ piece, amount });
    left -= amount;
  }
  if (left !== 0n) throw new Error(`${left} fen more to take back than were given`);
  return cuts;
}
