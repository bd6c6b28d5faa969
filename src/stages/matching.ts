import type { Sql } from '../db/db.js';
import { type Fen, sizeOf } from '../domain/money.js';
import { isPaid } from '../domain/transitions.js';
import { cut, type Piece, piecesBetween, type Target } from '../ledger/records/allocations.js';
import { bookedLine, MATCHINGS, type Named, namedBy } from '../ledger/records/matching-books.js';
import { CLAIMS, RECOVERIES, rowId, STATEMENT_LINES, type StatementLine } from '../ledger/records/records.js';
import { judgeMatching, type MatchTarget, WORDS } from '../rules/matching/judge.js';
import type { MatchingRow } from '../rules/matching/matching.js';
import { openOf, unseenOf } from '../rules/operations/reconcile.js';
import { type Destination, MoneyMoves } from './money-moves.js';
import { matchingRow } from './rows.js';
import { see, settle, unsee, unsettle } from './settle.js';
import {
  type Effects,
  type FileInHand,
  type FormedRow,
  peopleOn,
  type RowResult,
  resultOf,
  type Stage,
} from './stage.js';

/** Where the four words book a line to. */
const WORD_TARGETS: Readonly<Record<string, Target>> = {
  利息: 'interest',
  注资: 'capital',
  存款转回: 'deposit-back',
  存款存出: 'deposit-out',
};

/** Both sides of a row as the books have them. */
interface Sides {
  readonly line: StatementLine;
  readonly named: Named | undefined;
}

/** 勾对. They come by hand and a few at a time, so each row asks the books afresh and is written before the next. */
export class MatchingStage implements Stage {
  readonly #sql: Sql;
  readonly #file: FileInHand;
  readonly #effects: Effects;

  constructor(sql: Sql, file: FileInHand, effects: Effects) {
    this.#sql = sql;
    this.#file = file;
    this.#effects = effects;
  }

  async take(rows: readonly FormedRow[]): Promise<RowResult[]> {
    const results: RowResult[] = [];
    for (const { rowNo, values } of rows) results.push(await this.#match(rowNo, matchingRow(values)));
    return results;
  }

  async #match(rowNo: number, row: MatchingRow): Promise<RowResult> {
    const line = await bookedLine(this.#sql, row.txnNo);
    const named = await namedBy(this.#sql, row.target);
    const pieces = row.undo && line !== undefined ? await this.#matched({ line, named }, row) : [];
    const matched = pieces.reduce((sum, piece) => sum + piece.open, 0n);
    const { agreements } = this.#file.reference;
    const looked = line && {
      direction: line.direction,
      suspense: sizeOf(line.suspense),
      bank: agreements.bankOf(line.counterparty),
    };
    const result = resultOf(
      rowNo,
      row.txnNo,
      judgeMatching(row, looked, targetOf(named, row), matched, peopleOn(this.#file)),
    );
    if (result.outcome === '退回' || line === undefined) return result;
    await this.#apply(rowNo, row, { line, named }, pieces);
    return { ...result, iouNo: iouOf(named) };
  }

  /** What stands matched between the two; two lines may be named either way round. */
  async #matched({ line, named }: Sides, row: MatchingRow): Promise<Piece[]> {
    const between = (lineId: bigint, { target, targetId }: Destination) =>
      piecesBetween(this.#sql, lineId, target, targetId);
    if (named?.kind !== 'line') {
      const to = destination(named, row);
      return to === undefined ? [] : between(line.id, to);
    }
    const [into, outOf] = line.direction === '收' ? [line, named.line] : [named.line, line];
    return piecesBetween(this.#sql, into.id, 'line', outOf.id);
  }

  async #apply(rowNo: number, row: MatchingRow, sides: Sides, pieces: readonly Piece[]): Promise<void> {
    const { id, name, receivedOn } = this.#file;
    const moves = new MoneyMoves(this.#effects, rowId(id, rowNo), receivedOn);
    const { line, named } = sides;
    if (row.undo) this.#takeBack(moves, row, sides, pieces);
    else this.#give(moves, row, sides);
    const lines = named?.kind === 'line' ? [line, named.line] : [line];
    await STATEMENT_LINES.update(this.#sql, lines);
    if (named?.kind === 'clawback') await RECOVERIES.update(this.#sql, [named.recovery]);
    if (named?.kind === 'clawback' || named?.kind === 'claim') await CLAIMS.update(this.#sql, [named.claim]);
    const { undo, txnNo, target, amount, maker, checker, reason } = row;
    const said = { undo, txnNo, target, amount, maker, checker, reason };
    await MATCHINGS.insert(this.#sql, [{ id: rowId(id, rowNo), ...said, receivedOn, fileName: name, rowNo }]);
    await this.#effects.flush(this.#sql);
  }

  #give(moves: MoneyMoves, { amount, ...row }: MatchingRow, { line, named }: Sides): void {
    toSuspense(line, -amount);
    if (named?.kind === 'line') {
      toSuspense(named.line, -amount);
      const [into, outOf] = line.direction === '收' ? [line, named.line] : [named.line, line];
      moves.pair(into.id, outOf.id, aboutLine(into), amount);
      return;
    }
    const to = destination(named, { ...row, amount }, line);
    if (to === undefined) throw new Error(`${row.target} is nothing to match with`);
    moves.give(line.id, to, amount, '待查款');
    if (named?.kind === 'clawback')
      settle(named.recovery, named.claim, amount, line.bookedOn, this.#file.reference);
    if (named?.kind === 'claim') see(named.claim, amount, line.bookedOn);
  }

  #takeBack(
    moves: MoneyMoves,
    { amount }: MatchingRow,
    { line, named }: Sides,
    pieces: readonly Piece[],
  ): void {
    toSuspense(line, amount);
    if (named?.kind === 'line') toSuspense(named.line, amount);
    const about =
      named?.kind === 'clawback' ? named.recovery : named?.kind === 'claim' ? named.claim : aboutLine(line);
    for (const one of cut(pieces, amount)) moves.takeBack(one, about);
    if (named?.kind === 'clawback') unsettle(named.recovery, named.claim, amount);
    if (named?.kind === 'claim') unsee(named.claim, amount);
  }
}

/** Money in counts up, money out counts down. */
function toSuspense(line: StatementLine, amount: Fen): void {
  line.suspense += line.direction === '收' ? amount : -amount;
}

const aboutLine = (line: StatementLine) => ({ businessNo: line.txnNo, bank: '', scheme: undefined });

/** What the row's money goes to where that is no other line; a word is looked up last. */
function destination(
  named: Named | undefined,
  { target }: MatchingRow,
  line?: StatementLine,
): Destination | undefined {
  if (named?.kind === 'clawback')
    return { target: 'clawback', targetId: named.recovery.id, about: named.recovery };
  if (named?.kind === 'claim') return { target: 'payment', targetId: named.claim.id, about: named.claim };
  const word = WORD_TARGETS[target];
  const about = line === undefined ? { businessNo: '', bank: '', scheme: undefined } : aboutLine(line);
  return word === undefined ? undefined : { target: word, targetId: 0n, about };
}

function targetOf(named: Named | undefined, row: MatchingRow): MatchTarget | undefined {
  switch (named?.kind) {
    case 'clawback':
      return {
        kind: 'clawback',
        bank: named.recovery.bank,
        open: openOf(named.recovery),
        writtenOff: named.writtenOff,
      };
    case 'claim': {
      const { status } = named.claim;
      return { kind: 'claim', paid: isPaid(status), status, open: unseenOf(named.claim) };
    }
    case 'line':
      return { kind: 'line', direction: named.line.direction, suspense: sizeOf(named.line.suspense) };
    default:
      return WORDS[row.target] === undefined ? undefined : { kind: 'word', word: row.target };
  }
}

function iouOf(named: Named | undefined): string {
  if (named?.kind === 'clawback') return named.recovery.iouNo;
  return named?.kind === 'claim' ? named.claim.iouNo : '';
}
