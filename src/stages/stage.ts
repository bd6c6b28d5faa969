import type { Sql } from '../db/db.js';
import type { IsoDate } from '../domain/dates.js';
import { type Finding, type Outcome, outcomeOf, reported } from '../domain/findings.js';
import type { Kind } from '../domain/kinds.js';
import type { Reference } from '../domain/reference.js';
import { Journal } from '../ledger/journal/journal.js';
import { insertEvents } from '../ledger/records/events.js';
import type { ItemEvent } from '../ledger/records/records.js';
import type { FilingOpinion } from '../rules/filing/judge.js';

/** A file that was taken and is being worked on in one transaction. */
export interface FileInHand {
  readonly id: bigint;
  readonly kind: Kind;
  readonly sender: string;
  readonly name: string;
  readonly receivedOn: IsoDate;
  readonly reference: Reference;
}

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
  take(rows: readonly FormedRow[]): Promise<RowResult[]>;
}

/** What every stage writes besides its own tables. */
export class Effects {
  readonly journal = new Journal();
  readonly #events: ItemEvent[] = [];

  event(event: ItemEvent): void {
    this.#events.push(event);
  }

  async flush(sql: Sql): Promise<void> {
    await insertEvents(sql, this.#events.splice(0));
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
