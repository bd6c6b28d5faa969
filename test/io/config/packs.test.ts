import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { ConfigError } from '../../../src/io/config/config-error.js';
import { loadReference } from '../../../src/io/config/load.js';
import { withPacks } from '../../support/changed-policy.js';
import { gb18030, put, temporaryFolder } from '../../support/files.js';

/** Packs that make no sense stop the program at the start, with file, line and reason. */

let folder = '';
beforeEach(async () => {
  folder = await temporaryFolder();
  await withPacks(folder);
});

const DOCUMENT = 'policy/XW/2025-12/document.yaml';
const RULES = 'policy/XW/2025-12/rules.yaml';
const SCHEME = 'policy/XW/scheme.yaml';
const KC_DOCUMENT = 'policy/KC/2025-13/document.yaml';
const KC_RULES = 'policy/KC/2025-13/rules.yaml';

async function faultOf(file: string, from: string | RegExp, to: string): Promise<ConfigError> {
  const before = await readFile(join(folder, file), 'utf8');
  const after = before.replace(from, to);
  expect(after, 'the text to change is there').not.toBe(before);
  await put(folder, file, after);
  const fault: unknown = await loadReference(folder).catch((reason: unknown) => reason);
  if (!(fault instanceof ConfigError)) throw new Error('was read');
  return fault;
}

describe('a pack that makes no sense', () => {
  it.each<[string, string, string | RegExp, string, RegExp]>([
    ['another code than its folder', SCHEME, 'code: XW', 'code: XX', /与文件夹名XW不一致/],
    [
      'a word that is another scheme’s',
      SCHEME,
      'words: [小微, XW]',
      'words: [小微, XW, 科创]',
      /称呼"科创"也是/,
    ],
    ['a place that is taken', SCHEME, 'place: 1', 'place: 2', /次序2也是/],
    ['an unknown column with words', SCHEME, 'entity_type:', 'entity_kind:', /entity_kind/],
    ['a validity backwards', DOCUMENT, /to: 2026-12-31/, 'to: 2024-12-31', /validity:止早于起/],
    [
      'a gap in the dates of a value',
      DOCUMENT,
      /(filing_window:\n.*\n.*\n.*from: )2025-06-30/,
      '$12025-07-01',
      /前后衔接/,
    ],
    ['a ratio over 100 %', DOCUMENT, 'percent: 30', 'percent: 101', /比例超过100%/],
    ['a ratio of nothing', DOCUMENT, 'percent: 30', 'percent: 0', /ratio/],
    [
      'add-ons beyond 100 %',
      DOCUMENT,
      /- percent: 30\n([\s\S]*?) +most: 40\n/,
      '- percent: 95\n$1',
      /超过100%,又没有封顶/,
    ],
    [
      'an unknown fact',
      DOCUMENT,
      /qualified: 是\n( +)points/,
      'qualfied: 是\n$1points',
      /不认识的事实"qualfied"/,
    ],
    ['an unknown value of a fact', DOCUMENT, /first_loan: 是/, 'first_loan: 对', /不认识的值"对"/],
    [
      'a word where a number is compared',
      DOCUMENT,
      /qualified: 是\n( +)points/,
      'term_months: 是\n$1points',
      /是数字/,
    ],
    [
      'no default case and nothing said of it',
      DOCUMENT,
      '- percent: 30',
      '- when: {loan_type: [信用]}\n              percent: 30',
      /C-RATIO-NONE不能是off/,
    ],
    [
      'a fact that may be missing and nothing said of it',
      DOCUMENT,
      '- percent: 30',
      '- when: {revenue: {up_to: 2000}}\n              percent: 50\n            - percent: 30',
      /C-RATIO-OPEN不能是off/,
    ],
    [
      'a case that is never reached',
      DOCUMENT,
      '- percent: 30',
      '- percent: 30\n            - percent: 40',
      /永远用不到/,
    ],
    [
      'an own part without a shared guarantee',
      DOCUMENT,
      '- percent: 30',
      '- percent: 30\n              at_most_of: own_risk',
      /需要参数risk_shared/,
    ],
    ['neither percent nor slabs', DOCUMENT, '- percent: 30', '- why: 基础', /percent与slabs/],
    ['an empty list', DOCUMENT, /value: \[小型, 微型\]/, 'value: []', /enterprise_sizes/],
    [
      'a parameter nobody looks at',
      DOCUMENT,
      'parameters:\n',
      'parameters:\n  term_months:\n    article: 第二条\n    values:\n      - {from: 2025-06-30, to: 2026-12-31, value: {most: 24}, source: x, checked: 2026-11-24}\n\n',
      /term_months没有用处/,
    ],
    ['an unknown run', DOCUMENT, 'value: month', 'value: weekly', /run_period/],
    ['an unknown measure', DOCUMENT, 'of: net', 'of: gross', /suspension/],
    ['a share of suspension over 100 %', DOCUMENT, 'over: 3\n', 'over: 300\n', /占比超过100%/],
    [
      'a rule without article',
      RULES,
      /( {2}F-AREA:\n(?: {4}.*\n)*?) {4}article: .*\n/,
      '$1',
      /F-AREA没有依据/,
    ],
    [
      'a rule without a quoted sentence',
      RULES,
      /( {2}F-WINDOW-LATE:\n(?: {4}.*\n)*?) {4}quotes:\n(?: {6}.*\n)+/,
      '$1',
      /没有引文/,
    ],
    ['a rule left out', RULES, /\n {2}F-TERM: off\n/, '\n', /没有写F-TERM/],
    [
      'a code that does not exist',
      RULES,
      '  F-TERM: off',
      '  F-TERMS: off\n  F-TERM: off',
      /没有代码F-TERMS/,
    ],
    [
      'a rule of the data switched off',
      RULES,
      '  F-TERM: off',
      '  F-TERM: off\n  F-MATURITY: off',
      /F-MATURITY是数据和流程的要求,不能关闭/,
    ],
    [
      'a rule that the books rely on switched off',
      RULES,
      /( {2}F-DUPLICATE:)\n(?: {4}.*\n)+/,
      '$1 off\n',
      /F-DUPLICATE不能关闭/,
    ],
    [
      'a rule without the number it needs',
      RULES,
      '  F-TERM: off',
      '  F-TERM: {article: 第二条, quotes: [x]}',
      /需要参数term_months/,
    ],
    [
      'a silent rule that rejects',
      RULES,
      '  F-TERM: off',
      '  F-TERM: {silent: 没有写, severity: reject}',
      /只能是refer/,
    ],
    ['an unknown severity', RULES, 'severity: refer', 'severity: maybe', /severity|F-TRANSITION|无效/],
    ['an article that there is not', RULES, /article: 第四条/, 'article: 第九十九条', /第九十九条/],
    [
      'an opinion’s article that there is not',
      DOCUMENT,
      '建议补偿: 第七条',
      '建议补偿: 第七十条',
      /引用的第七十条/,
    ],
    [
      'a parameter’s article that there is not',
      DOCUMENT,
      'article: 第十二条',
      'article: 第十二款',
      /第十二款/,
    ],
    [
      'an overlap in the dates of a value',
      DOCUMENT,
      /(filing_window:\n.*\n.*\n.*from: )2025-06-30/,
      '$12025-06-29',
      /前后衔接/,
    ],
    [
      'a value whose dates are swapped',
      DOCUMENT,
      /(filing_window:\n.*\n.*\n.*\n +to: )2026-12-31/,
      '$12025-06-01',
      /早于起期/,
    ],
    [
      'a value that ends a day early',
      DOCUMENT,
      /(filing_window:\n.*\n.*\n.*\n +to: )2026-12-31/,
      '$12026-12-30',
      /应至有效期末2026-12-31/,
    ],
    [
      'a day that there is not',
      DOCUMENT,
      'checked: 2026-11-22',
      'checked: 2026-11-31',
      /checked:不是有效日期/,
    ],
    ['an empty file', DOCUMENT, /[\s\S]*/, '', /文件是空的/],
    ['a document without a title', DOCUMENT, /title: .*\n/, '', /没有写title/],
    ['a document without ratios', DOCUMENT, / {2}ratio:\n(?: {4}.*\n)+/, '', /没有写parameters\.ratio/],
    ['an unknown key', DOCUMENT, 'short: 12号', 'short: 12号\nshorter: 12', /不认识的项shorter/],
    ['a key written twice', DOCUMENT, 'short: 12号', 'short: 12号\nshort: 12号', /同一项写了两次/],
    ['a tab', DOCUMENT, '  from: 2025-06-30', '\tfrom: 2025-06-30', /制表符/],
    ['a bracket that is left open', DOCUMENT, '[小型, 微型]', '[小型, 微型', /不是有效的YAML/],
    ['a percentage with its sign', DOCUMENT, 'percent: 30', 'percent: 30%', /应为百分数/],
    ['a sum with thousands', DOCUMENT, 'value: 10000000.00', 'value: 10,000,000.00', /应为金额|写法不对/],
    [
      'one value where a list belongs',
      DOCUMENT,
      'value: [企业法人, 非法人企业, 个体工商户]',
      'value: 企业法人',
      /应写成一串值/,
    ],
    [
      'a word that no file may have',
      DOCUMENT,
      '[信用, 知识产权质押',
      '[信用, 知产质押',
      /不认识的值"知产质押"/,
    ],
    ['a size that there is not', DOCUMENT, 'value: [小型, 微型]', 'value: [小微]', /不认识的值"小微"/],
    ['a class that there is not', DOCUMENT, '[次级, 可疑, 损失]', '[次级, 逾期]', /不认识的值"逾期"/],
    [
      'a condition on a word that no file may have',
      DOCUMENT,
      /qualified: 是\n( +)points/,
      'loan_type: [信用贷]\n$1points',
      /不认识的值"信用贷"/,
    ],
    [
      'bounds that no number meets',
      DOCUMENT,
      /qualified: 是\n( +)points/,
      'term_months: {over: 24, up_to: 24}\n$1points',
      /互相矛盾/,
    ],
    [
      'an unknown bound',
      DOCUMENT,
      /qualified: 是\n( +)points/,
      'term_months: {above: 24}\n$1points',
      /above/,
    ],
    [
      'a threshold that is not there',
      DOCUMENT,
      / +over: 5000000.00\n/,
      '',
      /没有写parameters\.suspension.*over/,
    ],
    ['a suspension that no article carries', DOCUMENT, / {2}暂停补偿: .*\n/, '', /没有写opinions\.暂停补偿/],
    ['a window longer than its period', DOCUMENT, 'days: 15', 'days: 115', /比一个月或一个季度还长/],
    [
      'slabs that do not grow',
      DOCUMENT,
      '- percent: 30',
      '- slabs: [{up_to: 2000000.00, percent: 30}, {up_to: 1000000.00, percent: 20}]',
      /逐段增大/,
    ],
    [
      'an open slab before the last',
      DOCUMENT,
      '- percent: 30',
      '- slabs: [{percent: 30}, {up_to: 1000000.00, percent: 20}]',
      /只有最后一段/,
    ],
    [
      'a base that is no column of money',
      DOCUMENT,
      '- percent: 30',
      '- percent: 30\n              base_at_most: topped_part',
      /C-RATIO-OPEN不能是off/,
    ],
    [
      'the bank’s own part of a loan that is not shared',
      KC_DOCUMENT,
      'loan_type: [银担分险]\n',
      'loan_type: [信用]\n',
      /own_risk只用于/,
    ],
    [
      'the bank’s own part that may be missing',
      KC_RULES,
      /( {2}C-OWN-RISK:)\n(?: {4}.*\n)+/,
      '$1 off\n',
      /C-OWN-RISK不能是off/,
    ],
    ['a scheme before itself', KC_DOCUMENT, 'value: [XW]', 'value: [KC]', /before写了"KC"/],
    ['a scheme before none', KC_DOCUMENT, 'value: [XW]', 'value: [ZZ]', /before写了"ZZ"/],
    ['a rule that is neither on nor off', RULES, 'F-TERM: off', 'F-TERM: on', /应为off/],
    ['a silence without a reason', RULES, 'F-TERM: off', 'F-TERM: {silent: }', /F-TERM/],
    [
      'a calculation without a sentence',
      RULES,
      /( {2}缴回期限:\n {4}article: .*\n) {4}quotes:\n(?: {6}.*\n)+/,
      '$1',
      /缴回期限没有依据/,
    ],
    [
      'a calculation that there is not',
      RULES,
      'calculations:\n',
      'calculations:\n  罚息: off\n',
      /没有名为罚息的计算/,
    ],
    ['no word for no qualification', SCHEME, 'qualification: [无, ', 'qualification: [', /没有"无"/],
    ['no words for a column', SCHEME, / {2}loan_type: .*\n/, '', /没有写loan_type/],
    ['a word written twice', SCHEME, '[新发放, ', '[续贷, ', /"续贷"写了两次/],
    ['a place that is none', SCHEME, 'place: 1', 'place: 0', /1至99/],
    [
      'a column of the contract',
      SCHEME,
      'place: 1\n',
      'place: 1\nextra:\n  - {key: revenue, header: 收入, type: amount, required: 否}\n',
      /key"revenue"已有/,
    ],
    [
      'a header of the contract',
      SCHEME,
      'place: 1\n',
      'place: 1\nextra:\n  - {key: kind, header: 贷款类型, type: amount, required: 否}\n',
      /列名"贷款类型"备案文件已有/,
    ],
    [
      'a choice of nothing',
      SCHEME,
      'place: 1\n',
      'place: 1\nextra:\n  - {key: kind, header: 种类, type: choice, required: 否}\n',
      /只有choice写values/,
    ],
  ])('%s', async (_, file, from, to, reason) => {
    const fault = await faultOf(file, from, to);
    expect(fault.reason).toMatch(reason);
    expect(fault.file).toMatch(/^policy\/(XW|KC)\//);
    expect(fault.message).toMatch(/^配置文件policy\/[^:]+第\d+行:[^A-Za-z]*/);
  });

  it('a document that does not follow the one before', async () => {
    const next = (await readFile(join(folder, DOCUMENT), 'utf8'))
      .replaceAll('2025-06-30', '2027-01-02')
      .replaceAll('2026-12-31', '2029-12-31');
    await put(folder, 'policy/XW/2027/document.yaml', next);
    for (const name of ['rules.yaml', 'articles.yaml'])
      await put(
        folder,
        `policy/XW/2027/${name}`,
        await readFile(join(folder, 'policy/XW/2025-12', name), 'utf8'),
      );
    await expect(loadReference(folder)).rejects.toThrow(/应自2027-01-01起,与京技管发〔2025〕12号前后衔接/);
  });

  it.each(['scheme.yaml', '2025-12/rules.yaml', '2025-12/articles.yaml', '2025-12/document.yaml'])(
    'without %s',
    async (name) => {
      await rm(join(folder, 'policy/XW', name));
      await expect(loadReference(folder)).rejects.toThrow(/^配置文件policy\/XW\/.*文件不存在/);
    },
  );

  it('in another encoding', async () => {
    await put(folder, SCHEME, gb18030(await readFile(join(folder, SCHEME), 'utf8')));
    await expect(loadReference(folder)).rejects.toThrow(/不是UTF-8/);
  });

  it('a folder of packs with none in it', async () => {
    await rm(join(folder, 'policy'), { recursive: true });
    await mkdir(join(folder, 'policy'));
    await expect(loadReference(folder)).rejects.toThrow(/没有政策包/);
  });

  it('a file that is none of a pack’s', async () => {
    await put(folder, 'policy/XW/2025-12/rule.yaml', 'a: b\n');
    await expect(loadReference(folder)).rejects.toThrow(/不是政策包的文件/);
  });
});
