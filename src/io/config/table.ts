import { parse } from 'csv-parse/sync';
import { parseCell } from '../cells.js';
import type { CellType } from '../column.js';
import { normaliseCell } from '../normalise.js';
import { ConfigError } from './config-error.js';
import type { ConfigFile } from './config-files.js';

/** One line of a configuration table: its cells by column, read strictly. */
export class TableLine {
  readonly number: number;
  readonly #file: string;
  readonly #cells: ReadonlyMap<string, string>;

  constructor(file: string, number: number, cells: ReadonlyMap<string, string>) {
    this.#file = file;
    this.number = number;
    this.#cells = cells;
  }

  /** The text of a cell, empty if the cell is. */
  text(column: string): string {
    return this.#cells.get(column) ?? '';
  }

  /** The text of a cell that must not be empty. */
  required(column: string): string {
    const text = this.text(column);
    if (text === '') this.fail(`${column}没有值`);
    return text;
  }

  /** As in the senders' files: spreadsheets rewrite dates and amounts on their own. */
  cell(column: string, type: Exclude<CellType, 'choice'>, words: string): string {
    const text = this.required(column);
    return parseCell({ type }, text) ?? this.fail(`${column}"${text}"不是有效${words}`);
  }

  date(column: string): string {
    return this.cell(column, 'date', '日期,应为YYYY-MM-DD');
  }

  optionalDate(column: string): string | undefined {
    return this.text(column) === '' ? undefined : this.date(column);
  }

  oneOf<T extends string>(column: string, allowed: readonly T[]): T {
    const text = this.required(column);
    return (
      allowed.find((one) => one === text) ?? this.fail(`${column}"${text}"应为${allowed.join('、')}之一`)
    );
  }

  /** @throws ConfigError naming this line */
  fail(reason: string): never {
    throw new ConfigError(this.#file, this.number, reason);
  }
}

/**
 * The lines of a configuration table, which must have exactly these columns, in any order.
 * @param optional columns that may be there besides
 */
export function readTable(
  file: ConfigFile,
  columns: readonly string[],
  optional: readonly string[] = [],
): TableLine[] {
  const lines = parsed(file)
    .map(({ record, info }) => ({ cells: record.map(normaliseCell), number: info.lines }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  const [header, ...rest] = lines;
  if (header === undefined) throw new ConfigError(file.name, 1, `没有表头,应为${columns.join(',')}`);
  const names = header.cells;
  const known = new Set([...columns, ...optional.filter((column) => names.includes(column))]);
  if (
    names.length !== known.size ||
    names.some((name) => !known.has(name)) ||
    new Set(names).size < names.length
  ) {
    const besides = optional.length === 0 ? '' : `,可另有${optional.join(',')}`;
    throw new ConfigError(
      file.name,
      header.number,
      `表头为${names.join(',')},应为${columns.join(',')}${besides}`,
    );
  }
  return rest.map(({ cells, number }) => {
    if (cells.length !== names.length) {
      throw new ConfigError(file.name, number, `有${cells.length}个单元格,应为${names.length}个`);
    }
    return new TableLine(file.name, number, new Map(names.map((name, i) => [name, cells[i] ?? ''])));
  });
}

interface ParsedLine {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

function parsed(file: ConfigFile): ParsedLine[] {
  const text = textOf(file);
  const options = { info: true, relax_column_count: true, record_delimiter: ['\r\n', '\n'] };
  try {
    return parse(text, options) as unknown as ParsedLine[];
  } catch (error) {
    const line = error instanceof Error && 'lines' in error ? Number(error.lines) : undefined;
    throw new ConfigError(file.name, line, '不是有效的CSV:引号不成对,或出现在不该出现的位置');
  }
}

/** Spreadsheets save in either encoding. A byte order mark is dropped. */
function textOf(file: ConfigFile): string {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(file.bytes);
    } catch {
      // Not this encoding.
    }
  }
  throw new ConfigError(file.name, undefined, '编码既不是UTF-8也不是GB18030');
}
