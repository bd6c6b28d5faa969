import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, test } from 'vitest';
import type { FileRecord } from '../../src/ledger/records/files.js';
import { takeFile, type Workplace } from '../../src/pipeline.js';
import { gb18030, put, temporaryFolder } from '../support/files.js';
import { freshPlace } from '../support/place.js';
import { rowsOf } from '../support/query.js';
import { csv, GOOD_FILING, uscc } from '../support/rows.js';

/** What a file does to the books and the outputs, from drop to receipt, when it cannot be taken. */

const ON = '2025-10-08';
let place: Workplace;
let drops = '';

beforeAll(async () => {
  place = await freshPlace();
  drops = await temporaryFolder();
});

async function drop(
  sender: string,
  name: string,
  content: string | Uint8Array,
  on = ON,
): Promise<FileRecord> {
  const path = await put(join(drops, sender), name, content);
  return takeFile(place, { sender, name, path }, on);
}

/** How many records of any kind the books hold, besides the files themselves. */
async function recorded(): Promise<number> {
  const tables = [
    'file_rows',
    'rejected_rows',
    'filings',
    'claims',
    'recoveries',
    'writeoffs',
    'events',
    'statement_lines',
  ];
  const counts = await rowsOf<{ n: number }>(
    place.db,
    `SELECT (${tables.map((table) => `(SELECT count(*) FROM ${table})`).join(' + ')})::integer AS n`,
  );
  return counts[0]?.n ?? -1;
}

/** A good row of an enterprise of its own, so that no two run into a cap together. */
const loan = (n: number) => ({ ...GOOD_FILING, 借据编号: `JJ-${n}`, 统一社会信用代码: uscc(n) });
let serial = 200;

const good = csv([GOOD_FILING]);
const second = csv([GOOD_FILING, loan(2)]);

const REFUSED: [what: string, code: string, sender: string, name: string, content: string | Uint8Array][] = [
  ['a sender that nobody knows', 'FILE-SENDER', 'NOBODY', 'filing-1.csv', good],
  ['a kind that this sender may not send', 'FILE-SENDER', 'BUREAU', 'filing-2.csv', good],
  ['a bank deciding on its own items', 'FILE-SENDER', 'ICBC', 'decision-1.csv', good],
  ['a name of no known kind', 'FILE-NAME', 'ICBC', 'loans.csv', good],
  ['a name with a path part', 'FILE-NAME', 'ICBC', 'filing-..\\x.csv', good],
  ['a name that is too long', 'FILE-NAME', 'ICBC', `filing-${'x'.repeat(120)}.csv`, good],
  ['bytes that are no text', 'FILE-ENCODING', 'ICBC', 'filing-3.csv', Buffer.from([0x61, 0xff, 0xff, 0x0a])],
  ['an unclosed quote', 'FILE-CSV', 'ICBC', 'filing-4.csv', `${good}"JJ-9,`],
  ['a quote where none may stand', 'FILE-CSV', 'ICBC', 'filing-5.csv', good.replace('JJ-1', 'J"J-1')],
  ['a NUL byte', 'FILE-CSV', 'ICBC', 'filing-6.csv', good.replace('JJ-1', 'JJ\u0000-1')],
  ['a column that is missing', 'FILE-HEADER', 'ICBC', 'filing-7.csv', good.replace('企业名称', '企业名')],
  ['a column that comes twice', 'FILE-HEADER', 'ICBC', 'filing-8.csv', good.replace('合同编号', '借据编号')],
  [
    'a CSV error in the last line of a file with a wrong header',
    'FILE-CSV',
    'ICBC',
    'filing-9.csv',
    `${good.replace('企业名称', '企业名')}"`,
  ],
  ['a CSV error behind good rows', 'FILE-CSV', 'ICBC', 'filing-10.csv', `${second}a"b\n`],
  ['a field of 10 MB', 'FILE-LIMIT', 'ICBC', 'filing-11.csv', good.replace('HT-1', 'x'.repeat(10_000_000))],
  ['a header and no row', 'FILE-EMPTY', 'ICBC', 'filing-12.csv', good.slice(0, good.indexOf('\n'))],
  ['nothing at all', 'FILE-EMPTY', 'ICBC', 'filing-13.csv', ''],
  ['only blank lines', 'FILE-EMPTY', 'ICBC', 'filing-14.csv', '\r\n,,\r\n\u3000\r\n'],
];

describe('a file that cannot be taken', () => {
  it.each(REFUSED)('%s: %s', async (_, code, sender, name, content) => {
    const before = await recorded();
    const file = await drop(sender, name, content);
    expect([file.status, file.code]).toEqual(['refused', code]);
    expect(await recorded()).toBe(before);
    const outputs = await readdir(join(place.out, ON, sender));
    const own = outputs.filter((output) => output.startsWith(`${file.stem}.`));
    expect(own).toEqual([`${file.stem}.receipt.json`]);
    const receipt = JSON.parse(
      await readFile(join(place.out, ON, sender, `${file.stem}.receipt.json`), 'utf8'),
    );
    expect(receipt).toMatchObject({ status: 'refused', code, rows: 0 });
    expect(receipt.message).toMatch(/[\u4e00-\u9fff]/);
    const kept = await readFile(join(place.archive, file.sha256.slice(0, 2), file.sha256));
    expect(kept.equals(Buffer.from(content))).toBe(true);
  });

  it('over the number of rows: nothing of it is recorded', async () => {
    const { reference, files } = place.configuration;
    const tight = { ...reference, limits: { ...reference.limits, rows: 2 } };
    const narrow: Workplace = { ...place, configuration: { reference: tight, files, missing: [] } };
    const before = await recorded();
    const rows = [21, 22, 23].map(loan);
    const path = await put(join(drops, 'ICBC'), 'filing-rows.csv', csv(rows));
    const file = await takeFile(narrow, { sender: 'ICBC', name: 'filing-rows.csv', path }, ON);
    expect([file.status, file.code]).toEqual(['refused', 'FILE-LIMIT']);
    expect(await recorded()).toBe(before);
  });
});

test.each([
  [3, 'processed', null],
  [2, 'refused', 'FILE-LIMIT'],
])(
  'two lines, one of them empty, and a header under a limit of %i lines: %s',
  async (lines, status, code) => {
    const { reference, files } = place.configuration;
    const tight = { ...reference, limits: { ...reference.limits, lines } };
    const narrow: Workplace = { ...place, configuration: { reference: tight, files, missing: [] } };
    const name = `filing-lines-${lines}.csv`;
    const path = await put(join(drops, 'ICBC'), name, csv([loan(30 + lines)]).replace('\n', '\n\r\n'));
    const file = await takeFile(narrow, { sender: 'ICBC', name, path }, ON);
    expect([file.status, file.code ?? null]).toEqual([status, code]);
    if (code !== null) expect(file.message).toContain('文件有3行(含空行和单元格内的换行),超过上限2行');
  },
);

describe('the same again', () => {
  it('the very same bytes under another name are refused once a row of them was accepted', async () => {
    const content = csv([loan(100)]);
    expect((await drop('ICBC', 'filing-a.csv', content)).accepted).toBe(1);
    expect((await drop('ICBC', 'filing-b.csv', content)).code).toBe('FILE-DUPLICATE');
  });

  it('the very same bytes are taken again while every row of them was returned', async () => {
    const content = csv([{ ...loan(101), 亦庄新城范围内: '否' }]);
    expect((await drop('ICBC', 'filing-c.csv', content)).rejected).toBe(1);
    expect((await drop('ICBC', 'filing-d.csv', content)).rejected).toBe(1);
  });

  it('another bank may send the same bytes: they are its own', async () => {
    const content = csv([loan(102)]);
    expect((await drop('ICBC', 'filing-e.csv', content)).accepted).toBe(1);
    expect((await drop('BOB', 'filing-e.csv', content)).accepted).toBe(1);
  });

  it('the same rows in another file are duplicates row by row', async () => {
    const row = loan(103);
    expect((await drop('ICBC', 'filing-f.csv', csv([row]))).accepted).toBe(1);
    const file = await drop('ICBC', 'filing-g.csv', csv([row, loan(104)]));
    expect([file.accepted, file.rejected]).toEqual([1, 1]);
  });

  it('a drop that was taken already changes nothing', async () => {
    const content = csv([loan(105)]);
    const first = await drop('ICBC', 'filing-h.csv', content);
    const before = await recorded();
    expect(await drop('ICBC', 'filing-h.csv', content)).toEqual(first);
    expect(await recorded()).toBe(before);
  });

  it('two names with one stem get receipts of their own', async () => {
    const one = await drop('ICBC', 'filing-i.csv', csv([loan(106)]));
    const two = await drop('ICBC', 'filing-i.CSV', csv([loan(107)]));
    expect([one.stem, two.stem]).toEqual(['filing-i', 'filing-i.CSV']);
  });
});

describe('what a bank sends is read as it means it', () => {
  it.each([
    ['GB18030', (text: string) => gb18030(text)],
    ['UTF-8 with a byte order mark', (text: string) => `\ufeff${text}`],
    ['line ends CRLF', (text: string) => text.replaceAll('\n', '\r\n')],
    ['full-width digits and point', (text: string) => text.replace('1000000.00', '１００００００．００')],
    ['thousands separators', (text: string) => text.replace('1000000.00', '"1,000,000.00"')],
    ['quotes and a line break inside a cell', (text: string) => text.replace('HT-1', '"HT ""1""\nb"')],
    [
      'a corrected reject file',
      (text: string) => text.replace('首笔贷款', '首笔贷款,退回代码').replace(/否\n$/, '否,F-RATE\n'),
    ],
  ])('%s', async (_, made) => {
    serial += 1;
    const number = `JJ-${serial}`;
    const file = await drop(
      'ICBC',
      `filing-${number}.csv`,
      made(csv([{ ...loan(serial), 借据编号: number }])),
    );
    expect([file.status, file.accepted, file.rejected]).toEqual(['processed', 1, 0]);
    const [filed] = await rowsOf<{ principal_fen: bigint; enterprise_name: string }>(
      place.db,
      'SELECT principal_fen, enterprise_name FROM filings WHERE iou_no = $1',
      [number],
    );
    expect(filed).toEqual({ principal_fen: 100_000_000n, enterprise_name: GOOD_FILING.企业名称 });
  });

  it('a ragged row comes back filled up, the others are taken', async () => {
    const lines = csv([GOOD_FILING, loan(301)])
      .trimEnd()
      .split('\n');
    const ragged = [lines[0], `${lines[1]?.replace('JJ-1,', 'JJ-300,')},x,y`, lines[2]].join('\n');
    const file = await drop('ICBC', 'filing-ragged.csv', ragged);
    expect([file.accepted, file.rejected]).toEqual([1, 1]);
    const rejects = await readFile(join(place.out, ON, 'ICBC', 'filing-ragged.rejects.csv'), 'utf8');
    expect(rejects.split('\r\n')[1]).toContain('"否,x,y",FMT-COLUMNS,');
  });
});
