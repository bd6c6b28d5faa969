import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { ConfigError } from '../../../src/io/config/config-error.js';
import { loadReference } from '../../../src/io/config/load.js';
import { withPacks } from '../../rules/support/changed-policy.js';
import { put, temporaryFolder } from '../../support/files.js';

/** Packs that make no sense stop the program at the start, with file, line and reason. */

let folder = '';
beforeEach(async () => {
  folder = await temporaryFolder();
  await withPacks(folder);
});

const DOCUMENT = 'policy/XW/2025-12/document.yaml';
const RULES = 'policy/XW/2025-12/rules.yaml';
const SCHEME = 'policy/XW/scheme.yaml';

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
  ])('%s', async (_, file, from, to, reason) => {
    const fault = await faultOf(file, from, to);
    expect(fault.reason).toMatch(reason);
    expect(fault.file).toMatch(/^policy\/(XW|KC)\//);
    expect(fault.message).toMatch(/^配置文件policy\//);
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

  it('a file that is none of a pack’s', async () => {
    await put(folder, 'policy/XW/2025-12/rule.yaml', 'a: b\n');
    await expect(loadReference(folder)).rejects.toThrow(/不是政策包的文件/);
  });
});
