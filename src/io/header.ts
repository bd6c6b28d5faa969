import { sentence } from '../domain/findings.js';
import type { Kind } from '../domain/kinds.js';
import type { Policies } from '../domain/policy.js';
import { quotable } from '../domain/quotable.js';
import type { Column } from './column.js';
import { columnsOf, REJECT_COLUMNS } from './columns.js';
import { normaliseHeader } from './normalise.js';
import { nearestName, wrongHeaderWords } from './spreadsheet-words.js';

/** A file's first record with a value, matched with the kind's columns. Order is free. */
export interface Header {
  readonly kind: Kind;
  /** The header cells as they came. */
  readonly cells: readonly string[];
  /** The column at each position; undefined for what a reject file added. */
  readonly columns: readonly (Column | undefined)[];
  /** The key at each position, likewise. */
  readonly keys: readonly (string | undefined)[];
  /** Columns of the kind that the file does not have. */
  readonly absent: readonly Column[];
  readonly width: number;
}

const IGNORED: ReadonlySet<string> = new Set(REJECT_COLUMNS);

/** Matches header cells by Chinese name or key; a problem is a Chinese sentence for FILE-HEADER. */
export function readHeader(
  kind: Kind,
  cells: readonly string[],
  policies: Policies,
): Header | { readonly problem: string } {
  const contract = columnsOf(policies)[kind];
  const names = cells.map(normaliseHeader);
  const columns = names.map((name) => contract.find((one) => isCalled(one, name)));
  const absent = contract.filter((one) => !columns.includes(one));
  const missing = absent.filter((one) => one.need === 'R').map((one) => one.header);
  const unknown = names.flatMap((name, i) =>
    columns[i] || IGNORED.has(name) ? [] : [unknownName(name, i, absent)],
  );
  const repeated = repeatedOf(names.map((name, i) => columns[i]?.header ?? name)).map(quoted);
  const problem = problemOf({ 缺少必需的列: missing, 有不认识的列: unknown, 列重复: repeated });
  if (problem !== undefined) {
    const known = columns.filter((one) => one !== undefined).length;
    return { problem: sentence(`${wrongHeaderWords(cells, known)}${problem}`) };
  }
  return { kind, cells, columns, keys: columns.map((one) => one?.key), absent, width: cells.length };
}

const isCalled = ({ header, key, aliases }: Column, name: string): boolean =>
  header === name || key === name || aliases?.includes(name) === true;

/** Cells without a name are not repeated ones: they are unknown. */
function repeatedOf(names: readonly string[]): string[] {
  const seen = new Set<string>();
  const again = new Set<string>();
  for (const name of names) {
    if (seen.has(name) && name !== '') again.add(name);
    seen.add(name);
  }
  return [...again];
}

function problemOf(faults: Readonly<Record<string, readonly string[]>>): string | undefined {
  const said = Object.entries(faults)
    .filter(([, names]) => names.length > 0)
    .map(([words, names]) => `${words}:${listed(names)}`);
  return said.length === 0
    ? undefined
    : sentence(`表头${said.join(',')}。请按文件接口的列名更正后重新报送。`);
}

/** A header of a wrong file can have any number of cells; a sentence names the first of them. */
const NAMED = 20;

function listed(names: readonly string[]): string {
  const more = names.length > NAMED ? `等${names.length}列` : '';
  return `${names.slice(0, NAMED).join('、')}${more}`;
}

function shown(name: string, index: number): string {
  return name === '' ? `第${index + 1}列(没有列名)` : quoted(name);
}

/** With the column that was probably meant, where one of those missing is near. */
function unknownName(name: string, index: number, absent: readonly Column[]): string {
  const near = nearestName(
    name,
    absent.map((one) => one.header),
  );
  return near === undefined ? shown(name, index) : `${shown(name, index)}(应为"${near}"?)`;
}

function quoted(name: string): string {
  return `"${quotable(name)}"`;
}
