import { type Zippable, zipSync } from 'fflate';
import type { Dice } from './dice.js';

/** A sheet as a spreadsheet program saves it, and what a reader must see in it (page "Workbooks"). */

export interface Workbook {
  readonly bytes: Uint8Array;
  /** The visible sheet's rows as texts, its first row first; undefined where the file is none that can be read. */
  readonly shown: readonly (readonly string[])[] | undefined;
}

/** The cells of a row as they are kept, with what each shows. */
interface Kept {
  readonly xml: string;
  readonly shown: string;
}

/** What is wrong with a workbook that is refused as a whole. */
const WRONGS = [
  'no zip',
  'old',
  'cut',
  'hidden',
  'merged',
  'formula',
  'macros',
  'no sheet',
  'not well formed',
] as const;
type Wrong = (typeof WRONGS)[number];

export function workbookOf(dice: Dice, records: readonly (readonly string[])[]): Workbook {
  const strings: string[] = [];
  const rows: string[] = [];
  const shown: string[][] = [];
  for (const [at, record] of records.entries()) {
    while (dice.chance(at === 0 ? 0.1 : 0.04)) shown.push([]);
    const cells = record.map((cell) => keptCell(dice, at === 0, cell, strings));
    shown.push(cells.map((cell) => cell.shown));
    const hidden = dice.chance(0.03) ? ' hidden="1"' : '';
    const row = shown.length;
    rows.push(
      `<row r="${row}"${hidden}>${cells.map(({ xml }, column) => xml.replace('<c', `<c r="${letters(column)}${row}"`)).join('')}</row>`,
    );
  }
  return { bytes: zipped(dice, rows.join(''), strings), shown };
}

/** A workbook that must be refused, made of a sound one. */
export function ruinedWorkbook(dice: Dice, records: readonly (readonly string[])[]): Workbook {
  const strings: string[] = [];
  const rows = records.map(
    (record) => `<row>${record.map((cell) => keptCell(dice, true, cell, strings).xml).join('')}</row>`,
  );
  const wrong = dice.pick(WRONGS);
  if (wrong === 'formula') rows.push('<row><c><f>A1+1</f></c></row>');
  const sound = zipped(dice, rows.join(''), strings, wrong);
  const bytes = {
    'no zip': () => Buffer.from(records.map((record) => record.join(',')).join('\n'), 'utf8'),
    old: () => Buffer.from('d0cf11e0a1b11ae1'.padEnd(1024, '0'), 'hex'),
    cut: () => sound.slice(0, dice.whole(0, sound.length - 30)),
  };
  return { bytes: wrong in bytes ? bytes[wrong as keyof typeof bytes]() : sound, shown: undefined };
}

const DAY_ONE = Date.UTC(1899, 11, 30);

/** One cell in one of the ways in which a program keeps its text, number, date or share. */
function keptCell(dice: Dice, header: boolean, cell: string, strings: string[]): Kept {
  const text = legal(cell);
  if (text === '')
    return { xml: dice.chance(0.5) ? '<c/>' : '<c t="inlineStr"><is><t></t></is></c>', shown: '' };
  const inline = `<c t="inlineStr"><is>${runs(dice, text)}</is></c>`;
  const formula = `<c t="str"><f>A1&amp;""</f><v>${escaped(text)}</v></c>`;
  const shared = (): Kept => {
    strings.push(`<si>${runs(dice, text)}</si>`);
    return { xml: `<c t="s"><v>${strings.length - 1}</v></c>`, shown: text };
  };
  const ways: [number, () => Kept][] = [
    [4, shared],
    [3, () => ({ xml: inline, shown: text })],
    [1, () => ({ xml: formula, shown: text })],
  ];
  if (!header && /^-?(0|[1-9]\d{0,9})(\.\d{1,2})?$/.test(text)) {
    const number = String(Number(text));
    ways.push([4, () => ({ xml: `<c><v>${number}</v></c>`, shown: number })]);
    ways.push([2, () => ({ xml: `<c s="2"><v>${Number(text).toExponential(16)}</v></c>`, shown: number })]);
    ways.push([1, () => ({ xml: `<c><f>1*A1</f><v>${number}</v></c>`, shown: number })]);
    if (Math.abs(Number(text)) < 100)
      ways.push([1, () => ({ xml: `<c s="3"><v>${Number(text) / 100}</v></c>`, shown: number })]);
  }
  const day = /^2\d{3}-\d\d-\d\d$/.test(text) ? (Date.parse(text) - DAY_ONE) / 86_400_000 : Number.NaN;
  if (!header && new Date(DAY_ONE + day * 86_400_000).toJSON()?.startsWith(text)) {
    ways.push([6, () => ({ xml: `<c s="1"><v>${day}</v></c>`, shown: text })]);
    ways.push([0.2, () => ({ xml: `<c s="1"><v>${day}.5</v></c>`, shown: `${text}T12:00:00` })]);
  }
  if (!header && dice.chance(0.005)) return { xml: '<c t="e"><v>#N/A</v></c>', shown: '#N/A' };
  if (!header && dice.chance(0.005)) return { xml: '<c t="b"><v>1</v></c>', shown: 'TRUE' };
  return dice.way(ways)();
}

/** A text as one run or as several of different looks; a phonetic guide beside it is no part of it. */
function runs(dice: Dice, text: string): string {
  const t = (part: string): string => `<t xml:space="preserve">${escaped(part)}</t>`;
  if (text.length < 2 || !dice.chance(0.1)) return t(text);
  const characters = Array.from(text);
  const at = dice.whole(1, characters.length - 1);
  const parts = [characters.slice(0, at).join(''), characters.slice(at).join('')];
  return parts.map((part) => `<r><rPr><b/></rPr>${t(part)}</r>`).join('');
}

/** Characters that XML cannot hold are not in a workbook either. */
const legal = (text: string): string => text.replace(/[^\P{Cc}\t\n\r\u0085]|[\ufffe\uffff]/gu, '');

const escaped = (text: string): string =>
  text.replace(/[<>&"]/g, (sign) => `&#${sign.charCodeAt(0)};`).replaceAll('\r', '&#13;');

const letters = (column: number): string =>
  column < 26
    ? String.fromCharCode(65 + column)
    : letters(Math.floor(column / 26) - 1) + letters(column % 26);

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

function zipped(dice: Dice, rows: string, strings: readonly string[], wrong?: Wrong): Uint8Array {
  const relation = (id: number, type: string, target: string): string =>
    `<Relationship Id="rId${id}" Type="${REL}/${type}" Target="${target}"/>`;
  const before = dice.chance(0.15) ? '<sheet name="说明" sheetId="9" state="hidden" r:id="rId2"/>' : '';
  const after = dice.chance(0.3) ? '<sheet name="第二张" sheetId="2" r:id="rId2"/>' : '';
  const hidden = wrong === 'hidden' ? ' state="hidden"' : '';
  const table = `<sheet name="表" sheetId="1"${hidden} r:id="rId1"/>`;
  const merged = wrong === 'merged' ? '<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>' : '';
  const sheet = (data: string, more = ''): string =>
    `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${data}</sheetData>${more}</worksheet>`;
  const parts: Record<string, string> = {
    '[Content_Types].xml': `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    '_rels/.rels': `${HEAD}<Relationships xmlns="${PACKAGE}">${relation(1, 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${REL}"><workbookPr/><sheets>${wrong === 'hidden' ? table : before + table + after}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships xmlns="${PACKAGE}">${
      relation(1, 'worksheet', 'worksheets/sheet1.xml') +
      relation(2, 'worksheet', '/xl/worksheets/sheet2.xml') +
      relation(3, 'styles', 'styles.xml') +
      relation(4, 'sharedStrings', 'sharedStrings.xml')
    }</Relationships>`,
    'xl/styles.xml': `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="200" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="${dice.pick([14, 200])}"/><xf numFmtId="4"/><xf numFmtId="10"/></cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `${HEAD}<sst xmlns="${MAIN}">${strings.join('')}</sst>`,
    'xl/worksheets/sheet1.xml': sheet(rows, merged),
    'xl/worksheets/sheet2.xml': sheet('<row><c t="inlineStr"><is><t>第二张</t></is></c></row>'),
  };
  if (wrong === 'macros') parts['xl/vbaProject.bin'] = 'x';
  if (wrong === 'no sheet') delete parts['xl/worksheets/sheet1.xml'];
  if (wrong === 'not well formed')
    parts['xl/worksheets/sheet1.xml'] = parts['xl/worksheets/sheet1.xml']?.replace('</sheetData>', '') ?? '';
  const files: Zippable = {};
  for (const [name, text] of Object.entries(parts)) files[name] = new TextEncoder().encode(text);
  return zipSync(files, { mtime: new Date(2026, 0, 1), level: dice.pick([0, 6]) });
}
