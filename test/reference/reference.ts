import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  applyMatching,
  bookLine,
  judgeMatching,
  judgeStatement,
  judgeWriteOff,
  registerWriteOff,
} from './account.js';
import { byCodePoint, type Day, lastOfMonth, plusDays, type Scheme, type Tables } from './base.js';
import { type Arrival, Books } from './books.js';
import { outcomeOf, severity } from './catalogue.js';
import {
  judgeClaim,
  judgeRecovery,
  type OpinionLine,
  opinionRun,
  registerClaim,
  registerRecovery,
} from './claims.js';
import {
  applyConfirmation,
  applyCorrection,
  applyDecision,
  applyStanding,
  judgeConfirmation,
  judgeCorrection,
  judgeDecision,
  judgeStanding,
} from './custodian.js';
import { type Drop, type FormRow, inOrder, type Kind, readDrop } from './files.js';
import { cell, judgeAmendment, judgeFiling, registerAmendment, registerFiling } from './filings.js';

/** A dated inbox, day by day: what every file and row becomes, and what the calendar schedules in between. */

export interface ReceiptLine {
  readonly row: number;
  readonly no: string;
  readonly outcome: '受理' | '退回' | '待核';
  readonly codes: readonly string[];
}

export interface Receipt {
  readonly day: Day;
  readonly sender: string;
  readonly name: string;
  /** Refused as a whole. */
  readonly code: string | undefined;
  readonly lines: readonly ReceiptLine[];
}

export type Sent = Pick<Drop, 'day' | 'sender' | 'name'>;

export interface Story {
  readonly books: Books;
  readonly receipts: readonly Receipt[];
  readonly opinions: ReadonlyMap<Day, readonly OpinionLine[]>;
  readonly until: Day;
}

export function readInbox(inbox: string): Drop[] {
  const below = (folder: string): string[] => readdirSync(folder).sort(byCodePoint);
  return below(inbox).flatMap((day) =>
    below(join(inbox, day))
      .filter((sender) => statSync(join(inbox, day, sender)).isDirectory())
      .flatMap((sender) =>
        below(join(inbox, day, sender)).map((name) => ({
          day,
          sender,
          name,
          bytes: readFileSync(join(inbox, day, sender, name)),
        })),
      ),
  );
}

/** The story as far as it is told: files one after the other, and each day's end. */
export class Telling {
  readonly books: Books;
  readonly receipts: Receipt[] = [];
  readonly opinions = new Map<Day, readonly OpinionLine[]>();
  /** Digests by sender, of files of which a row was accepted or referred. */
  readonly #sent = new Map<string, Set<string>>();
  #place = 0;

  constructor(tables: Tables) {
    this.books = new Books(tables);
  }

  take(drop: Drop): void {
    const before = this.#sent.get(drop.sender) ?? new Set();
    this.#sent.set(drop.sender, before);
    const reading = readDrop(drop, this.books.tables, before);
    if ('refused' in reading) this.#answer(drop, reading.refused, []);
    else if (this.takeRows(drop, reading.kind, reading.rows)) before.add(reading.sha256);
  }

  /** Takes rows that are read already; whether one of them was accepted or referred. */
  takeRows(from: Sent, kind: Kind, rows: readonly FormRow[]): boolean {
    const lines = rows.map((row) =>
      takeRow(this.books, kind, from.sender, { day: from.day, place: this.#place++ }, row),
    );
    this.#answer(from, undefined, lines);
    return lines.some(({ outcome }) => outcome !== '退回');
  }

  #answer({ day, sender, name }: Sent, code: string | undefined, lines: readonly ReceiptLine[]): void {
    this.receipts.push({ day, sender, name, code, lines });
  }

  endDay(day: Day): void {
    if (day !== lastOfMonth(day)) return;
    const schemes: Scheme[] = Number(day.slice(5, 7)) % 3 === 0 ? ['XW', 'KC'] : ['XW'];
    const lines = opinionRun(this.books, schemes);
    if (lines.length > 0) this.opinions.set(day, lines);
  }
}

export function replay(drops: readonly Drop[], tables: Tables, until: Day): Story {
  const telling = new Telling(tables);
  const first = drops.map(({ day }) => day).sort(byCodePoint)[0] ?? until;
  for (let day = first; day <= until; day = plusDays(day, 1)) {
    for (const drop of inOrder(drops.filter((one) => one.day === day))) telling.take(drop);
    telling.endDay(day);
  }
  return { ...telling, until };
}

/** What a row is found to be, and what it does where it is accepted or referred (the answer: its number). */
interface Verdict {
  readonly codes: readonly string[];
  readonly scheme?: Scheme;
  readonly enter: (state: '受理' | '待核') => string;
}

function takeRow(books: Books, kind: Kind, sender: string, arrival: Arrival, row: FormRow): ReceiptLine {
  const verdict: Verdict =
    row.codes.length > 0 ? { codes: row.codes, enter: () => '' } : judge(books, kind, sender, arrival, row);
  const outcome = outcomeOf(verdict.codes, verdict.scheme);
  if (outcome !== '退回')
    return { row: row.number, no: verdict.enter(outcome), outcome, codes: verdict.codes };
  const scheme = cell(row.cells, 'scheme');
  const iou = cell(row.cells, 'iou_no');
  const { day } = arrival;
  if (kind === 'filing' && scheme !== '' && iou !== '')
    books.rejectedFilings.push({ bank: sender, scheme, iou, day });
  if (kind === 'claim' && iou !== '') books.rejectedClaims.push({ bank: sender, iou, day });
  const codes = verdict.codes.filter((code) => severity(code, verdict.scheme) !== 'info');
  return { row: row.number, no: '', outcome, codes };
}

function judge(books: Books, kind: Kind, sender: string, arrival: Arrival, { cells }: FormRow): Verdict {
  switch (kind) {
    case 'filing':
      return {
        codes: judgeFiling(books, sender, arrival.day, cells),
        enter: (state) => registerFiling(books, sender, arrival, cells, state),
      };
    case 'amendment':
      return {
        codes: judgeAmendment(books, sender, arrival.day, cells),
        enter: (state) => registerAmendment(books, sender, arrival, cells, state),
      };
    case 'claim': {
      const verdict = judgeClaim(books, sender, arrival, cells);
      return { ...verdict, enter: (state) => registerClaim(books, sender, arrival, cells, verdict, state) };
    }
    case 'decision':
      return { codes: judgeDecision(books, cells), enter: () => applyDecision(books, arrival, cells) };
    case 'correction':
      return { codes: judgeCorrection(books, cells), enter: () => applyCorrection(books, arrival, cells) };
    case 'standing':
      return { codes: judgeStanding(books, cells), enter: () => applyStanding(books, cells) };
    case 'confirmation':
      return {
        codes: judgeConfirmation(books, cells),
        enter: () => applyConfirmation(books, arrival, cells),
      };
    case 'recovery':
      return {
        codes: judgeRecovery(books, sender, arrival, cells),
        enter: () => registerRecovery(books, sender, arrival, cells),
      };
    case 'writeoff':
      return {
        codes: judgeWriteOff(books, sender, arrival, cells),
        enter: () => registerWriteOff(books, sender, arrival, cells),
      };
    case 'statement': {
      const codes = judgeStatement(books, arrival, cells);
      return { codes, enter: () => bookLine(books, arrival, cells, codes) };
    }
    case 'matching':
      return { codes: judgeMatching(books, cells), enter: () => applyMatching(books, arrival, cells) };
  }
}
