import { COLUMNS, type Kind, wordsOf } from '../files.js';
import type { Dice } from './dice.js';
import { ruinedWorkbook, type Workbook, workbookOf } from './workbooks.js';

/** How a sender writes rows down: encodings, headers, quotes, digits, and what goes wrong on the way. */

/** What is dropped: the bytes, the ending of the name, and of a workbook what it shows. */
export interface Paper extends Partial<Workbook> {
  readonly bytes: Uint8Array;
  readonly ending: '.csv' | '.xlsx';
}

/** A row by column key; what is missing is empty. */
export type Sheet = readonly Readonly<Record<string, string>>[];

export function fileName(dice: Dice, kind: Kind, serial: number, ending: Paper['ending']): string {
  const [english, chinese] = wordsOf(kind);
  const word = dice.way([
    [5, english],
    [3, chinese],
    [1, english.toUpperCase()],
    [1, english[0]?.toUpperCase() + english.slice(1)],
  ]);
  const number = String(serial).padStart(4, '0');
  const between = dice.way([
    [6, '-'],
    [1, '_'],
    [1, ' '],
    [1, ''],
    [1, '-第２批 '],
    [1, '（'],
  ]);
  return `${word}${between}${number}${dice.chance(0.1) ? ending.toUpperCase() : ending}`;
}

const FULL_WIDTH = /[0-9.]/g;
const wide = (character: string): string => String.fromCharCode(character.charCodeAt(0) + 0xfee0);

/** Another way to write the same value. */
function rewritten(dice: Dice, key: string, value: string): string {
  if (value === '' || !dice.chance(0.12)) return value;
  if (/^\d{4}-\d\d-\d\d$/.test(value) && !key.endsWith('_no')) {
    const [year, month, day] = value.split('-') as [string, string, string];
    return dice.pick([
      `${year}${month}${day}`,
      `${year}/${Number(month)}/${Number(day)}`,
      `${year}/${month}/${day}`,
      value,
    ]);
  }
  if (/^-?\d+(\.\d{1,2})?$/.test(value) && AMOUNTS.has(key)) {
    const [whole = '', part] = value.split('.');
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',') + (part === undefined ? '' : `.${part}`);
    return dice.pick([
      grouped,
      value.replace(FULL_WIDTH, wide),
      ` ${value}\u3000`,
      value.replace(/\.00$/, ''),
    ]);
  }
  return dice.pick([` ${value}`, `\u3000${value} `, value]);
}

const AMOUNTS = new Set([
  'principal',
  'outstanding',
  'own_risk_outstanding',
  'amount',
  'principal_part',
  'balance',
  'credit_balance',
  'revenue',
  'total_assets',
]);

function headerCell(dice: Dice, english: boolean, key: string, chinese: string): string {
  if (english) return key;
  return dice.way([
    [8, chinese],
    [1, chinese.replace('(', '（').replace(')', '）').replace('%', '％')],
    [1, chinese.replace(/[A-Z]/g, wide)],
    [1, `${chinese.slice(0, 1)}\u3000${chinese.slice(1)} `],
  ]);
}

/** The sheet as a sound file. */
export function written(dice: Dice, kind: Kind, sheet: Sheet, hostile = false): Paper {
  const records = recordsOf(dice, kind, sheet, hostile);
  if (dice.chance(0.2)) return { ...workbookOf(dice, records), ending: '.xlsx' };
  return { bytes: encoded(dice, text(dice, records)), ending: '.csv' };
}

function recordsOf(dice: Dice, kind: Kind, sheet: Sheet, hostile = false): string[][] {
  const used = new Set(sheet.flatMap((row) => Object.keys(row).filter((key) => (row[key] ?? '') !== '')));
  const columns = dice.shuffled(
    COLUMNS[kind].filter(({ key, need }) => need === true || used.has(key) || dice.chance(0.6)),
  );
  const ordered = dice.chance(0.6) ? COLUMNS[kind].filter((column) => columns.includes(column)) : columns;
  const english = dice.chance(0.25);
  const header = ordered.map(({ key, header: chinese }) => headerCell(dice, english, key, chinese));
  const again = dice.chance(0.06);
  if (again) header.push('退回代码', '退回原因', '依据条款');
  const rows = sheet.map((row) => [
    ...ordered.map(({ key }) => rewritten(dice, key, row[key] ?? '')),
    ...(again ? ['F-RATE', '年利率过高,请核对', ''] : []),
  ]);
  const broken =
    hostile || dice.chance(0.12) ? rows.map((row) => spoilt(dice, row, hostile ? HOSTILE : NONSENSE)) : rows;
  return [header, ...broken];
}

/** A row that may have a cell too many, one too few, an empty one or one with nonsense. */
function spoilt(dice: Dice, row: readonly string[], nonsense: readonly string[]): string[] {
  if (!dice.chance(0.5)) return row.slice();
  const at = dice.whole(0, row.length - 1);
  const cells = row.slice();
  return dice.way<() => string[]>([
    [1, () => cells.slice(0, -1)],
    [1, () => [...cells, '']],
    [1, () => [...cells, '多一格']],
    [4, () => cells.with(at, '')],
    [4, () => cells.with(at, dice.pick(nonsense) ?? '')],
    [1, () => cells.map(() => '')],
  ])();
}

/** Cells that mean something to a spreadsheet, a terminal or a reader of CSV. */
const HOSTILE: readonly string[] = [
  ...[
    '=cmd|x!A1',
    '+1+1',
    '-2',
    '@SUM(A1)',
    "'quoted",
    'a,b',
    '"引"',
    'x\ny',
    'x\r\ny',
    'a\tb',
    '\u001b[2Jz',
    '\u202eabc',
  ],
  ...[
    '😀',
    'é',
    '\u200b',
    '\ufeffx',
    'x'.repeat(300),
    '../../x',
    '$(id)',
    '%s%n',
    '<b>x</b>',
    "'; DROP TABLE x; --",
    '\u0085',
    '\u2028y',
  ],
];

const NONSENSE: readonly [string, ...string[]] = [
  ...([
    'x',
    '2026-02-30',
    '20260229',
    '1e6',
    '1.234',
    '-1.00',
    '0',
    '0.00',
    '1,2345',
    '12,34.00',
    'N/A',
    '是 否',
  ] as const),
  ...([
    '9111010855138508２Q',
    '911101085513850820',
    'cny',
    '３',
    '100.0001',
    '20261',
    'XW ',
    '个人 ',
    '"',
    '=1+1',
  ] as const),
  ...([
    '2026-1-5',
    '2026/13/01',
    '1.5.2',
    '.5',
    '+5',
    '0.001',
    '撤回申请 书',
    '00',
    'JJ 1',
    'JJ-é',
    '科 创',
  ] as const),
];

function text(dice: Dice, records: readonly (readonly string[])[]): string {
  const always = dice.chance(0.25);
  const end = dice.chance(0.5) ? '\r\n' : '\n';
  const quoted = (cell: string): string =>
    always || /[",\r\n]/.test(cell) || dice.chance(0.02) ? `"${cell.replaceAll('"', '""')}"` : cell;
  const lines = records.flatMap((record) => {
    const line = record.map(quoted).join(',');
    return dice.chance(0.04) ? [dice.pick(['', ',,,', ' , ,', '"",']), line] : [line];
  });
  return lines.join(end) + (dice.chance(0.8) ? end : '') + (dice.chance(0.1) ? end + end : '');
}

function encoded(dice: Dice, content: string): Uint8Array {
  const utf8 = Buffer.from(content, 'utf8');
  return dice.way<() => Uint8Array>([
    [4, () => utf8],
    [3, () => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), utf8])],
    [2, () => gb18030(content)],
  ])();
}

/** No encoder comes with the platform: a table made by decoding every code of two bytes, and UTF-8 for the rest. */
function gb18030(content: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of content) {
    const code = character.codePointAt(0) ?? 0;
    const pair = code < 0x80 ? [code] : twoBytes().get(character);
    if (pair === undefined) return Buffer.from(content, 'utf8');
    bytes.push(...pair);
  }
  return Uint8Array.from(bytes);
}

let table: Map<string, readonly number[]> | undefined;

function twoBytes(): Map<string, readonly number[]> {
  if (table !== undefined) return table;
  table = new Map();
  const decoder = new TextDecoder('gb18030');
  for (let first = 0x81; first <= 0xfe; first++)
    for (let second = 0x40; second <= 0xfe; second++) {
      if (second === 0x7f) continue;
      const character = decoder.decode(Uint8Array.of(first, second));
      if (Array.from(character).length === 1 && !table.has(character)) table.set(character, [first, second]);
    }
  return table;
}

/** A file that is refused as a whole, made of a sound one. */
export function ruined(dice: Dice, kind: Kind, sheet: Sheet): Paper {
  const records = recordsOf(dice, kind, sheet);
  if (dice.chance(0.25)) return { ...ruinedWorkbook(dice, records), ending: '.xlsx' };
  return { bytes: ruinedText(dice, kind, sheet, encoded(dice, text(dice, records))), ending: '.csv' };
}

function ruinedText(dice: Dice, kind: Kind, sheet: Sheet, whole: Uint8Array): Uint8Array {
  const sound = Buffer.from(whole);
  const line = (more: string): Uint8Array => Buffer.concat([sound, Buffer.from(`\n${more}`, 'utf8')]);
  const keys = COLUMNS[kind].map(({ key }) => key);
  const plain = sheet.map((row) => keys.map((key) => row[key] ?? ''));
  const of = (records: readonly (readonly string[])[]): Uint8Array =>
    Buffer.from(text(dice, records), 'utf8');
  return dice.way<() => Uint8Array>([
    [2, () => Buffer.concat([sound, Buffer.from([0x0a, 0xff, 0xff, 0x41])])],
    [2, () => line('"未闭合')],
    [1, () => line('a"b,c')],
    [1, () => line('"a"b,c')],
    [1, () => line('a\0b')],
    [1, () => of([keys.slice(1), ...plain])],
    [1, () => of([[...keys, keys[0] ?? ''], ...plain])],
    [1, () => of([[...keys, '备注'], ...plain])],
    [1, () => of([[...keys, ''], ...plain])],
    [2, () => of([keys])],
    [1, () => Buffer.alloc(0)],
    [1, () => Buffer.from('\r\n , ,\r\n', 'utf8')],
    [1, () => of([keys, ...plain, keys.map(() => 'x'.repeat(10_001))])],
    [1, () => of([keys, keys.map(() => 'x'.repeat(10_000))])],
  ])();
}
