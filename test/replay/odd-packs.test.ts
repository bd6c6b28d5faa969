import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkWords } from '../../src/commands/check.js';
import { droppedBy } from '../../src/commands/kept-books.js';
import { summaryText } from '../../src/commands/summary.js';
import { booksAt } from '../../src/ledger/views/past.js';
import { replay, type Workplace } from '../../src/pipeline.js';
import { makeReport } from '../../src/publish/report/make.js';
import { forecast } from '../../src/questions/forecast.js';
import { restingOn } from '../../src/rulebook/articles.js';
import { packPages } from '../../src/rulebook/documents.js';
import { look } from '../../src/stages/receive.js';
import { storiesOf } from '../../src/trace/trace.js';
import { verify } from '../../src/verify/verify.js';
import { put, temporaryFolder } from '../support/files.js';
import { type PackFile, readYaml, writePack } from '../support/packs.js';
import { csv, GOOD_CLAIM, GOOD_FILING, uscc } from '../support/rows.js';
import { faultsOf } from './invariants.js';
import { filesBelow, fromRoot, openReplay, SILENT } from './replays.js';

/** Packs that use what the shipped ones do not (test/fixtures/packs), all in one replay, against results worked out by hand. */

type Row = Readonly<Record<string, string>>;

interface Fixture {
  readonly packs: readonly PackFile[];
  readonly rows: Readonly<Record<string, readonly Row[]>>;
  readonly claims?: Row;
  readonly returned?: Row;
  readonly filings?: Row;
  readonly opinions?: Readonly<Record<string, Row>>;
}

const FOLDER = 'test/fixtures/packs';
const FIXTURES = readdirSync(fromRoot(FOLDER)).map((name) => readYaml(join(FOLDER, name)) as Fixture);
const BANKS = ['AAB', 'BBB'];

const { 亦庄新城范围内: _area, 科创担保计划支持对象: _scope, ...FILING } = GOOD_FILING;
const OWN_COLUMNS = ['营业收入(万元)', '产学研合作', '抵押物占比(%)', '信用占比(%)', '加成部分'];
const DATED = { 放款日期: '2026-01-10', 合同到期日: '2026-07-10' };

function filing({ 企业 = '1', ...row }: Row): Row {
  const own = Object.fromEntries(OWN_COLUMNS.map((name) => [name, '']));
  const known = { ...FILING, ...own, in_area: '是', 征信未结清余额: '0.00', 征信含本笔: '否', ...DATED };
  const disbursed = row['放款日期'] ?? DATED.放款日期;
  const borrower = { 企业名称: `企业${企业}`, 统一社会信用代码: uscc(Number(企业)) };
  return { ...known, ...borrower, 征信报告日期: disbursed, ...row };
}

/** The enterprise of each loan, by bank and IOU: a claim names the one filed. */
const BORROWERS = new Map(
  FIXTURES.flatMap(({ rows }) => Object.entries(rows))
    .flatMap(([place, lines]) =>
      lines.map((row) => [`${place.split('/')[1]}/${row['借据编号']}`, row['企业']] as const),
    )
    .filter(([, enterprise]) => enterprise !== undefined),
);

function claim(bank: string, row: Row): Row {
  const borrower = uscc(Number(BORROWERS.get(`${bank}/${row['借据编号']}`)));
  const known = { ...GOOD_CLAIM, 不良认定日期: '2026-07-15', 不良本金余额: '1000000.00' };
  return { ...known, 统一社会信用代码: borrower, ...row };
}

/** The rows of all fixtures, each file of a day and sender once. */
async function dropAll(inbox: string): Promise<void> {
  const files = new Map<string, Row[]>();
  for (const [place, rows] of FIXTURES.flatMap((one) => Object.entries(one.rows))) {
    const [, sender = '', kind = ''] = place.split('/');
    const full = rows.map((row) => {
      if (kind === '备案') return filing(row);
      return kind === '补偿申请' ? claim(sender, row) : row;
    });
    files.set(place, [...(files.get(place) ?? []), ...full]);
  }
  for (const [place, rows] of files) await put(inbox, `${place}.csv`, csv(rows));
}

let place: Workplace;
let files: ReadonlyMap<string, Buffer>;
let archive = '';

beforeAll(async () => {
  const [config, inbox, out] = [await temporaryFolder(), await temporaryFolder(), await temporaryFolder()];
  const packs = FIXTURES.flatMap((one) => one.packs);
  for (const pack of packs) await writePack(config, pack);
  const agreements = packs.flatMap(({ scheme }) =>
    BANKS.map((bank) => `${bank},银行${bank},${scheme.code},2025-10-01,`),
  );
  await put(config, 'banks.csv', `code,name,scheme,from,to\n${agreements.join('\n')}\n`);
  await put(config, 'fund.csv', 'effective_on,capital\n2025-10-01,10000000000.00\n');
  await dropAll(inbox);
  place = await openReplay(config, out);
  await replay(place, inbox, '2027-01-31', SILENT);
  files = filesBelow(out);
  archive = join(out, 'archive');
}, 120_000);
afterAll(() => place.db.close());

const lines = (name: string): Row[] =>
  parse(files.get(name) ?? Buffer.from(''), { columns: true, bom: true }) as Row[];

it('pays what was worked out by hand', () => {
  const wanted = Object.assign({}, ...FIXTURES.map(({ claims }) => claims)) as Row;
  const got = lines('registers/claims.csv').map((line) => [
    line['业务编号'],
    `${line['补偿比例']}% ${line['补偿金额']} ${line['状态']}`,
  ]);
  expect(Object.fromEntries(got)).toEqual(wanted);
});

it('returns and refers what its limits say, each on both sides', () => {
  const rows = [...files.keys()]
    .filter((name) => name.endsWith('.receipt.csv'))
    .flatMap((name) => lines(name).map((line): Row => ({ ...line, 种类: name })));
  const returned = rows.filter((row) => row['结果'] === '退回').map((row) => [row['借据编号'], row['代码']]);
  expect(Object.fromEntries(returned)).toEqual(Object.assign({}, ...FIXTURES.map((one) => one.returned)));
  const filed = Object.assign({}, ...FIXTURES.map((one) => one.filings)) as Row;
  const got = rows
    .filter((row) => row['种类']?.includes('备案') && filed[row['借据编号'] ?? ''] !== undefined)
    .map((row) => [row['借据编号'], `${row['结果']} ${row['代码']}`.trim()]);
  expect(Object.fromEntries(got)).toEqual(filed);
});

it('suspends and resumes on the days worked out by hand', () => {
  for (const [date, wanted] of FIXTURES.flatMap(({ opinions = {} }) => Object.entries(opinions))) {
    const got = lines(`${date}/BUREAU/opinion.csv`).map((line) => [line['业务编号'], line['意见']]);
    expect(Object.fromEntries(got)).toMatchObject(wanted);
  }
});

it('explains itself: verify finds no difference, trace derives every claim again', async () => {
  expect(await faultsOf(place.db)).toEqual([]);
  expect((await verify(place.db, { archive, out: undefined }, () => {})).difference).toBeUndefined();
  const [story] = await storiesOf(place.db, 'C-AAB-QF-F4', archive);
  expect(JSON.stringify(story)).toContain('40.00%(分段、一年以上,每笔以2,000,000.00元为限)');
}, 120_000);

it('tells a suspended bank what it was measured by', () => {
  const notices = lines('2026-08-31/AAB/notice.csv').filter((line) => line['业务编号'] === 'C-AAB-QJ-J3');
  expect(notices.map((line) => Object.values(line).join(' ')).join()).toContain(
    '当年补偿占比5.5000%,当年补偿净额1,100,000.00元,暂停办理补偿业务',
  );
});

it('is understood by the closing page, forecasts, reports and dry runs', async () => {
  const { db, configuration, out } = place;
  const { reference } = configuration;
  const on = '2027-01-31';
  expect(await summaryText(db, out, on)).toMatch(/QJ/);
  const outlook = await forecast(db, reference, '2026-12-31');
  expect(outlook.fund).toBeDefined();
  const scope = { kind: 'annual', from: '2026-01-01', on: '2026-12-31' } as const;
  const report = await booksAt(db, scope.on, (books) =>
    makeReport({ db: books, scope, fund: reference.fund, feeLimit: () => undefined }, undefined),
  );
  expect(JSON.stringify(report, (_, value) => (typeof value === 'bigint' ? String(value) : value))).toMatch(
    /QF/,
  );
  const folder = await temporaryFolder();
  const row = filing({
    政策类型: 'QL',
    借据编号: 'N1',
    企业: '90',
    放款日期: '2026-12-10',
    '营业收入(万元)': '1',
  });
  const path = await put(folder, 'AAB/备案.csv', csv([{ ...row, 合同到期日: '2028-01-10' }]));
  const arrival = { file: droppedBy('AAB', path), receivedOn: '2027-01-31', onRows: () => {} };
  const { text } = await checkWords(db, await look(arrival, reference), reference);
  expect(text).toContain('F-TERM');
}, 60_000);

it('has a rule book and a coverage of every pack', async () => {
  const reference = place.configuration.reference;
  const pages = await packPages(reference);
  const book = pages.get('rulebook.zh-CN.md') ?? '';
  expect(book).not.toMatch(/\[object|undefined/);
  for (const { scheme } of FIXTURES.flatMap(({ packs }) => packs)) {
    const document = reference.policies.of(scheme.code).documents[0];
    expect(book).toContain(document.number);
    expect(pages.get('coverage.zh-CN.md')).toContain(document.number);
    for (const { article } of document.articles)
      expect(Object.values(restingOn(document, article, reference.catalogue)).flat()).not.toEqual([]);
  }
}, 30_000);
