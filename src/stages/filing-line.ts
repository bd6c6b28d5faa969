import { copyCell } from '../db/copy-text.js';
import type { RowCells } from '../io/row-cells.js';
import { FILINGS, type Filing } from '../ledger/records/records.js';
import { fxOf } from '../rules/filing/checks.js';
import { type FilingContext, isQualified } from '../rules/filing/filing.js';
import { keptFacts } from '../rules/filing/judge.js';
import type { AnswerTree } from './answer-tree.js';
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

/** A piece of the line: fixed bytes, an answer, digits, or else a cell by its position. */
interface Part {
  readonly fixed: Uint8Array | undefined;
  readonly answers: AnswerTree<Uint8Array> | undefined;
  readonly own: keyof RowDigits | undefined;
  readonly cell: number;
}

/**
 * The line of COPY for the record of a clean row of one scheme and day, the same that `filingRecord` comes to. What follows
 * from few cells is made once for each of their texts; what every row has its own is copied.
 */
export class FilingLine {
  readonly #cells: RowCells;
  /** `F-ICBC-XW-`, before the IOU number. */
  readonly numberPrefix: Uint8Array;
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
    const partsOf = (name: keyof Filing): Part[] => {
      const own = OWN[name];
      if (own === 'businessNo')
        return [part({ fixed: this.numberPrefix }), part({ cell: keys.indexOf('iou_no') })];
      if (typeof own === 'string') return [part({ own })];
      if (own !== undefined) return [part({ cell: keys.indexOf(own.cell) })];
      const make = (): Uint8Array => Buffer.from(copyCell(FILINGS.cell(FILING_RECORD[name](of))));
      return [part({ answers: asking(make) })];
    };
    this.#parts = FILINGS.properties.flatMap((name, i) => [
      ...(i === 0 ? [] : [part({ fixed: TAB })]),
      ...partsOf(name),
    ]);
  }

  write(out: LineBuffer, digits: RowDigits): void {
    const { bytes, starts, ends } = this.#cells;
    // Cells are below the limit of a line, and each part is a cell, digits, or a word of ours.
    out.room(8 * ((ends.at(-1) ?? 0) - (starts[0] ?? 0)) + 4096);
    for (let i = 0; i < this.#parts.length; i++) {
      const part = this.#parts[i];
      if (part === undefined) continue;
      const { fixed, cell, answers, own } = part;
      if (fixed !== undefined) out.piece(fixed);
      else if (answers !== undefined) out.piece(answers.answer());
      else if (own !== undefined) out.digits(digits[own]);
      else out.copy(bytes, starts[cell] ?? 0, ends[cell] ?? 0);
    }
    out.endLine();
    if (!this.#isMerged) this.#parts = merged(this.#parts);
    this.#isMerged = true;
  }
}

const part = (of: Partial<Part>): Part => ({
  fixed: undefined,
  cell: -1,
  answers: undefined,
  own: undefined,
  ...of,
});
const TAB: Uint8Array = Buffer.from('\t');

/** Neighbours that are the same in every row become one piece. */
function merged(parts: readonly Part[]): Part[] {
  const fewer: Part[] = [];
  for (const one of parts) {
    const fixed = one.fixed ?? one.answers?.only;
    const before = fewer.at(-1)?.fixed;
    if (fixed === undefined) fewer.push(one);
    else if (before === undefined) fewer.push(part({ fixed }));
    else fewer[fewer.length - 1] = part({ fixed: Buffer.concat([before, fixed]) });
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
