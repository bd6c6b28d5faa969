import { describe, expect, it } from 'vitest';
import type { Kind } from '../../src/domain/kinds.js';
import { columnsOf } from '../../src/io/columns.js';
import { loadReference } from '../../src/io/config/load.js';
import { type Header, readHeader } from '../../src/io/header.js';
import { CellMemo, checkForm } from '../../src/io/row-form.js';

const { policies } = await loadReference();
const COLUMNS = columnsOf(policies);

const FILING: Readonly<Record<string, string>> = {
  scheme: '小微',
  iou_no: 'JJ-1',
  enterprise_name: '亦庄企业001',
  uscc: '91110000802100433B',
  entity_type: '企业法人',
  enterprise_size: '小型',
  in_area: '是',
  disqualified: '否',
  qualification: '无',
  loan_type: '信用',
  other_cover: '无',
  currency: 'CNY',
  principal: '1,000,000.00',
  disbursed_on: '2026/1/5',
  matures_on: '20270105',
  annual_rate: '３．８５',
  lpr_tenor: '1Y',
  credit_report_on: '2026-01-04',
  credit_balance: '0',
  includes_this_loan: '否',
  first_loan: '是',
};

function check(change: Readonly<Record<string, string>>, base = FILING, kind: Kind = 'filing') {
  const row = { ...base, ...change };
  const header = readHeader(kind, Object.keys(row), policies) as Header;
  return checkForm(header, { cells: Object.values(row) });
}

const codes = (change: Readonly<Record<string, string>>) =>
  check(change).findings.map((finding) => finding.code);
const message = (change: Readonly<Record<string, string>>) => check(change).findings[0]?.message;

describe('a row of right form', () => {
  it('has no finding, and canonical values of the cells that hold one', () => {
    const { values, findings } = check({ origination: '', industry: ' ', employees: '100' });
    expect(findings).toEqual([]);
    expect(values).toMatchObject({
      scheme: 'XW',
      principal: '1000000.00',
      disbursed_on: '2026-01-05',
      matures_on: '2027-01-05',
      annual_rate: '3.85',
      employees: '100',
    });
    expect(Object.keys(values)).not.toContain('origination');
    expect(Object.keys(values)).not.toContain('industry');
  });

  it('may carry anything in the columns a reject file added', () => {
    expect(codes({ 退回代码: 'F-RATE', 退回原因: 'x', 依据条款: '' })).toEqual([]);
  });

  it('every finding rejects and rests on no article', () => {
    expect(check({ uscc: 'x', principal: '' }).findings).toEqual([
      { code: 'FMT-REQUIRED', severity: 'reject', article: '', message: expect.any(String) },
      { code: 'FMT-USCC', severity: 'reject', article: '', message: expect.any(String) },
    ]);
  });
});

describe('findings', () => {
  it.each<[string, Record<string, string>, string[]]>([
    ['a required value is empty', { currency: '　' }, ['FMT-REQUIRED']],
    ['a value is not of its type', { annual_rate: '5%' }, ['FMT-VALUE']],
    ['an optional value that is there is checked', { employees: '1,000' }, ['FMT-VALUE']],
    ['the code is wrong', { uscc: '91110000802100433C' }, ['FMT-USCC']],
    ['the code is missing', { uscc: '' }, ['FMT-REQUIRED']],
    [
      'all at once, in order',
      { uscc: 'x', in_area: '', principal: '0' },
      ['FMT-REQUIRED', 'FMT-VALUE', 'FMT-USCC'],
    ],
    ['KC needs the scope', { scheme: 'KC' }, ['FMT-REQUIRED']],
    ['KC with it', { scheme: 'KC', sti_scope: '否' }, []],
    ['XW does not', { scheme: 'XW', sti_scope: '' }, []],
    ['a condition on a wrong value does not count', { scheme: 'KX', sti_scope: '' }, ['FMT-VALUE']],
    ['a value nobody asked for is checked all the same', { sti_scope: 'abc' }, ['FMT-VALUE']],
    ['a qualification needs its dates', { qualification: '国家高新技术企业', qual_to: '' }, ['FMT-REQUIRED']],
    ['no qualification needs none', { qualification: '无', qual_from: '', qual_to: '' }, []],
    ['dates without qualification are checked', { qual_from: '2026-02-30' }, ['FMT-VALUE']],
    ['银担分险 needs the share', { loan_type: '银担分险' }, ['FMT-REQUIRED']],
    ['a share over 100', { loan_type: '银担分险', bank_risk_share: '100.01' }, ['FMT-VALUE']],
  ])('%s', (_, change, expected) => {
    expect(codes(change)).toEqual(expected);
  });

  it('the own-risk part of a claim is never asked for by form', () => {
    const claim = {
      scheme: 'KC',
      iou_no: 'JJ-1',
      uscc: '91110000802100433B',
      classification: '损失',
      classified_on: '2026-01-05',
      outstanding: '5',
      docs_complete: '是',
    };
    expect(check({}, claim, 'claim').findings).toEqual([]);
    expect(check({ own_risk_outstanding: '' }, claim, 'claim').findings).toEqual([]);
    expect(check({ own_risk_outstanding: '-1' }, claim, 'claim').findings).toMatchObject([
      { code: 'FMT-VALUE' },
    ]);
  });

  it('the valid values are kept when others are wrong', () => {
    const { values } = check({ principal: '壹佰', currency: '' });
    expect(values).toMatchObject({ scheme: 'XW', iou_no: 'JJ-1' });
    expect(values).not.toHaveProperty('principal');
  });
});

describe('sentences for a clerk', () => {
  it.each<[string, Record<string, string>, string]>([
    ['a date', { disbursed_on: '2026-02-30' }, '放款日期"2026-02-30"不是有效日期,应为YYYY-MM-DD。'],
    [
      'two values in one finding',
      { principal: '壹佰', lpr_tenor: '0' },
      '贷款金额"壹佰"不是有效金额,应为大于0的数字,最多2位小数。LPR期限"0"不是可选值,应为1Y、5Y之一。',
    ],
    [
      'required, and required under a condition',
      { currency: '', qualification: '制造业单项冠军' },
      '必填项没有值:币种、资质有效期起(资质类型不是"无"时必填)、资质有效期止(资质类型不是"无"时必填)。请补填后重报。',
    ],
    [
      'the right check character',
      { uscc: '91110000802100433C' },
      '统一社会信用代码"91110000802100433C"的第18位校验码应为B,代码有误。请按营业执照核对。',
    ],
    [
      'a code too short',
      { uscc: '9144030071526726X' },
      '统一社会信用代码"9144030071526726X"有17位,应为18位。请按营业执照核对。',
    ],
    [
      'a letter the standard does not know',
      { uscc: '9144O30071526726XG' },
      '统一社会信用代码"9144O30071526726XG"不符合GB 32100-2015,应为18位数字或大写字母(不含I、O、S、V、Z)。请按营业执照核对。',
    ],
    [
      'a code too long',
      { uscc: '91110000802100433B0' },
      '统一社会信用代码"91110000802100433B0"有19位,应为18位。请按营业执照核对。',
    ],
  ])('%s', (_, change, expected) => {
    expect(message(change)).toBe(expected);
  });

  it('show what the sender wrote shortened, on one line, without the receipt’s separator', () => {
    const text = message({ iou_no: `a;b\n${'长'.repeat(10_000)}` }) ?? '';
    expect(text).toMatch(/^借据编号"a,b 长{36}…"不是有效编号/);
    expect(text).not.toMatch(/[;\n]/);
  });
});

describe('a row with other than the header’s number of cells', () => {
  const header = readHeader(
    'recovery',
    COLUMNS.recovery.map((column) => column.key),
    policies,
  ) as Header;

  it.each([
    [['HS1', 'JJ-1', '2026-01-05', '5'], '本行有4个单元格,少于表头的5列。'],
    [['x', '', '', '', '', ''], '本行有6个单元格,多于表头的5列。'],
  ])('%j is reported alone', (cells, words) => {
    const { values, findings } = checkForm(header, { cells });
    expect(findings).toMatchObject([{ code: 'FMT-COLUMNS', message: expect.stringContaining(words) }]);
    expect(values).toEqual({});
  });
});

it('reads cells the same whether texts come again or each comes once', () => {
  const header = readHeader('filing', Object.keys(FILING), policies) as Header;
  const memo = new CellMemo();
  for (let n = 0; n < 5_000; n++) {
    const row = {
      ...FILING,
      iou_no: `JJ-${n}`,
      principal: n % 3 === 0 ? `${n}` : '1,000.5',
      currency: n % 7 === 0 ? 'rmb' : 'CNY',
    };
    const cells = Object.values(row);
    expect(checkForm(header, { cells }, memo)).toEqual(checkForm(header, { cells }));
  }
});
