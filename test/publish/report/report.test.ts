import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { spellsOf } from '../../../src/publish/report/item-tables.js';
import { filesBelow, fromRoot, SAMPLES } from '../../replay/replays.js';
import { command } from '../../support/command.js';
import { temporaryFolder } from '../../support/files.js';

/**
 * Reports of the demo year, each figure added up again from what was published (registers, settlements) and dropped
 * (statements), with nothing of the report's own queries.
 */

type Row = Readonly<Record<string, string>>;
const FROM = '2026-07-01';
const ON = '2026-09-30';

let out: string;
let half: Map<string, Row[]>;
let annual: Map<string, Row[]>;
let bank: Map<string, Row[]>;
let halfBlocks: Map<string, Row[]>;
let annualBlocks: Map<string, Row[]>;

beforeAll(async () => {
  const folder = await temporaryFolder();
  const data = join(folder, 'books');
  out = join(folder, 'out');
  const words = ['--out', out, '--data', data, '--config', fromRoot(SAMPLES.config)];
  await command('replay', fromRoot(SAMPLES.inbox), ...words, '--until', ON);
  for (const kind of [['half-year'], ['annual'], ['bank-year', '--bank', 'QHB']])
    expect((await command('report', ...kind, '--data', data)).exit).toBe(0);
  half = await sheets(join(out, `reports/half-year-${ON}.xlsx`));
  annual = await sheets(join(out, `reports/annual-${ON}.xlsx`));
  halfBlocks = await blocksOf(join(out, `reports/half-year-${ON}.xlsx`));
  annualBlocks = await blocksOf(join(out, `reports/annual-${ON}.xlsx`));
  bank = await sheets(join(out, `reports/bank-year-QHB-${ON}.xlsx`));
}, 180_000);

describe('a half-year', () => {
  test('收支 is what the statements say of the period', async () => {
    const lines = (await statements()).filter((line) => inPeriod(line['交易日期'] ?? ''));
    const table = half.get('收支') ?? [];
    const item = (name: string): number => fen(table.find((row) => row['项目'] === name)?.['金额']);
    const sum = (direction: string, purpose?: string): number =>
      total(
        lines.filter((l) => l['收支方向'] === direction && (purpose === undefined || l['用途'] === purpose)),
        '金额',
      );
    for (const purpose of ['注资', '利息', '追偿返还', '存款转回', '退汇'])
      expect(item(purpose)).toBe(sum('收', purpose));
    for (const purpose of ['补偿拨付', '管理费', '存款存出']) expect(item(purpose)).toBe(sum('支', purpose));
    expect(lines.length).toBeGreaterThan(3);
    expect(item('期末余额')).toBe(fen(lines.at(-1)?.['账户余额']));
    expect(item('差额')).toBe(item('期初余额') + sum('收') - sum('支') - item('期末余额'));
  });

  test('使用 is what filings, claims and settlements come to', () => {
    for (const [bank, scheme] of pairs()) {
      const row = lineOf(half, '使用', bank, scheme);
      const filed = register('filings').filter(
        (f) =>
          f['银行'] === bank &&
          f['政策类型'] === scheme &&
          f['状态'] === '受理' &&
          inPeriod(f['备案日期'] ?? ''),
      );
      const claims = register('claims').filter(
        (c) =>
          c['银行'] === bank &&
          c['政策类型'] === scheme &&
          !['退回', '撤回', '不予确认'].includes(c['状态'] ?? '') &&
          inPeriod(c['申请日期'] ?? ''),
      );
      const position = register('positions').find((p) => p['银行'] === bank && p['政策类型'] === scheme);
      expect(count(row?.['备案笔数'])).toBe(filed.length);
      expect(fen(row?.['备案金额'])).toBe(total(filed, '贷款本金'));
      expect(count(row?.['申请笔数'])).toBe(claims.length);
      expect(fen(row?.['申请不良本金'])).toBe(total(claims, '不良本金余额'));
      expect(fen(row?.['拨付金额'])).toBe(settled(bank, scheme, '补偿拨付', inPeriod));
      expect(fen(row?.['累计拨付金额'])).toBe(settled(bank, scheme, '补偿拨付', () => true));
      expect(fen(row?.['补偿净额'])).toBe(fen(position?.['补偿净额']));
    }
    expect((half.get('使用') ?? []).length).toBeGreaterThan(4);
  });

  test('清收 opens, asks, receives and closes to the fen', () => {
    const before = (day: string): boolean => day < FROM;
    for (const [bank, scheme] of pairs()) {
      const row = lineOf(half, '清收', bank, scheme);
      const open = register('clawbacks').filter((c) => c['银行'] === bank && schemeOf(c) === scheme);
      const asked = settled(bank, scheme, '追偿缴回', inPeriod);
      const returned = settled(bank, scheme, '缴回到账', inPeriod);
      const opening = settled(bank, scheme, '追偿缴回', before) - settled(bank, scheme, '缴回到账', before);
      expect(fen(row?.['应缴回金额'])).toBe(asked);
      expect(fen(row?.['缴回到账金额'])).toBe(returned);
      expect(fen(row?.['期初未缴回'])).toBe(opening);
      expect(fen(row?.['期末未缴回'])).toBe(opening + asked - returned);
      expect(fen(row?.['期末未缴回'])).toBe(total(open, '应缴回金额') - total(open, '已缴回金额'));
      const late = open.filter(
        (c) =>
          (c['缴回期限'] ?? '') !== '' &&
          (c['缴回期限'] ?? '') < ON &&
          fen(c['应缴回金额']) > fen(c['已缴回金额']),
      );
      expect(count(row?.['期末逾期笔数'])).toBe(late.length);
      const notices = open.filter((c) => inPeriod(c['通知日期'] ?? '') && (c['回收日期'] ?? '') !== '');
      expect(count(row?.['回收笔数'])).toBe(notices.length);
      expect(fen(row?.['回收金额'])).toBe(total(notices, '回收金额'));
    }
  });

  test('勾稽 comes to what fund.csv has available', () => {
    const table = half.get('勾稽') ?? [];
    const item = (name: string): number => fen(table.find((row) => row['项目'] === name)?.['金额']);
    const fund = (name: string): number =>
      fen(register('fund').find((row) => row['项目'] === name)?.['金额']);
    expect(item('等于 可用余额')).toBe(fund('可用余额'));
    const breaks = register('open-items').filter((row) => row['类型'] === '余额差异');
    expect(item('差额')).toBe(total(breaks, '金额'));
    expect(
      item('账户余额') +
        item('加 存款在外') -
        item('减 待查款') -
        item('减 在途拨付') -
        item('减 建议未拨付'),
    ).toBe(item('等于 可用余额') + item('差额'));
  });

  test('在办 and 已补偿项目 are the claims register by state', () => {
    const open = register('claims').filter((c) =>
      ['待核', '受理', '暂停补偿', '资金不足', '建议补偿'].includes(c['状态'] ?? ''),
    );
    expect(total(rowsOf(half, '在办'), '金额')).toBe(total(open, '补偿金额'));
    const paid = register('claims').filter((c) => ['已拨付', '已核销'].includes(c['状态'] ?? ''));
    const table = rowsOf(half, '已补偿项目');
    expect(table.map((row) => row['业务编号']).sort()).toEqual(paid.map((c) => c['业务编号']).sort());
    expect(total(table, '应缴回')).toBe(total(paid, '应缴回合计'));
  });

  test('every table ends with 合计, the sum of its lines', () => {
    for (const [name, rows] of halfBlocks) {
      const last = rows.findLast((row) => Object.values(row)[0] === '合计');
      expect(last, name).toBeDefined();
      if (name !== '使用' && name !== '清收' && name !== '核销') continue;
      for (const [header, value] of Object.entries(last ?? {})) {
        if (!/金额|笔数|净额|未缴回|净损失/.test(header)) continue;
        expect(fen(value), `${name} ${header}`).toBe(
          total(
            rows.filter((row) => row !== last),
            header,
          ),
        );
      }
    }
  });

  test('the page needs nothing from elsewhere, and the paper can be searched', async () => {
    const page = await readFile(join(out, `reports/half-year-${ON}.html`), 'utf8');
    expect(page).toContain('<svg');
    expect(page.replaceAll('http://www.w3.org/', '')).not.toMatch(/https?:|<script|<link|src=/);
    const paper = await readFile(join(out, `reports/half-year-${ON}.pdf`));
    expect(paper.subarray(0, 5).toString()).toBe('%PDF-');
  });
});

test('a year has 支持项目 by what was filed, 损失率 and the fee against its cap', () => {
  const filed = register('filings').filter(
    (f) => f['状态'] === '受理' && (f['备案日期'] ?? '') >= '2026-01-01',
  );
  expect(rowsOf(annual, '支持项目').reduce((sum, row) => sum + count(row['笔数']), 0)).toBe(filed.length);
  expect(total(rowsOf(annual, '支持项目'), '备案金额')).toBe(total(filed, '贷款本金'));
  const loss = rowsOf(annual, '追偿及损失').find((row) => row['银行'] === 'QHB');
  const rate = Number(loss?.['损失率']);
  expect(rate).toBeCloseTo(fen(loss?.['净损失']) / fen(loss?.['累计拨付金额']), 4);
  expect([...annual.keys()]).toEqual(
    expect.arrayContaining(['支持项目', '追偿及损失', '管理费', '抽查', '对比']),
  );
});

const DIMENSIONS: readonly [string, (filing: Row) => string][] = [
  ['按政策类型', (f) => f['政策类型'] ?? ''],
  ['按银行', (f) => f['银行'] ?? ''],
];

describe('分类', () => {
  test.each(DIMENSIONS)('%s is what the registers and settlements come to', (title, of) => {
    const block = annualBlocks.get(`分类 ${title}`) ?? [];
    const [head = ''] = Object.keys(block[0] ?? {});
    const names = [...new Set(register('filings').map(of))];
    for (const name of names) {
      const row = block.find((one) => one[head] === name);
      const year = (day: string): boolean => day >= '2026-01-01' && day <= ON;
      const mine = pairs().filter(([bank, scheme]) => of({ 银行: bank, 政策类型: scheme }) === name);
      const sum = (type: string, when: (day: string) => boolean): number =>
        mine.reduce((all, [bank, scheme]) => all + settled(bank, scheme, type, when), 0);
      const filed = register('filings').filter(
        (f) => of(f) === name && f['状态'] === '受理' && year(f['备案日期'] ?? ''),
      );
      expect(count(row?.['备案笔数'])).toBe(filed.length);
      expect(fen(row?.['备案金额'])).toBe(total(filed, '贷款本金'));
      for (const [header, type] of [
        ['拨付金额', '补偿拨付'],
        ['缴回到账金额', '缴回到账'],
        ['核销金额', '核销'],
      ] as const)
        expect(fen(row?.[header]), `${name} ${header}`).toBe(sum(type, year));
      const ever = () => true;
      expect(fen(row?.['净损失'])).toBe(sum('补偿拨付', ever) - sum('缴回到账', ever));
    }
  });

  test('every way of telling loans apart comes to the same sums, and to those of 使用, 清收 and 核销', () => {
    const lastOf = (name: string): Row => annualBlocks.get(name)?.at(-1) ?? {};
    const want: Row = { ...lastOf('使用'), ...lastOf('清收'), ...lastOf('核销') };
    for (const title of ['政策类型', '银行', '贷款类型', '资质类型', '企业划型', '金额段']) {
      const sums = lastOf(`分类 按${title}`);
      expect(Object.values(sums)[0]).toBe('合计');
      for (const header of Object.keys(sums).filter((one) => one !== title && one !== '损失率'))
        expect(sums[header], `${title} ${header}`).toBe(want[header]);
    }
  });

  test('by 金额段 and 贷款类型 a claim counts for the filing that it is made on', () => {
    const byNumber = new Map(register('filings').map((f) => [f['业务编号'], f]));
    const principal = (claim: Row): number =>
      fen(byNumber.get((claim['业务编号'] ?? '').replace(/^C-/, 'F-'))?.['贷款本金']);
    const claims = register('claims').filter((c) => ['已拨付', '已核销'].includes(c['状态'] ?? ''));
    const rows = annualBlocks.get('分类 按金额段') ?? [];
    const large = claims.filter((c) => principal(c) >= 1_000_000_000);
    expect(large.length).toBeGreaterThan(0);
    expect(fen(rows.find((row) => row['金额段'] === '1000万元以上(含)')?.['累计拨付金额'])).toBe(
      total(large, '补偿金额'),
    );
  });
});

test('账龄 holds every open item once, in the band of its days', () => {
  const rows = [...annualBlocks].filter(([name]) => name.startsWith('账龄'));
  const band = (item: string, name: string): Row | undefined =>
    rows.find(([title]) => title.includes(item))?.[1].find((row) => row['账龄'] === name);
  const open = register('clawbacks').filter((c) => fen(c['应缴回金额']) > fen(c['已缴回金额']));
  const late = open.filter((c) => (c['缴回期限'] ?? '') !== '' && (c['缴回期限'] ?? '') < ON);
  const left = (some: readonly Row[]): number => total(some, '应缴回金额') - total(some, '已缴回金额');
  expect(fen(band('未缴回', '合计')?.['金额'])).toBe(left(open));
  expect(fen(band('未缴回', '未到期')?.['金额'])).toBe(left(open.filter((c) => !late.includes(c))));
  expect(fen(band('待查款', '合计')?.['金额'])).toBe(
    total(
      register('exceptions').filter((e) => (e['未处理金额'] ?? '') !== ''),
      '未处理金额',
    ),
  );
  const waiting = register('filings').filter((f) => f['状态'] === '待核');
  expect(count(band('待核备案', '合计')?.['笔数'])).toBe(waiting.length);
});

test('集中度 ranks by what is filed, and 资金变动 comes to the bank’s balance', () => {
  const filed = register('filings').filter((f) => f['状态'] === '受理');
  const [first] = annualBlocks.get('集中度 备案金额最大的10户企业') ?? [];
  const sums = new Map<string, number>();
  for (const f of filed) {
    const code = f['统一社会信用代码'] ?? '';
    sums.set(code, (sums.get(code) ?? 0) + fen(f['贷款本金']));
  }
  expect(fen(first?.['备案金额'])).toBe(Math.max(...sums.values()));
  expect(sums.get(first?.['统一社会信用代码'] ?? '')).toBe(fen(first?.['备案金额']));
  expect(Number(first?.['占备案总额'])).toBeCloseTo(fen(first?.['备案金额']) / total(filed, '贷款本金'), 4);
  const moved = annualBlocks.get('资金变动') ?? [];
  const balance = (item: string): number => fen(moved.find((row) => row['项目'] === item)?.['余额']);
  const journal = register('journal').filter((line) => line['科目'] === '专户存款');
  expect(balance('期末余额')).toBe(total(journal, '借方') - total(journal, '贷方'));
  const before = journal.filter((line) => (line['日期'] ?? '') < '2026-01-01');
  expect(balance('期初余额')).toBe(total(before, '借方') - total(before, '贷方'));
  expect(balance('差额')).toBe(balance('期末余额') - balance('开户行余额'));
});

test('分类对比 sets the year before beside each figure, and 口径 says where every figure is from', () => {
  const rows = annualBlocks.get('分类对比 按银行') ?? [];
  for (const row of rows.filter((one) => one['银行'] !== '合计')) {
    const before = register('filings').filter(
      (f) =>
        f['银行'] === row['银行'] &&
        // Taken back or cancelled only later: the books of that day had it.
        ['受理', '撤回', '取消'].includes(f['状态'] ?? '') &&
        (f['备案日期'] ?? '') <= '2025-09-30' &&
        (f['备案日期'] ?? '') >= '2025-01-01',
    );
    expect(fen(row['备案金额 上年'])).toBe(total(before, '贷款本金'));
  }
  const said = annualBlocks.get('口径') ?? [];
  for (const table of ['使用', '分类', '账龄', '集中度', '管理费'])
    expect(said.filter((row) => row['表'] === table).length, table).toBeGreaterThan(1);
  expect(said.every((row) => row['表'] === '合计' || (row['来源和条件'] ?? '') !== '')).toBe(true);
});

test("a bank's report has its own lines and nobody else's", () => {
  for (const [name, rows] of bank)
    for (const row of rows)
      if ('银行' in row && row['银行'] !== '合计') expect(['QHB', ''], name).toContain(row['银行']);
  expect(rowsOf(bank, '已补偿项目').length).toBeGreaterThan(0);
});

test('a spell of 暂停 lasts until neither thresholds nor 资格 stop the bank', () => {
  const change = (happenedOn: string, byStanding: boolean, stopped: boolean) => ({
    bank: 'A',
    scheme: 'XW',
    happenedOn,
    byStanding,
    stopped,
  });
  const spells = spellsOf([
    change('2026-01-31', false, true),
    change('2026-02-10', true, true),
    change('2026-02-28', false, false),
    change('2026-03-05', true, false),
    change('2026-04-30', false, true),
  ]);
  expect(spells).toEqual([
    { bank: 'A', scheme: 'XW', first: '2026-01-31', last: '2026-03-04' },
    { bank: 'A', scheme: 'XW', first: '2026-04-30', last: undefined },
  ]);
});

const inPeriod = (day: string): boolean => day >= FROM && day <= ON;
const fen = (yuan: string | undefined): number =>
  Math.round(Number((yuan ?? '').replaceAll(',', '') || '0') * 100);
const count = (text: string | undefined): number => Number(text ?? '0');
const total = (rows: readonly Row[], header: string): number =>
  rows.reduce((sum, row) => sum + fen(row[header]), 0);

const csv = (bytes: Buffer): Row[] => parse(bytes, { columns: true, bom: true });

let registers: Map<string, Row[]> | undefined;

function register(name: string): Row[] {
  registers ??= new Map(
    [...filesBelow(join(out, 'registers'))]
      .filter(([path]) => path.endsWith('.csv'))
      .map(([path, bytes]) => [path, csv(bytes)]),
  );
  return registers.get(`${name}.csv`) ?? [];
}

/** Settlement lines of a bank, scheme and type on such days; those since the last month's end come from no file. */
function settled(bank: string, scheme: string, type: string, when: (day: string) => boolean): number {
  settlements ??= [...filesBelow(out)]
    .filter(([path]) => /\/settlement-[^/]*\.csv$/.test(path))
    .flatMap(([path, bytes]) => csv(bytes).map((row) => ({ ...row, 银行: path.split('/')[1] ?? '' })));
  const lines = settlements.filter(
    (l) => l['银行'] === bank && l['政策类型'] === scheme && l['类型'] === type && when(l['日期'] ?? ''),
  );
  return total(lines, '金额');
}

let settlements: Row[] | undefined;

/** R-<bank>-<scheme>-… and Z-<bank>-<scheme>-…. */
const schemeOf = (row: Row): string => row['业务编号']?.split('-')[2] ?? '';

const pairs = (): [string, string][] =>
  register('positions').map((row) => [row['银行'] ?? '', row['政策类型'] ?? '']);

const rowsOf = (report: Map<string, Row[]>, table: string): Row[] => {
  const rows = report.get(table) ?? [];
  return rows.slice(
    0,
    rows.findIndex((row) => Object.values(row)[0] === '合计'),
  );
};

const lineOf = (report: Map<string, Row[]>, table: string, bank: string, scheme: string): Row | undefined =>
  rowsOf(report, table).find((row) => row['银行'] === bank && row['政策类型'] === scheme);

/** Statement lines that were taken, in order of arrival. */
async function statements(): Promise<Row[]> {
  const drops = [...filesBelow(fromRoot(SAMPLES.inbox))]
    .filter(([path]) => /ACCOUNT\/.*\.csv$/.test(path))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return drops.flatMap(([, bytes]) => parse(decode(bytes), { columns: true, bom: true }) as Row[]);
}

function decode(bytes: Buffer): string {
  const utf8 = bytes.toString('utf8');
  return utf8.includes('�') ? new TextDecoder('gb18030').decode(bytes) : utf8;
}

/** The sheets of a workbook as rows by header, read without our own reader; the header is the fourth row. */
async function sheets(path: string): Promise<Map<string, Row[]>> {
  return new Map([...(await sheetXml(path))].map(([name, xml]) => [name, rowsIn(xml)]));
}

async function sheetXml(path: string): Promise<Map<string, string>> {
  const parts = unzipSync(await readFile(path));
  const text = (name: string): string => new TextDecoder().decode(parts[name]);
  const names = [...text('xl/workbook.xml').matchAll(/<sheet name="([^"]*)"/g)].map(([, name]) => name ?? '');
  return new Map(names.map((name, i) => [name, text(`xl/worksheets/sheet${i + 1}.xml`)]));
}

function cellsIn(xml: string): string[][] {
  return [...xml.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, cells]) =>
    [...(cells ?? '').matchAll(/<c [^>]*?(?:\/>|>(.*?)<\/c>)/gs)].map(
      ([, inner]) =>
        /<v>([^<]*)<\/v>|<t[^>]*>([^<]*)<\/t>/
          .exec(inner ?? '')
          ?.slice(1)
          .find(Boolean) ?? '',
    ),
  );
}

/** Every block of every table as rows by header, named `<表>` or `<表> <title>`; 合计 is the last row. */
async function blocksOf(path: string): Promise<Map<string, Row[]>> {
  const found = new Map<string, Row[]>();
  for (const [name, xml] of await sheetXml(path)) {
    const parts: string[][][] = [[]];
    for (const row of cellsIn(xml).slice(3)) {
      if (row.length === 0) parts.push([]);
      else parts.at(-1)?.push(row);
    }
    for (const part of parts) {
      const title = part[0]?.length === 1 ? ` ${part.shift()?.[0]}` : '';
      const [header = [], ...rows] = part;
      found.set(
        `${name}${title}`,
        rows.map((row) => Object.fromEntries(header.map((one, i) => [one, row[i] ?? '']))),
      );
    }
  }
  return found;
}

function rowsIn(xml: string): Row[] {
  const rows = cellsIn(xml);
  const header = rows[3] ?? [];
  const blank = rows.findIndex((row, i) => i > 3 && row.length === 0);
  return rows
    .slice(4, blank < 0 ? undefined : blank)
    .map((row) => Object.fromEntries(header.map((name, i) => [name, row[i] ?? ''])));
}
