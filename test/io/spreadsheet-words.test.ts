import { describe, expect, it } from 'vitest';
import { loadReference } from '../../src/io/config/load.js';
import { parseFileName } from '../../src/io/filename.js';
import { type Header, readHeader } from '../../src/io/header.js';
import { checkForm } from '../../src/io/row-form.js';
import { LIMITS } from '../support/files.js';
import { GOOD_FILING } from '../support/rows.js';

/** What a clerk is told when a spreadsheet program has spoilt a file. */

const { policies } = await loadReference();
const names = Object.keys(GOOD_FILING);
const header = readHeader('filing', names, policies) as Header;
const told = (change: Readonly<Record<string, string>>): string[] =>
  checkForm(header, { cells: Object.values({ ...GOOD_FILING, ...change }) }).findings.map(
    (one) => `${one.code} ${one.message}`,
  );
const problem = (cells: string[]): string => {
  const read = readHeader('filing', cells, policies);
  return 'problem' in read ? read.problem : '';
};

describe('cells', () => {
  it.each([
    [
      '统一社会信用代码',
      '9.11103E+17',
      'FMT-USCC',
      '科学计数法,后面的数位已经丢失。请在表格软件中把该列的单元格格式设为"文本"',
    ],
    ['统一社会信用代码', '11103021234567', 'FMT-USCC', '去掉了开头的0'],
    ['借据编号', '2.02508E+15', 'FMT-VALUE', '科学计数法'],
    ['放款日期', '46113', 'FMT-VALUE', '日期序号(2026-04-01)。请把该列的单元格格式设为"yyyy-mm-dd"'],
  ])('%s %s', (column, text, code, words) => {
    const [message] = told({ [column]: text });
    expect(message).toContain(code);
    expect(message).toContain(words);
  });

  it('what no spreadsheet makes is told as before', () => {
    expect(told({ 放款日期: '2026-02-30' })).toEqual([
      'FMT-VALUE 放款日期"2026-02-30"不是有效日期,应为YYYY-MM-DD。',
    ]);
    expect(told({ 放款日期: '29999' })[0]).not.toContain('日期序号');
    expect(told({ 统一社会信用代码: '91110302MA0000001' })[0]).toContain('有17位,应为18位');
  });

  it('a row of totals is told as one, and only a wrong one', () => {
    const totals = Object.fromEntries(names.map((name) => [name, '']));
    const [message] = checkForm(header, {
      cells: Object.values({ ...totals, 政策类型: '合 计:', 贷款金额: '1,000.00' }),
    }).findings;
    expect(message?.message).toContain('本行第1列为"合 计:",像是合计行,不是数据。请删去本行后重报。');
    expect(told({ 企业名称: '合计' })).toEqual([]);
  });
});

describe('headers', () => {
  it('a name without its unit is told with it', () => {
    expect(problem(names.map((name) => (name === '年利率(%)' ? '年利率' : name)))).toContain(
      '"年利率"(应为"年利率(%)"?)',
    );
  });
  it('a title above the header', () => {
    expect(problem(['2026年二季度备案表', ...names.slice(1).map(() => '')])).toContain(
      '第一个有内容的行是"2026年二季度备案表",像是标题。请删去表头上方的标题行',
    );
  });
  it('lone carriage returns', () => {
    expect(problem([...names.slice(0, -1), `${names.at(-1)}\r小微`])).toContain('行末只有回车符(CR)');
  });
  it('a name that is near none is told as unknown', () => {
    expect(problem(['颜色', ...names])).toContain('有不认识的列:"颜色"。');
  });
});

it.each(['备案-2026Q2.xls', '备案.et', '备案.ods', '备案.txt'])('%s: how to save it', (name) => {
  expect(parseFileName(name, LIMITS)).toEqual({
    problem: expect.stringContaining('另存为"CSV UTF-8(逗号分隔)"'),
  });
});
