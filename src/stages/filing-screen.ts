import { filingNo } from '../domain/numbers.js';
import type { Reference } from '../domain/reference.js';
import type { Scheme } from '../domain/scheme.js';
import type { Header } from '../io/header.js';
import { plainFen } from '../io/plain-cell.js';
import { RowCells } from '../io/row-cells.js';
import { acceptedLine } from '../ledger/records/file-rows.js';
import { ROW_SPAN } from '../ledger/records/records.js';
import { AnswerTree } from './answer-tree.js';
import type { CleanRow, CleanRowsBuilder } from './clean-rows.js';
import { cleanRegistered, FilingLine, type RowDigits } from './filing-line.js';
import { type FilingFile, filingContext } from './filing-record.js';
import { KeyHash } from './key-hash.js';
import { Digits } from './line-buffer.js';
import { RowView } from './row-view.js';
import { type Asking, ScreenedDay } from './screened-day.js';

/** Columns whose cells are copied, added up or compared. */
const COLUMNS = [
  'iou_no',
  'uscc',
  'enterprise_name',
  'disbursed_on',
  'currency',
  'principal',
  'credit_balance',
] as const;

const TAB: Uint8Array = Buffer.from('\t');
/** Bytes of a line of `file_rows` but for the numbers of loan and filing, at most. */
const LINE_ROOM = 256;

/** What is known of the rows of one scheme and day of disbursement. */
interface Day {
  readonly screened: ScreenedDay;
  readonly line: FilingLine;
}

/**
 * Tells from a line's bytes that a filing row is clean (`CleanRows`) and writes what is recorded of it, for most rows without
 * making a text: rules are asked once for what they look at, and their answers kept. Rows that it does not take go
 * through the rules one by one; they may be clean all the same.
 */
export class FilingScreen {
  readonly #cells: RowCells;
  readonly #days: AnswerTree<Day>;
  readonly #idBase: number;
  readonly #positions: Readonly<Record<(typeof COLUMNS)[number], number>>;
  readonly #result: Readonly<Record<'head' | 'word' | 'tail', Uint8Array>>;
  readonly #hash = new KeyHash();
  readonly #digits: RowDigits = {
    id: new Digits(),
    rowNo: new Digits(),
    principal: new Digits(),
    credit: new Digits(),
  };

  constructor(file: FilingFile, header: Header, reference: Reference) {
    const { keys } = header;
    this.#cells = new RowCells(header);
    this.#idBase = Number(file.id * ROW_SPAN);
    this.#positions = Object.fromEntries(COLUMNS.map((key) => [key, keys.indexOf(key)])) as Record<
      (typeof COLUMNS)[number],
      number
    >;
    const { head, word, tail } = acceptedLine(file.id);
    this.#result = { head: Buffer.from(head), word: Buffer.from(word), tail: Buffer.from(tail) };
    const view = new RowView(this.#cells, keys);
    this.#days = new AnswerTree(view, this.#cells, () => {
      const ctx = filingContext(view.row, { ...file, reference });
      const { scheme } = view.row;
      const fixed = [...view.asked];
      const asking: Asking = (ask) => new AnswerTree(view, this.#cells, ask, fixed);
      return {
        screened: new ScreenedDay(ctx, view, header, asking),
        line: new FilingLine(
          cleanRegistered(file, view, ctx),
          this.#cells,
          keys,
          filingNo(file.sender, scheme, ''),
          asking,
        ),
      };
    });
  }

  /** Takes the row of a line in if it is seen to be clean, and says whether it is. */
  take(bytes: Uint8Array, from: number, to: number, rowNo: number, into: CleanRowsBuilder): boolean {
    const cells = this.#cells;
    if (!Number.isSafeInteger(this.#idBase + rowNo) || !cells.read(bytes, from, to)) return false;
    const at = this.#positions;
    if (!cells.isPlain(at.iou_no) || !cells.isPlain(at.uscc) || !cells.isPlain(at.enterprise_name))
      return false;
    const { screened, line } = this.#days.answer();
    if (!screened.isClean()) return false;
    const principal = this.#sum(at.principal);
    const credit = this.#sum(at.credit_balance);
    const within = screened.bounds();
    const fits =
      principal >= within.principalFrom &&
      principal <= within.principalTo &&
      credit <= within.creditTo &&
      credit + principal <= within.togetherTo;
    if (!fits) return false;
    this.#digits.id.set(this.#idBase + rowNo);
    this.#digits.rowNo.set(rowNo);
    this.#digits.principal.set(principal);
    this.#digits.credit.set(credit);
    line.write(into.records, this.#digits);
    this.#writeResult(into, line);
    into.add(this.#row(rowNo, screened.ctx.document.scheme, principal, within.enterpriseTo - principal));
    return true;
  }

  #writeResult({ results }: CleanRowsBuilder, { numberPrefix }: FilingLine): void {
    const { bytes, starts, ends } = this.#cells;
    const iou = this.#positions.iou_no;
    const [from, to] = [starts[iou] ?? 0, ends[iou] ?? 0];
    results.room(LINE_ROOM + numberPrefix.length + 2 * (to - from));
    results.piece(this.#result.head);
    results.digits(this.#digits.rowNo);
    results.piece(this.#result.word);
    results.piece(numberPrefix);
    results.copy(bytes, from, to);
    results.piece(TAB);
    results.copy(bytes, from, to);
    results.piece(this.#result.tail);
    results.endLine();
  }

  #row(rowNo: number, scheme: Scheme, principal: number, room: number): CleanRow {
    const cells = this.#cells;
    const { bytes, starts, ends } = cells;
    const at = this.#positions;
    const [iou, iouEnd] = [starts[at.iou_no] ?? 0, ends[at.iou_no] ?? 0];
    const [uscc, usccEnd] = [starts[at.uscc] ?? 0, ends[at.uscc] ?? 0];
    const digits = this.#digits.principal;
    const hash = this.#hash;
    return {
      rowNo,
      loan: hash.begin().text(scheme).ascii(bytes, iou, iouEnd).value,
      enterprise: hash.begin().ascii(bytes, uscc, usccEnd).value,
      twin: hash
        .begin()
        .ascii(bytes, uscc, usccEnd)
        .text(cells.text(at.disbursed_on) ?? '')
        .text(cells.text(at.currency) ?? '')
        .ascii(digits.bytes, digits.start, digits.bytes.length).value,
      principal,
      room,
      iou: () => cells.text(at.iou_no) ?? '',
      uscc: () => cells.text(at.uscc) ?? '',
    };
  }

  /** NaN where the cell is no plain amount: no bound then holds. */
  #sum(position: number): number {
    const { bytes, starts, ends } = this.#cells;
    return plainFen(bytes, starts[position] ?? 0, ends[position] ?? 0);
  }
}
