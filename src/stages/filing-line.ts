import { copyCell } from '../db/copy-text.js';
import type { RowCells } from '../io/row-cells.js';
import { FILINGS, type Filing } from '../ledger/records/records.js';
import { fxOf } from '../rules/filing/checks.js';
import { type FilingContext, isQualified } from '../rules/filing/filing.js';
import { keptFacts } from '../rules/filing/judge.js';
import { AnswerTree } from './answer-tree.js';
import { FILING_RECORD, type FilingFile, type Registered } from './filing-record.js';
import type { Digits, LineBuffer } from './line-buffer.js';
import type { RowView } from './row-view.js';
import type { Asking } from './screened-day.js';

/** What is written in digits: numbers of the record and the row, sums in fen. */
export interface RowDigits {
  readonly id: Digits;
  readonly rowNo: Digits;
  readonly principal: Digits;
  readonly credit: Digits;
}

/** Columns of which every row has its own: digits, the business number, or a cell as it came (by its column's key). */
const OWN: { readonly [K in keyof Filing]?: keyof RowDigits | 'businessNo' | { readonly cell: string } } = {
  id: 'id',
  rowNo: 'rowNo',
  businessNo: 'businessNo',
  iouNo: { cell: 'iou_no' },
  filedName: { cell: 'enterprise_name' },
  enterpriseName: { cell: 'enterprise_name' },
  filedUscc: { cell: 'uscc' },
  uscc: { cell: 'uscc' },
  filedPrincipal: 'principal',
  principal: 'principal',
  principalFen: 'principal',
  creditBalance: 'credit',
};

/** A piece of the line: fixed bytes, a cell by its position, an answer, or digits. */
type Part = Uint8Array | number | AnswerTree<Uint8Array> | keyof RowDigits;

/**
 * The line of COPY for the record of a clean row of one scheme and day, the same that `filingRecord` comes to. What follows
 * from few cells is made once for each of their texts; what every row has its own is copied.
 */
export class FilingLine {
  readonly #cells: RowCells;
  /** `F-ICBC-XW-`, before the IOU number. */
  readonly numberPrefix: Uint8Array;
  readonly #iou: number;
  #parts: Part[];
  #isMerged = false;

  constructor(
    of: Registered,
    cells: RowCells,
    keys: readonly (string | undefined)[],
    numberPrefix: string,
    asking: Asking,
  ) {
    this.#cells = cells;
    this.numberPrefix = Buffer.from(copyCell(numberPrefix));
    this.#iou = keys.indexOf('iou_no');
    const partsOf = (name: keyof Filing): Part[] => {
      const own = OWN[name];
      if (own === 'businessNo') return [this.numberPrefix, this.#iou];
      if (own === undefined)
        return [asking(() => Buffer.from(copyCell(FILINGS.cell(FILING_RECORD[name](of)))))];
      return [typeof own === 'object' ? keys.indexOf(own.cell) : own];
    };
    this.#parts = FILINGS.properties.flatMap((name, i) => [...(i === 0 ? [] : [TAB]), ...partsOf(name)]);
  }

  write(out: LineBuffer, digits: RowDigits): void {
    const { bytes, starts, ends } = this.#cells;
    // Cells are below the limit of a line, and each part is a cell, digits, or a word of ours.
    out.room(8 * ((ends.at(-1) ?? 0) - (starts[0] ?? 0)) + 4096);
    for (const part of this.#parts) {
      if (typeof part === 'number') out.copy(bytes, starts[part] ?? 0, ends[part] ?? 0);
      else if (typeof part === 'string') out.digits(digits[part]);
      else out.piece(part instanceof AnswerTree ? part.answer() : part);
    }
    out.endLine();
    if (!this.#isMerged) this.#parts = merged(this.#parts);
    this.#isMerged = true;
  }
}

const TAB: Uint8Array = Buffer.from('\t');

/** Neighbours that are the same in every row become one piece. */
function merged(parts: readonly Part[]): Part[] {
  const fewer: Part[] = [];
  for (const part of parts) {
    const same = part instanceof AnswerTree ? (part.only ?? part) : part;
    const before = fewer.at(-1);
    if (same instanceof Uint8Array && before instanceof Uint8Array)
      fewer[fewer.length - 1] = Buffer.concat([before, same]);
    else fewer.push(same);
  }
  return fewer;
}

/** A clean row as its record is made from: what is not made for every row is not there. */
export function cleanRegistered(file: FilingFile, { row }: RowView, ctx: FilingContext): Registered {
  const own = (): never => {
    throw new Error('every row has its own');
  };
  return {
    file,
    row,
    opinion: {
      get fx() {
        return fxOf(row, ctx);
      },
      get principalFen() {
        return own();
      },
      get qualified() {
        return isQualified(row, ctx.terms);
      },
      get facts() {
        return keptFacts(row, ctx);
      },
    },
    result: {
      outcome: '受理',
      findings: [],
      get rowNo() {
        return own();
      },
      get businessNo() {
        return own();
      },
    },
  };
}
