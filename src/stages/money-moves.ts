import type { IsoDate } from '../domain/dates.js';
import type { Fen } from '../domain/money.js';
import { type About, bounced, movedTo, type Source, takenBack } from '../ledger/journal/money-postings.js';
import type { Cut, Piece, Target } from '../ledger/records/allocations.js';
import type { Effects } from './stage.js';

/** What money of a line goes to, and whose entry that makes. */
export interface Destination {
  readonly target: Target;
  /** 0 for what has no number. */
  readonly targetId: bigint;
  readonly about: About;
}

/**
 * The moves of money that one row makes (款项去向): each is recorded and posted, and one that undoes names what it
 * undoes. The sums kept beside — of lines, clawbacks, claims — are the caller's.
 */
export class MoneyMoves {
  readonly #effects: Effects;
  readonly #rowId: bigint;
  readonly #on: IsoDate;
  #part = 0;

  constructor(effects: Effects, rowId: bigint, on: IsoDate) {
    this.#effects = effects;
    this.#rowId = rowId;
    this.#on = on;
  }

  /** Gives money of a line to what it is for. */
  give(lineId: bigint, to: Destination, amount: Fen, source: Source): Piece {
    const piece = this.#put(lineId, to.target, to.targetId, amount);
    const { about, target } = to;
    this.#effects.journal.post(movedTo({ key: piece.entryKey, on: this.#on, about, target, amount, source }));
    return piece;
  }

  /** Two lines account for each other: one entry, a row on each. */
  pair(into: bigint, outOf: bigint, about: About, amount: Fen): void {
    const piece = this.give(into, { target: 'line', targetId: outOf, about }, amount, '待查款');
    this.#put(outOf, 'line', into, amount, piece.entryKey);
  }

  /** Takes money back into 待查款. */
  takeBack({ piece, amount }: Cut, about: About): void {
    const back = this.#undo(piece, amount);
    const move = { key: back.entryKey, on: this.#on, about, target: piece.target, amount };
    this.#effects.journal.post(takenBack(move, piece.entryKey));
    if (piece.target === 'line') this.#undo(mirrored(piece), amount, back.entryKey);
  }

  /** 退汇: what was paid came back whole on another line; neither has anything in 待查款 for it. */
  bounce(payments: readonly Piece[], claimId: bigint, lineId: bigint, amount: Fen, about: About): void {
    let entryKey = '';
    for (const piece of payments) {
      entryKey = this.#undo(piece, piece.open).entryKey;
      this.#effects.journal.post(
        bounced({ key: entryKey, on: this.#on, about, amount: piece.open }, piece.entryKey),
      );
      this.#put(piece.lineId, 'bounced', claimId, piece.open, entryKey);
    }
    this.#put(lineId, 'bounced', claimId, amount, entryKey);
  }

  #put(lineId: bigint, target: Target, targetId: bigint, amount: Fen, entryKey = this.#nextKey()): Piece {
    const rowId = this.#rowId;
    const part = ++this.#part;
    this.#effects.allocate({ rowId, part, lineId, target, targetId, amount, happenedOn: this.#on, entryKey });
    return { rowId, part, lineId, target, targetId, open: amount, entryKey };
  }

  #undo(piece: Piece, amount: Fen, entryKey = this.#nextKey()): { readonly entryKey: string } {
    const { rowId, part, lineId, target, targetId } = piece;
    this.#effects.allocate({
      rowId: this.#rowId,
      part: ++this.#part,
      lineId,
      target,
      targetId,
      amount: -amount,
      happenedOn: this.#on,
      entryKey,
      undoes: { rowId, part },
    });
    return { entryKey };
  }

  #nextKey(): string {
    return `money:${this.#rowId}:${this.#part + 1}`;
  }
}

/** The row that `pair` put on the other of two lines. */
function mirrored(piece: Piece): Piece {
  return { ...piece, part: piece.part + 1, lineId: piece.targetId, targetId: piece.lineId };
}
