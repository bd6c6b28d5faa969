import { type Finding, sentence } from '../domain/findings.js';
import { quotable } from '../domain/quotable.js';
import { isUscc, usccCheckCharacter } from '../domain/uscc.js';
import { parseCell, wrongCellWords } from './cells.js';
import type { CellType, Column } from './column.js';
import type { Header } from './header.js';
import { normaliseCell } from './normalise.js';
import { spreadsheetWords, totalsWords } from './spreadsheet-words.js';

/** A row whose form was checked: its valid values by key, and the FMT findings in the catalogue's order. */
export interface FormRow {
  /** Canonical texts of the valid, non-empty cells, also where other cells are wrong. */
  readonly values: Readonly<Record<string, string>>;
  readonly findings: readonly Finding[];
}

interface WrongCell {
  readonly column: Column;
  readonly text: string;
  /** Whether it is a number of more digits than a spreadsheet keeps. */
  readonly inexact: boolean;
}

/** Columns whose values are no numbers: one that a spreadsheet took for a number has lost its last digits. */
const CODES: ReadonlySet<CellType> = new Set(['text', 'iou_no', 'recovery_no', 'uscc']);

/** Texts of one column that are remembered; a column with more of them (numbers, names) is read cell by cell. */
const MOST_TEXTS = 2_000;

/** What a cell is read as: its canonical text, empty, or no value of its column's type. */
type CellReading = string | typeof EMPTY | typeof WRONG;
export const EMPTY = Symbol('empty');
export const WRONG = Symbol('wrong');

/** Readings of one column's cells; `known` is undefined where too many of its texts come only once. */
interface ColumnMemo {
  known: Map<string, CellReading> | undefined;
  hits: number;
}

/** Readings of one file's cells by column and text: a text that comes again in a column is not read again. */
export class CellMemo {
  readonly #columns: ColumnMemo[] = [];

  /** @param position of the column in the file */
  read(position: number, column: Column, cell: string): CellReading {
    const memo = this.#columns[position] ?? this.#begin(position);
    const { known } = memo;
    if (known === undefined) return readCell(column, cell);
    const before = known.get(cell);
    if (before !== undefined) {
      memo.hits += 1;
      return before;
    }
    const reading = readCell(column, cell);
    if (known.size < MOST_TEXTS) known.set(cell, reading);
    else if (memo.hits < MOST_TEXTS) memo.known = undefined;
    return reading;
  }

  #begin(position: number): ColumnMemo {
    const memo = { known: new Map<string, CellReading>(), hits: 0 };
    this.#columns[position] = memo;
    return memo;
  }
}

/** What a cell as it came is read as. */
export function readCell(column: Column, cell: string): CellReading {
  const text = normaliseCell(cell);
  return text === '' ? EMPTY : (parseCell(column, text) ?? WRONG);
}

/**
 * Row form (行格式), the same for all kinds. Source: rules.md §2.
 * @param inexact cells of a workbook that hold a number of more digits than it keeps, by position
 */
export function checkForm(
  header: Header,
  { cells, inexact = [] }: { readonly cells: readonly string[]; readonly inexact?: readonly number[] },
  memo = new CellMemo(),
): FormRow {
  if (cells.length !== header.width)
    return { values: {}, findings: told(cells, [wrongWidth(header, cells)]) };
  const values: Record<string, string> = {};
  const empty: Column[] = [];
  const wrong: WrongCell[] = [];
  for (let i = 0; i < header.width; i++) {
    const column = header.columns[i];
    if (column === undefined) continue;
    const cell = cells[i] ?? '';
    const lost = inexact.includes(i) && CODES.has(column.type);
    const reading = lost ? WRONG : memo.read(i, column, cell);
    if (reading === EMPTY) empty.push(column);
    else if (reading === WRONG) wrong.push({ column, text: normaliseCell(cell), inexact: lost });
    else values[column.key] = reading;
  }
  // Conditions look at other cells, so they are judged when the whole row is read.
  const missing = [...empty, ...header.absent].filter((column) => isNeeded(column, values));
  const findings = [...required(missing), ...wrongValues(wrong), ...wrongUscc(wrong)];
  return { values, findings: told(cells, findings) };
}

/** A row that adds up the others is told as one, in the words of its first finding. */
function told(cells: readonly string[], findings: readonly Finding[]): readonly Finding[] {
  const [first, ...rest] = findings;
  if (first === undefined) return findings;
  const totals = totalsWords(cells);
  return totals === '' ? findings : [{ ...first, message: sentence(`${totals}${first.message}`) }, ...rest];
}

/** The columns whose cells are why a row has FMT findings, in the header's order. */
export function faultyColumns(header: Header, cells: readonly string[]): Column[] {
  const { values } = checkForm(header, { cells });
  return header.columns.filter((column, i): column is Column => {
    if (column === undefined) return false;
    const reading = readCell(column, cells[i] ?? '');
    return reading === EMPTY ? isNeeded(column, values) : reading === WRONG;
  });
}

/** Whether a cell that other cells make a required one (qualified, say) holds nothing. */
export const needsMore = (header: Header, values: Readonly<Record<string, string | undefined>>): boolean =>
  [...header.columns, ...header.absent].some(
    (column) =>
      column !== undefined &&
      typeof column.need !== 'string' &&
      values[column.key] === undefined &&
      column.need.when(values),
  );

function isNeeded(column: Column, values: Readonly<Record<string, string>>): boolean {
  return column.need === 'R' || (column.need !== 'O' && column.need.when(values));
}

function finding(code: string, message: string): Finding {
  return { code, severity: 'reject', message: sentence(message), article: '' };
}

function wrongWidth(header: Header, cells: readonly string[]): Finding {
  const compared = cells.length < header.width ? '少于' : '多于';
  return finding(
    'FMT-COLUMNS',
    `本行有${cells.length}个单元格,${compared}表头的${header.width}列。请检查逗号和引号,补齐或删去后重报。`,
  );
}

function required(missing: readonly Column[]): Finding[] {
  if (missing.length === 0) return [];
  const names = missing.map((column) =>
    typeof column.need === 'string' ? column.header : `${column.header}(${column.need.words})`,
  );
  return [finding('FMT-REQUIRED', `必填项没有值:${names.join('、')}。请补填后重报。`)];
}

const INEXACT_WORDS = '在电子表格中是数字,只保留了前15位,应设为文本格式后重新填写';

function wrongValues(wrong: readonly WrongCell[]): Finding[] {
  const said = wrong
    .filter(({ column, inexact }) => inexact || column.type !== 'uscc')
    .map(({ column, text, inexact }) => {
      const words = inexact
        ? INEXACT_WORDS
        : `${wrongCellWords(column)}${spreadsheetWords(column.type, text)}`;
      return `${column.header}"${quotable(text)}"${words}`;
    });
  return said.length === 0 ? [] : [finding('FMT-VALUE', `${said.join('。')}。`)];
}

function wrongUscc(wrong: readonly WrongCell[]): Finding[] {
  return wrong
    .filter(({ column, inexact }) => !inexact && column.type === 'uscc')
    .map(({ column, text }) =>
      finding('FMT-USCC', `${column.header}"${quotable(text)}"${wrongCodeWords(text)}`),
    );
}

function wrongCodeWords(text: string): string {
  const made = spreadsheetWords('uscc', text);
  return made === '' ? usccWords(text) : `不是18位统一社会信用代码${made}。`;
}

function usccWords(text: string): string {
  const length = Array.from(text).length;
  if (length !== 18) return `有${length}位,应为18位。请按营业执照核对。`;
  const body = text.slice(0, 17);
  const check = usccCheckCharacter(body);
  if (isUscc(body + check)) return `的第18位校验码应为${check},代码有误。请按营业执照核对。`;
  return '不符合GB 32100-2015,应为18位数字或大写字母(不含I、O、S、V、Z)。请按营业执照核对。';
}
