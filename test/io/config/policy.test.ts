import { readFile } from 'node:fs/promises';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addDays } from '../../../src/domain/dates.js';
import type { Reference } from '../../../src/domain/reference.js';
import { ConfigError } from '../../../src/io/config/config-error.js';
import { shippedConfig } from '../../../src/io/config/config-files.js';
import { loadReference } from '../../../src/io/config/load.js';
import { documentFile, withPacks } from '../../support/changed-policy.js';
import { put, temporaryFolder } from '../../support/files.js';

let shipped: Reference;
let xw = '';
let folder = '';
beforeAll(async () => {
  shipped = await loadReference();
  xw = await readFile(await documentFile(shippedConfig(), 'XW'), 'utf8');
});
beforeEach(async () => {
  folder = await temporaryFolder();
});

/** A value without conditions. */
const always = <T>(value: T) => [{ when: [], value }];

const plainCase = (percent: bigint) => ({
  when: [],
  percent,
  slabs: [],
  why: '基础比例',
  ownRisk: false,
  baseAtMost: undefined,
  refer: undefined,
});

describe('the policies’ numbers, as rules.md has them', () => {
  const terms = (scheme: 'XW' | 'KC') => shipped.policies.of(scheme).termsOn('2026-03-01');

  it('小微', () => {
    expect(terms('XW')).toEqual({
      filingWindow: { per: 'quarter', days: 15, kind: 'working' },
      entityTypes: ['企业法人', '非法人企业', '个体工商户'],
      enterpriseSizes: always(['小型', '微型']),
      loanTypes: ['信用', '知识产权质押', '应收账款质押'],
      covers: ['无', '自然人保证'],
      referredCovers: [],
      referredOriginations: ['借新还旧', '重组'],
      qualifications: [
        '制造业单项冠军',
        '国家高新技术企业',
        '北京市专精特新中小企业',
        '国家级专精特新小巨人',
        '北京市专精特新小巨人',
      ],
      capBank: always(1_000_000_000n),
      capCredit: [
        { when: [{ fact: 'qualified', oneOf: ['是'] }], value: 5_000_000_000n },
        ...always(3_000_000_000n),
      ],
      creditReportWorkdays: 10,
      rateCap: { over: 15_000n },
      lprOneYearMonths: 60,
      termMonths: undefined,
      badClasses: ['次级', '可疑', '损失'],
      claimWindow: { from: 'maturity', months: 12 },
      ratio: {
        pick: 'first',
        cases: [plainCase(300_000n)],
        addOns: [
          { when: [{ fact: 'qualified', oneOf: ['是'] }], points: 100_000n, why: '放款日资质有效' },
          { when: [{ fact: 'first_loan', oneOf: ['是'] }], points: 100_000n, why: '首笔贷款' },
        ],
        stack: 'highest',
        most: 400_000n,
        mostAmount: undefined,
      },
      firstLoan: 'type',
      before: [],
      suspension: {
        join: 'and',
        measures: [
          {
            of: 'applied/filed',
            period: 'all',
            share: { num: 3n, den: 100n },
            sum: undefined,
            lifted: 'within',
          },
          { of: 'net', period: 'all', share: undefined, sum: 500_000_000n, lifted: 'below' },
        ],
      },
      runPeriod: 'month',
      noticeWorkdays: 20,
      returnWorkdays: 10,
      writeoffReasons: ['破产清算', '终结执行'],
      writeoffPapers: [],
      feeRate: { num: 8n, den: 1_000n },
      transition: { from: '2025-04-01', to: '2025-06-29' },
      riskShared: undefined,
    });
  });

  it('科创, where it differs', () => {
    expect(terms('KC')).toEqual({
      ...terms('XW'),
      entityTypes: ['企业法人'],
      enterpriseSizes: always(['中型', '小型']),
      loanTypes: ['信用', '知识产权质押', '应收账款质押', '银担分险'],
      referredCovers: ['保险', '其他财政补偿'],
      qualifications: [],
      capBank: always(3_000_000_000n),
      capCredit: always(5_000_000_000n),
      ratio: {
        ...terms('XW').ratio,
        cases: [
          {
            ...plainCase(200_000n),
            when: [{ fact: 'loan_type', oneOf: ['银担分险'] }],
            why: '银担分险',
            ownRisk: true,
          },
          plainCase(500_000n),
        ],
        addOns: [],
        stack: 'sum',
        most: undefined,
      },
      firstLoan: undefined,
      before: ['XW'],
      suspension: {
        join: 'and',
        measures: [{ of: 'net', period: 'all', share: undefined, sum: 1_500_000_000n, lifted: 'below' }],
      },
      runPeriod: 'quarter',
      writeoffPapers: ['internal_no'],
      feeRate: undefined,
      transition: undefined,
      riskShared: { loanType: '银担分险', covers: ['政府性融资担保'], leastOwnShare: 200_000n },
    });
  });

  it('hold in the policies’ validity', () => {
    const [XW, KC] = ['XW', 'KC'].map((scheme) => shipped.policies.of(scheme).documentOn('2026-03-01'));
    expect([XW?.number, XW?.validFrom, XW?.validTo]).toEqual([
      '京技管发〔2025〕12号',
      '2025-06-30',
      '2026-12-31',
    ]);
    expect([KC?.number, KC?.validFrom, KC?.validTo]).toEqual([
      '京技管发〔2025〕13号',
      '2025-06-30',
      '2028-06-29',
    ]);
  });

  it('each names its article, unit, the date it goes by and where it was read', () => {
    for (const { number, parameters } of shipped.policies.documentsOn('2026-03-01')) {
      for (const parameter of parameters) {
        expect(parameter).toMatchObject({
          title: expect.stringMatching(/./),
          article: expect.stringMatching(/^第.+条/),
          unit: expect.stringMatching(/./),
          judgedOn: expect.stringMatching(/日期/),
        });
        for (const value of parameter.values) expect(value.source).toContain(`${number}${parameter.article}`);
      }
    }
  });
});

/** The shipped file with the bank's cap changed from a day on: the example of config/README.md. */
function withNewCap(from: string, until = addDays(from, -1)): string {
  const value = '        value: 10000000.00';
  const at = xw.indexOf(value);
  const before = xw.slice(0, at).replace(/to: 2026-12-31\n$/, `to: ${until}\n`);
  const rest = xw.slice(at).replace(
    'checked: 2026-11-22\n',
    `checked: 2026-11-22
      - from: ${from}
        to: 2026-12-31
        value: 12000000.00
        source: 京技管发〔2026〕99号
        checked: 2026-07-02
`,
  );
  return before + rest;
}

const XW_FILE = 'policy/XW/2025-12/document.yaml';

async function putXw(content: string): Promise<void> {
  await withPacks(folder);
  await put(folder, XW_FILE, content);
}

describe('a number that changed', () => {
  it('is the old one until the day before, the new one from the day on', async () => {
    await putXw(withNewCap('2026-07-01'));
    const XW = (await loadReference(folder)).policies.of('XW').documentOn('2026-07-01');
    const days = ['2020-01-01', '2025-06-30', '2026-06-30', '2026-07-01', '2026-12-31', '2027-02-01'];
    expect(days.map((day) => (XW.termsOn(day).capBank?.[0]?.value ?? 0n) / 100n)).toEqual([
      10_000_000n,
      10_000_000n,
      10_000_000n,
      12_000_000n,
      12_000_000n,
      12_000_000n,
    ]);
    expect(XW.termsOn('2026-07-01').capCredit?.at(-1)?.value).toBe(3_000_000_000n);
    expect(XW.parameters.find((one) => one.key === 'cap_bank')?.values).toHaveLength(2);
  });

  it('is worked out once for a period, however many rows ask', () => {
    const KC = shipped.policies.of('KC');
    expect(KC.termsOn('2026-07-01')).toBe(KC.termsOn('2025-06-30'));
  });
});

describe('a policy file that does not fit stops the program with the line', () => {
  const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length;

  async function errorOf(content: string): Promise<ConfigError> {
    await putXw(content);
    const error: unknown = await loadReference(folder).catch((reason: unknown) => reason);
    if (!(error instanceof ConfigError)) throw new Error('was read');
    return error;
  }

  it('a day without a value, or with two', async () => {
    for (const until of ['2026-06-29', '2026-07-01']) {
      const text = withNewCap('2026-07-01', until);
      const error = await errorOf(text);
      expect(error).toMatchObject({ file: XW_FILE, line: lineOf(text, 'from: 2026-07-01') });
      expect(error.reason).toContain('cap_bank');
    }
  });

  it.each<[string, RegExp, string, string, string]>([
    [
      'a value that begins too late',
      /from: 2025-06-30(\n\s+to: 2026-12-31\n\s+value:\n\s+per)/,
      'from: 2025-07-01$1',
      'from: 2025-07-01',
      'filing_window',
    ],
    [
      'a value that ends too early',
      /to: 2026-12-31(\n\s+value:\n\s+per)/,
      'to: 2026-12-30$1',
      'to: 2026-12-30',
      '有效期末2026-12-31',
    ],
    [
      'a value past the validity',
      /to: 2026-12-31(\n\s+value:\n\s+per)/,
      'to: 2027-01-01$1',
      'to: 2027-01-01',
      '有效期末2026-12-31',
    ],
    [
      'a value backwards',
      /to: 2026-12-31(\n\s+value:\n\s+per)/,
      'to: 2025-06-01$1',
      'to: 2025-06-01',
      '早于起期',
    ],
    ['an unknown parameter', /cap_bank:/, 'cap_banks:', 'cap_banks:', 'cap_bank'],
    [
      'a parameter too many',
      /parameters:\n/,
      'parameters:\n  own_rule: {}\n',
      'own_rule',
      '不认识的项parameters.own_rule',
    ],
    ['a number of the wrong form', /value: 10000000.00/, 'value: 1e7', 'value: 1e7', '应为金额'],
    ['a rate of the wrong form', /over_lpr: 1.50/, 'over_lpr: 150BP', 'over_lpr: 150BP', 'rate_cap'],
    [
      'a text where a list belongs',
      /value: \[小型, 微型\]/,
      'value: 小型',
      'value: 小型',
      'enterprise_sizes',
    ],
    [
      'a date that does not exist',
      /checked: 2026-11-22/,
      'checked: 2026-11-31',
      'checked: 2026-11-31',
      '不是有效日期',
    ],
    ['broken YAML', /validity:\n/, 'validity: {\n', '  from', 'YAML'],
  ])('%s', async (_, what, by, at, reason) => {
    const text = xw.replace(what, by);
    expect(text).not.toBe(xw);
    const error = await errorOf(text);
    expect(error.file).toBe(XW_FILE);
    expect(error.reason).toContain(reason);
    if (!/parameter$|YAML/.test(_)) expect(error.line).toBe(lineOf(text, at));
  });

  it('a parameter without source', async () => {
    const text = xw.replace(/ +source: .*第十二条.*\n/, '');
    expect(await errorOf(text)).toMatchObject({ reason: expect.stringContaining('source') });
  });
});
