import { EXACT_BELOW, numberText } from './number-text.js';
import { RichText, type SharedStrings, unescaped } from './shared-strings.js';
import type { Structure } from './structure.js';
import { broken, WorkbookError } from './workbook-error.js';
import type { Attributes, XmlEvents } from './xml.js';

/**
 * Stands before a number of more digits than a spreadsheet keeps, as long as a row is on its way through the program. A
 * noncharacter: Unicode leaves it to programs, no text has it.
 */
export const INEXACT_MARK = 0xfdd0;

/** What a worksheet's table is given to, row by row in the sheet's order. */
export interface Table {
  /** `row` counts from 1; the cells as text, those that the sheet does not have are empty. */
  row(row: number, cells: readonly string[]): void;
  /** Cells shown as one, from and to inclusive, columns from 0. */
  merged(from: Place, to: Place): void;
}

export interface Place {
  readonly row: number;
  readonly column: number;
}

const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;
/** Days whose text is remembered. */
const MOST_DAYS = 20_000;

/** The cells of a worksheet as text, by the fixed rules of files.md §1a. @throws WorkbookError */
export class SheetReader implements XmlEvents {
  readonly #table: Table;
  readonly #structure: Structure;
  readonly #strings: SharedStrings | undefined;
  readonly #days = new Map<number, string>();
  #row = 0;
  #cells: string[] = [];
  /** The cell in hand. */
  #column = -1;
  #type = 'n';
  #style = 0;
  #value = '';
  #hasValue = false;
  #hasFormula = false;
  #inValue = false;
  #inline: RichText | undefined;

  constructor(table: Table, structure: Structure, strings: SharedStrings | undefined) {
    this.#table = table;
    this.#structure = structure;
    this.#strings = strings;
  }

  open(name: string, attributes: () => Attributes): void {
    if (name === 'c') this.#openCell(attributes());
    else if (name === 'v') this.#hasValue = this.#inValue = true;
    else if (name === 'row') this.#openRow(attributes().r);
    else if (name === 'f') this.#hasFormula = true;
    else if (name === 'is') this.#inline = new RichText();
    else if (name === 'mergeCell') this.#merged(attributes().ref ?? '');
    else this.#inline?.open(name);
  }

  close(name: string): void {
    if (name === 'v') this.#inValue = false;
    else if (name === 'c') this.#closeCell();
    else if (name === 'row') this.#table.row(this.#row, this.#cells);
    else this.#inline?.close(name);
  }

  text(text: string): void {
    if (this.#inValue) this.#value += text;
    else this.#inline?.text(text);
  }

  #openRow(number: string | undefined): void {
    const row = number === undefined ? this.#row + 1 : Number(number);
    if (!(row > this.#row && row <= MOST_ROWS)) throw broken(`行号${number ?? row}不对`);
    this.#row = row;
    this.#cells = [];
    this.#column = -1;
  }

  #openCell({ r: place, t = 'n', s = '0' }: Attributes): void {
    const column = place === undefined ? this.#column + 1 : columnOf(place);
    if (!(column > this.#column && column < MOST_COLUMNS)) throw broken(`单元格${place ?? ''}的位置不对`);
    this.#column = column;
    this.#type = t;
    this.#style = Number(s);
    this.#value = '';
    this.#hasValue = this.#hasFormula = false;
    this.#inline = undefined;
  }

  #closeCell(): void {
    if (this.#hasFormula && !this.#hasValue)
      throw new WorkbookError(
        `第${this.#row}行${columnName(this.#column)}列的公式没有计算结果。请在Excel或WPS中打开、重新计算并保存后报送。`,
      );
    const text = this.#inline === undefined ? this.#text() : this.#inline.take();
    this.#inline = undefined;
    if (text === '') return;
    while (this.#cells.length < this.#column) this.#cells.push('');
    this.#cells.push(text);
  }

  #text(): string {
    const value = this.#value;
    if (!this.#hasValue || value === '') return '';
    switch (this.#type) {
      case 's':
        return this.#shared(Number(value));
      case 'str':
        return unescaped(value);
      case 'b':
        return value === '1' || value === 'true' ? 'TRUE' : 'FALSE';
      case 'e':
        return value;
      case 'd':
        return value.replace(/T00:00(:00(\.0+)?)?Z?$/, '').replace(/\.\d+Z?$|Z$/, '');
      case 'n':
        return this.#number(value);
      default:
        throw broken(`单元格类型${this.#type}不认识`);
    }
  }

  #shared(index: number): string {
    const text = this.#strings?.get(index);
    if (text === undefined) throw broken('共享字符串缺失');
    return text;
  }

  #number(value: string): string {
    const number = Number(value);
    if (!Number.isFinite(number) || value.trim() === '') throw broken(`数字${value.slice(0, 40)}不对`);
    const kind = this.#structure.kinds[this.#style] ?? 'plain';
    const text = kind === 'date' ? this.#day(number) : numberText(number, kind, false);
    return Math.abs(number) >= EXACT_BELOW ? String.fromCharCode(INEXACT_MARK) + text : text;
  }

  /** A column of dates has few of them, each many times. */
  #day(number: number): string {
    const before = this.#days.get(number);
    if (before !== undefined) return before;
    const text = numberText(number, 'date', this.#structure.from1904);
    if (this.#days.size < MOST_DAYS) this.#days.set(number, text);
    return text;
  }

  #merged(range: string): void {
    const [from = '', to = from] = range.split(':');
    this.#table.merged(placeOf(from), placeOf(to));
  }
}

const CODE_A = 65;

/** `AB12` → 27. */
function columnOf(place: string): number {
  let column = 0;
  for (let i = 0; i < place.length; i++) {
    const letter = place.charCodeAt(i) - CODE_A;
    if (letter < 0 || letter > 25) break;
    column = column * 26 + letter + 1;
  }
  return column - 1;
}

function placeOf(place: string): Place {
  return { row: Number(/\d+$/.exec(place)?.[0]), column: columnOf(place) };
}

/** 27 → `AB`. */
export function columnName(column: number): string {
  const name = String.fromCharCode(CODE_A + (column % 26));
  return column < 26 ? name : columnName(Math.floor(column / 26) - 1) + name;
}
