import type { Sql } from '../db/db.js';
import type { IsoDate } from '../domain/dates.js';
import { type Finding, type Outcome, outcomeOf, reported } from '../domain/findings.js';
import type { Kind } from '../domain/kinds.js';
import type { Reference } from '../domain/reference.js';
import { type ItemKind, mayMove } from '../domain/transitions.js';
import { Journal } from '../ledger/journal/journal.js';
import { type Allocation, insertAllocations } from '../ledger/records/allocations.js';
import { type Cause, type Change, type ItemEvent, insertEvents } from '../ledger/records/events.js';
import type { FileRows } from '../ledger/records/file-rows.js';
import type { FilingOpinion } from '../rules/filing/judge.js';
import type { PeopleOn } from '../rules/four-eyes.js';
import type { JudgedChunk, ReadRow } from './chunks.js';

/** A file that was taken and is being worked on in one transaction. */
export interface FileInHand {
  readonly id: bigint;
  readonly kind: Kind;
  readonly sender: string;
  readonly name: string;
  readonly receivedOn: IsoDate;
  readonly reference: Reference;
}

/** Who may make and check what this file says. */
export const peopleOn = ({ reference, receivedOn }: FileInHand): PeopleOn => ({
  people: reference.people,
  on: receivedOn,
});

/** A row whose form is right: its canonical values by column key. */
export interface FormedRow {
  readonly rowNo: number;
  readonly values: Readonly<Record<string, string>>;
  /** What a filing row decides by itself. */
  readonly opinion?: FilingOpinion;
}

/** What became of a row. The number is empty for a 退回 row. */
export interface RowResult {
  readonly rowNo: number;
  readonly outcome: Outcome;
  readonly businessNo: string;
  readonly findings: readonly Finding[];
  /** IOU of the item that the row is about, where the row itself does not say it. */
  readonly iouNo?: string;
}

/** Judges batches of one file's rows, in order, against the books and records what follows from them. */
export interface Stage {
  /** Records the chunk's clean rows in which no other row has a say; gives back all the others, in the file's order. */
  acceptClean?(chunk: JudgedChunk, rows: FileRows): Promise<readonly ReadRow[]>;
  take(rows: readonly FormedRow[]): Promise<RowResult[]>;
}

/** An item whose state can move. */
interface Moving<S extends string> {
  readonly id: bigint;
  readonly bank: string;
  readonly businessNo: string;
  readonly iouNo: string;
  status: S;
}

/** Why an item moves: when, by what row (none: a run), who did it, which values change with it, and who is told. */
export interface Why {
  readonly on: IsoDate;
  readonly cause: Cause;
  readonly source: bigint | undefined;
  readonly actor: string;
  readonly changes?: readonly Change[];
  readonly notice: boolean;
  readonly message: string;
}

/** What every stage writes besides its own tables. */
export class Effects {
  readonly journal = new Journal();
  readonly #events: ItemEvent[] = [];
  readonly #allocations: Allocation[] = [];

  /** Money of a statement line goes somewhere, or is taken back from there (款项去向). */
  allocate(allocation: Allocation): void {
    this.#allocations.push(allocation);
  }

  /** Moves an item into another state, or keeps it there with other values, and records the event. @throws Error for a move that the transition table does not name */
  move<S extends string>(kind: ItemKind, item: Moving<S>, to: S, why: Why): void {
    const { id, bank, businessNo, iouNo, status } = item;
    if (!mayMove(kind, status, to)) throw new Error(`${businessNo} may not go from ${status} to ${to}`);
    this.#events.push({
      happenedOn: why.on,
      kind,
      itemId: id,
      bank,
      businessNo,
      iouNo,
      fromStatus: status,
      toStatus: to,
      cause: why.cause,
      sourceId: why.source,
      actor: why.actor,
      changes: why.changes ?? [],
      notice: why.notice,
      message: why.message,
    });
    item.status = to;
  }

  async flush(sql: Sql): Promise<void> {
    await insertEvents(sql, this.#events.splice(0));
    await insertAllocations(sql, this.#allocations.splice(0));
    await this.journal.flush(sql);
  }
}

/** The result of a row: a rejected one has no number and carries no info code. */
export function resultOf(rowNo: number, businessNo: string, findings: readonly Finding[]): RowResult {
  const outcome = outcomeOf(findings);
  return { rowNo, outcome, businessNo: outcome === '退回' ? '' : businessNo, findings: reported(findings) };
}

export const codesOf = (findings: readonly Finding[]): string[] => findings.map((f) => f.code);
export const messagesOf = (findings: readonly Finding[]): string[] => findings.map((f) => f.message);
