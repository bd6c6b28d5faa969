import { ask, integer, orNull, type RowOf, text, texts } from '../../db/column.js';
import { copyCell } from '../../db/copy-text.js';
import type { CopyValue, Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';
import type { Kind } from '../../domain/kinds.js';
import type { FileCounts, FileRecord } from './files.js';

/** A row as it was read and judged; `cells` are the sender's own. */
export interface JudgedRow {
  readonly rowNo: number;
  readonly cells: readonly string[];
  readonly iouNo: string;
  readonly scheme: string | undefined;
  readonly outcome: '受理' | '退回' | '待核';
  readonly businessNo: string;
  readonly codes: readonly string[];
  readonly messages: readonly string[];
  readonly articles: readonly string[];
}

/** Where a file's receipt is written while its rows are recorded. */
export interface RowReceipt {
  begin(file: Pick<FileRecord, 'id' | 'receivedOn' | 'sender' | 'stem'>): void;
  /**
   * Rows that were recorded, the next of the file.
   * @param accepted those without a word, as lines of COPY (`acceptedLine`), in the file's order
   * @param judged the others, in the file's order
   */
  rows(accepted: readonly Uint8Array[], judged: readonly JudgedRow[]): Promise<void>;
}

/** Writes the rows of one file in bulk, chunk by chunk, and counts them. */
export class FileRows {
  readonly #sql: Sql;
  readonly #file: {
    readonly id: bigint;
    readonly kind: Kind;
    readonly sender: string;
    readonly receivedOn: IsoDate;
  };
  readonly #receipt: RowReceipt | undefined;
  #counts = { rows: 0, accepted: 0, rejected: 0, referred: 0 };
  /** Lines of rows accepted in the chunk at hand. */
  #accepted: readonly Uint8Array[] = [];

  constructor(
    sql: Sql,
    file: { id: bigint; kind: Kind; sender: string; receivedOn: IsoDate },
    receipt?: RowReceipt,
  ) {
    this.#sql = sql;
    this.#file = file;
    this.#receipt = receipt;
  }

  get counts(): FileCounts {
    return this.#counts;
  }

  /** The rows of a chunk that were not accepted by `addAccepted` before. */
  async add(rows: readonly JudgedRow[]): Promise<void> {
    const { id, kind, sender, receivedOn } = this.#file;
    const rejected: CopyValue[][] = [];
    const copied = rows.map((row): CopyValue[] => {
      this.#count(row);
      if (row.outcome === '退回' && row.iouNo !== '' && (kind === 'filing' || kind === 'claim')) {
        rejected.push([kind, sender, row.scheme ?? null, row.iouNo, receivedOn, id, row.rowNo]);
      }
      const cells = row.outcome === '退回' ? row.cells : null;
      return [
        id,
        row.rowNo,
        row.outcome,
        row.businessNo,
        row.iouNo,
        row.codes,
        row.messages,
        row.articles,
        cells,
      ];
    });
    await this.#sql.copyIn('file_rows', ROW_COLUMNS, copied);
    if (rejected.length > 0) await this.#sql.copyIn('rejected_rows', REJECTED_COLUMNS, rejected);
    await this.#receipt?.rows(this.#accepted, rows);
    this.#accepted = [];
  }

  /** A chunk's rows accepted without a word, in COPY's text format (`fileRowLine`). */
  async addAccepted(count: number, lines: readonly Uint8Array[]): Promise<void> {
    this.#counts.rows += count;
    this.#counts.accepted += count;
    this.#accepted = lines;
    await this.#sql.copyIn('file_rows', ROW_COLUMNS, { lines });
  }

  #count(row: JudgedRow): void {
    this.#counts.rows += 1;
    if (row.outcome === '受理') this.#counts.accepted += 1;
    else if (row.outcome === '退回') this.#counts.rejected += 1;
    else this.#counts.referred += 1;
  }
}

const ROW_COLUMNS = [
  'file_id',
  'row_no',
  'result',
  'business_no',
  'iou_no',
  'codes',
  'messages',
  'articles',
  'cells',
];
const REJECTED_COLUMNS = ['kind', 'bank', 'scheme', 'iou_no', 'received_on', 'file_id', 'row_no'];

/**
 * Around what each row has its own, the line of COPY of a row that was accepted without a finding: <head> row number <word>
 * business number, tab, IOU number <tail>, line feed.
 */
export function acceptedLine(fileId: bigint): {
  readonly head: string;
  readonly word: string;
  readonly tail: string;
} {
  return { head: `${fileId}\t`, word: '\t受理\t', tail: `\t${[[], [], [], null].map(copyCell).join('\t')}` };
}

/** A row that was accepted without a finding, in COPY's text format. */
export function fileRowLine(fileId: bigint, { rowNo, businessNo }: AcceptedRow, iouNo: string): string {
  const { head, word, tail } = acceptedLine(fileId);
  return `${head}${rowNo}${word}${copyCell(businessNo)}\t${copyCell(iouNo)}${tail}\n`;
}

type AcceptedRow = Pick<JudgedRow, 'rowNo' | 'businessNo'>;

export const STORED_ROW = {
  rowNo: integer,
  outcome: text,
  businessNo: text,
  iouNo: text,
  codes: texts,
  messages: texts,
  articles: texts,
  /** Kept for a 退回 row only. */
  cells: orNull(texts),
};
export type StoredRow = Readonly<RowOf<typeof STORED_ROW>>;

/** Row numbers that one page spans. */
const PAGE = 5_000;

/**
 * Rows of a file in pages, in the file's order; only the 退回 ones if asked so. Pages are spans of row numbers: where
 * one was "the next 5,000 rows", a table without statistics was sorted to its end for each of them.
 */
export async function* rowsOf(sql: Sql, fileId: bigint, only: '退回' | 'all'): AsyncGenerator<StoredRow[]> {
  const [bounds] = await ask(
    sql,
    { first: orNull(integer), last: orNull(integer) },
    'SELECT min(row_no) AS first, max(row_no) AS last FROM file_rows WHERE file_id = $1',
    [fileId],
  );
  const last = bounds?.last ?? 0;
  for (let from = bounds?.first ?? 1; from <= last; from += PAGE) {
    const page = await ask(
      sql,
      STORED_ROW,
      `SELECT row_no, result AS outcome, business_no, iou_no, codes, messages,
              articles, cells
       FROM file_rows WHERE file_id = $1 AND row_no >= $2 AND row_no < $3 ${only === 'all' ? '' : `AND result = '退回'`}
       ORDER BY row_no`,
      [fileId, from, from + PAGE],
    );
    if (page.length > 0) yield page;
  }
}

/** How many rows of a file have each code. */
export async function codeCounts(sql: Sql, fileId: bigint): Promise<{ code: string; rows: number }[]> {
  return ask(
    sql,
    { code: text, rows: integer },
    `SELECT code, count(*)::int4 AS rows
     FROM file_rows, unnest(codes) AS code
     WHERE file_id = $1 GROUP BY code ORDER BY code`,
    [fileId],
  );
}
