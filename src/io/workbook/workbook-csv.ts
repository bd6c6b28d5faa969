import type { FileLimits } from '../../domain/reference.js';
import { SharedStrings } from './shared-strings.js';
import { columnName, type Place, SheetReader, type Table } from './sheet-reader.js';
import { readStructure } from './structure.js';
import { WorkbookError } from './workbook-error.js';
import { XmlReader } from './xml.js';
import { Zip } from './zip.js';

/** Characters collected before they are passed on. */
const PIECE = 256 * 1024;

/** Looks at what can be said of a workbook without reading its table. @throws WorkbookError */
export async function checkWorkbook(path: string, limits: FileLimits): Promise<void> {
  const zip = await Zip.open(path, limits);
  try {
    await readStructure(zip);
  } finally {
    zip.close();
  }
}

/**
 * A workbook's table as the bytes of a CSV file that has the same rows at the same row numbers: from there on it is taken
 * the way a CSV file is. Rows without a value are empty lines; every other is as wide as the header, or wider where a
 * value stands to the right of it.
 * @throws WorkbookError, for what lies behind merged cells only at the end
 */
export async function* workbookCsv(path: string, limits: FileLimits): AsyncGenerator<Buffer> {
  const zip = await Zip.open(path, limits);
  try {
    const structure = await readStructure(zip);
    const { sharedStrings } = structure;
    const strings =
      sharedStrings === undefined ? undefined : await SharedStrings.read(zip.read(sharedStrings));
    const table = new CsvTable(limits);
    const xml = new XmlReader(new SheetReader(table, structure, strings));
    for await (const bytes of zip.read(structure.sheet)) {
      xml.push(bytes);
      if (table.length >= PIECE) yield Buffer.from(table.take());
    }
    xml.end();
    table.end();
    yield Buffer.from(table.take());
  } finally {
    zip.close();
  }
}

class CsvTable implements Table {
  readonly #longest: number;
  readonly #merges: [Place, Place][] = [];
  #text = '';
  /** Rows written so far. */
  #rows = 0;
  /** First row with a value, and how many columns it has; 0 as long as there is none. */
  #header = 0;
  #width = 0;

  constructor({ cellCharacters }: FileLimits) {
    // A cell over the limit is told by its place further on; here only what no table has is kept from growing.
    this.#longest = cellCharacters * 64;
  }

  get length(): number {
    return this.#text.length;
  }

  take(): string {
    const text = this.#text;
    this.#text = '';
    return text;
  }

  row(row: number, cells: readonly string[]): void {
    let width = cells.length;
    while (width > 0 && (cells[width - 1] ?? '').trim() === '') width -= 1;
    if (width === 0) return;
    if (this.#header === 0) {
      this.#header = row;
      this.#width = width;
    }
    const line = lineOf(cells, width, this.#width);
    if (line.length > this.#longest) throw new WorkbookError(`第${row}行过长。请缩短后重新报送。`);
    // A row that the sheet does not have counts all the same.
    this.#text += `${'\n'.repeat(row - 1 - this.#rows)}${line}\n`;
    this.#rows = row;
  }

  merged(from: Place, to: Place): void {
    this.#merges.push([from, to]);
  }

  /** Merged cells stand behind the rows in the file; the table is what lies under and beside the header's cells. */
  end(): void {
    const inTable = this.#merges.find(
      ([from, to]) => to.row >= this.#header && from.row <= this.#rows && from.column < this.#width,
    );
    if (inTable === undefined || this.#header === 0) return;
    const [{ row, column }] = inTable;
    throw new WorkbookError(
      `表中有合并单元格(${columnName(column)}${row})。请取消合并、逐格填写后重新报送。`,
    );
  }
}

function lineOf(cells: readonly string[], width: number, atLeast: number): string {
  let line = '';
  for (let i = 0; i < Math.max(width, atLeast); i++) {
    const cell = cells[i] ?? '';
    line += `${i === 0 ? '' : ','}${QUOTED.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell}`;
  }
  return line;
}

const QUOTED = /[",\r\n]/;
