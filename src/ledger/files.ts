import type { IsoDate } from '../domain/dates.js';
import type { Kind } from '../domain/kinds.js';
import type { CopyValue, Sql } from './db.js';

/** A row as it was read and judged; `cells` are the sender's own. */
export interface JudgedRow {
  readonly rowNo: number;
  readonly cells: readonly string[];
  readonly iouNo: string;
  readonly scheme: string | undefined;
  readonly outcome: '受理' | '退回' | '待核';
  readonly businessNo: string;
  readonly codes: string;
  readonly messages: string;
  readonly articles: string;
}

export interface FileCounts {
  readonly rows: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly referred: number;
}

/** What is known of a taken file besides its rows. `sender` and `name` are as they were found, `stem` names outputs. */
export interface FileRecord extends FileCounts {
  readonly id: bigint;
  readonly receivedOn: IsoDate;
  readonly sender: string;
  readonly name: string;
  readonly stem: string;
  readonly kind: Kind | undefined;
  readonly sha256: string;
  readonly bytes: number;
  readonly encoding: string | undefined;
  readonly status: 'processed' | 'refused';
  readonly code: string | undefined;
  readonly message: string | undefined;
  readonly header: readonly string[] | undefined;
  readonly configHash: string;
}

/** Writes the rows of one file in bulk, and counts them. */
export class FileRows {
  readonly #sql: Sql;
  readonly #file: {
    readonly id: bigint;
    readonly kind: Kind;
    readonly sender: string;
    readonly receivedOn: IsoDate;
  };
  #counts = { rows: 0, accepted: 0, rejected: 0, referred: 0 };

  constructor(sql: Sql, file: { id: bigint; kind: Kind; sender: string; receivedOn: IsoDate }) {
    this.#sql = sql;
    this.#file = file;
  }

  get counts(): FileCounts {
    return this.#counts;
  }

  async add(rows: readonly JudgedRow[]): Promise<void> {
    const { id, kind, sender, receivedOn } = this.#file;
    const returned: CopyValue[][] = [];
    const copied = rows.map((row): CopyValue[] => {
      this.#count(row);
      if (row.outcome === '退回' && row.iouNo !== '' && (kind === 'filing' || kind === 'claim')) {
        returned.push([kind, sender, row.scheme ?? null, row.iouNo, receivedOn, id, row.rowNo]);
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
    if (returned.length > 0) await this.#sql.copyIn('returned_rows', RETURNED_COLUMNS, returned);
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
const RETURNED_COLUMNS = ['kind', 'bank', 'scheme', 'iou_no', 'received_on', 'file_id', 'row_no'];

/** Any number will do as long as every version of the program uses the same. */
const BOOKS_LOCK = 7_214_310_026n;

/** One transaction at a time writes to the books, so what it reads stays true until it commits. */
export async function lockBooks(sql: Sql): Promise<void> {
  await sql.query('SELECT pg_advisory_xact_lock($1::bigint)', [BOOKS_LOCK]);
}

const FILE_COLUMNS = `id, received_on AS "receivedOn", sender, name, stem, kind, sha256, bytes, encoding, status, code,
  message, header, row_count AS rows, accepted, rejected, referred, config_hash AS "configHash"`;

type StoredFile = { [K in keyof FileRecord]: FileRecord[K] | null };

function fileOf(row: StoredFile): FileRecord {
  const entries = Object.entries(row).map(([key, value]) => [key, value === null ? undefined : value]);
  const record = Object.fromEntries(entries) as FileRecord;
  return { ...record, bytes: Number(record.bytes) };
}

/** Earlier files of this sender with these bytes, oldest first. */
export async function sameBytes(sql: Sql, sender: string, sha256: string): Promise<FileRecord[]> {
  const rows = await sql.query<StoredFile>(
    `SELECT ${FILE_COLUMNS} FROM files WHERE sha256 = $2 AND sender = $1 ORDER BY id`,
    [sender, sha256],
  );
  return rows.map(fileOf);
}

/** Number of the next file, and the stems that this sender's outputs of that day have already. */
export interface NextFile {
  readonly id: bigint;
  readonly stems: ReadonlySet<string>;
}

/** Only under the books' lock. */
export async function nextFile(sql: Sql, receivedOn: IsoDate, sender: string): Promise<NextFile> {
  const [row] = await sql.query<{ next: bigint; stems: string[] }>(
    `SELECT (SELECT coalesce(max(id), 0) + 1 FROM files) AS next,
            ARRAY(SELECT stem FROM files WHERE received_on = $1 AND sender = $2) AS stems`,
    [receivedOn, sender],
  );
  return { id: row?.next ?? 1n, stems: new Set(row?.stems) };
}

export async function insertFile(sql: Sql, file: FileRecord): Promise<void> {
  await sql.copyIn(
    'files',
    [
      'id',
      'received_on',
      'sender',
      'name',
      'stem',
      'kind',
      'sha256',
      'bytes',
      'encoding',
      'status',
      'code',
      'message',
      'header',
      'row_count',
      'accepted',
      'rejected',
      'referred',
      'config_hash',
    ],
    [
      [
        file.id,
        file.receivedOn,
        file.sender,
        file.name,
        file.stem,
        file.kind ?? null,
        file.sha256,
        file.bytes,
        file.encoding ?? null,
        file.status,
        file.code ?? null,
        file.message ?? null,
        file.header ?? null,
        file.rows,
        file.accepted,
        file.rejected,
        file.referred,
        file.configHash,
      ],
    ],
  );
}

export interface StoredRow {
  readonly rowNo: number;
  readonly outcome: string;
  readonly businessNo: string;
  readonly iouNo: string;
  readonly codes: string;
  readonly messages: string;
  readonly articles: string;
  readonly cells: readonly string[] | null;
}

const PAGE = 5_000;

/** Rows of a file in pages, in the file's order; only the 退回 ones if asked so. */
export async function* rowsOf(sql: Sql, fileId: bigint, only: '退回' | 'all'): AsyncGenerator<StoredRow[]> {
  for (let after = 0; ; ) {
    const page = await sql.query<StoredRow>(
      `SELECT row_no AS "rowNo", result AS outcome, business_no AS "businessNo", iou_no AS "iouNo", codes, messages,
              articles, cells
       FROM file_rows WHERE file_id = $1 AND row_no > $2 ${only === 'all' ? '' : `AND result = '退回'`}
       ORDER BY row_no LIMIT ${PAGE}`,
      [fileId, after],
    );
    if (page.length > 0) yield page;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = last.rowNo;
  }
}
