import { addDays } from '../domain/dates.js';
import { quotable } from '../domain/quotable.js';
import type { CellType } from './column.js';
import { normaliseCell, normaliseHeader } from './normalise.js';

/** Words for a clerk on what a spreadsheet program does to data: what it was, and how to keep it from happening. */

const SCIENTIFIC = /^\d(\.\d+)?E\+?\d+$/i;
/** 2000-01-01 to 2099-12-31 as a spreadsheet counts days. */
const DAY_COUNT = /^(3[6-9]|[4-6]\d|7[0-2])\d{3}$/;
const DAY_ZERO = '1899-12-30';
const AS_TEXT = '请在表格软件中把该列的单元格格式设为"文本",重新录入后另存为CSV UTF-8';

/** What a spreadsheet made of the value, with what to do; empty where nothing is recognised. */
export function spreadsheetWords(type: CellType, text: string): string {
  if (['uscc', 'iou_no', 'recovery_no', 'text'].includes(type) && SCIENTIFIC.test(text))
    return `,是表格软件把长数字改成的科学计数法,后面的数位已经丢失。${AS_TEXT}`;
  if (type === 'date' && DAY_COUNT.test(text))
    return `,是表格软件的日期序号(${addDays(DAY_ZERO, Number(text))})。请把该列的单元格格式设为"yyyy-mm-dd"后另存为CSV UTF-8`;
  if (type === 'uscc' && /^\d{1,17}$/.test(text))
    return `,可能是表格软件把代码当作数字,去掉了开头的0。${AS_TEXT}`;
  return '';
}

const TOTALS: ReadonlySet<string> = new Set(['合计', '总计', '小计', '本页合计', '累计', '合计金额']);

/** A sentence where a cell says that the row adds up the others; empty otherwise. */
export function totalsWords(cells: readonly string[]): string {
  const at = cells.findIndex((cell) => TOTALS.has(normaliseHeader(cell).replace(/[::]$/, '')));
  return at < 0
    ? ''
    : `本行第${at + 1}列为"${normaliseCell(cells[at] ?? '')}",像是合计行,不是数据。请删去本行后重报。`;
}

/** A sentence where the whole of a file came as its header, or a title stands where the header should; empty otherwise. */
export function wrongHeaderWords(cells: readonly string[], known: number): string {
  if (cells.some((cell) => cell.includes('\r')))
    return '文件的行末只有回车符(CR),整个文件被看作一行。请在表格软件中另存为CSV UTF-8后重新报送。';
  const filled = cells.map(normaliseCell).filter((cell) => cell !== '');
  if (known > 0 || filled.length > 2 || cells.length < 2 * filled.length) return '';
  return `第一个有内容的行是"${quotable(filled.join(' '))}",像是标题。请删去表头上方的标题行,使列名成为第一行。`;
}

/** The column that a clerk probably meant: the same name but for its unit in brackets, or one contained in the other. */
export function nearestName(name: string, names: readonly string[]): string | undefined {
  const wanted = bare(name);
  if (wanted.length < 2) return undefined;
  const same = names.find((one) => bare(one) === wanted);
  return same ?? names.find((one) => wanted.length > 2 && contains(bare(one), wanted));
}

const bare = (name: string): string =>
  name
    .replace(/\(.*?\)/g, '')
    .replace(/[_-]/g, '')
    .toLowerCase();
const contains = (a: string, b: string): boolean => a.length > 2 && (a.includes(b) || b.includes(a));

const TABLES = /\.(xls|et|ods|wps|xlsm|xlsb|numbers|txt)$/i;

/** A sentence where the name is that of a table in another format; empty otherwise. */
export function otherFormatWords(name: string): string {
  const ending = TABLES.exec(name)?.[0];
  return ending === undefined
    ? ''
    : `不收${ending}文件。请在表格软件中另存为"CSV UTF-8(逗号分隔)"后重新报送。`;
}
