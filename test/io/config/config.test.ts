import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { configurationFrom } from '../../../src/io/config/archived.js';
import { ConfigError } from '../../../src/io/config/config-error.js';
import { CONFIG_TABLES, packFiles, shippedConfig } from '../../../src/io/config/config-files.js';
import { loadConfiguration, loadReference } from '../../../src/io/config/load.js';
import { gb18030, put, temporaryFolder } from '../../support/files.js';

let folder = '';
beforeEach(async () => {
  folder = await temporaryFolder();
});

async function errorOf(name: string, content: string | Uint8Array): Promise<ConfigError> {
  await put(folder, name, content);
  const error: unknown = await loadReference(folder).catch((reason: unknown) => reason);
  if (!(error instanceof ConfigError)) throw new Error(`${name} was read: ${JSON.stringify(error)}`);
  return error;
}

describe('the configuration', () => {
  it('that is shipped is read', async () => {
    const { reference, files } = await loadConfiguration();
    expect(files.map((file) => file.name)).toEqual(
      [...CONFIG_TABLES, ...(await packFiles(shippedConfig()))].sort(),
    );
    expect(files.map((file) => file.name)).toContain('policy/XW/2025-12/document.yaml');
    expect(reference.agreements.codes).toEqual(['BOB', 'CCB', 'ICBC']);
    expect(reference.limits).toEqual({
      bytes: 2 ** 29,
      rows: 2_000_000,
      cellCharacters: 10_000,
      nameCharacters: 128,
    });
  });

  it('a file that a directory does not have is the shipped one', async () => {
    await put(folder, 'fund.csv', 'effective_on,capital\n2025-06-30,12000000.00\n');
    const { reference, files } = await loadConfiguration(folder);
    expect(reference.fund.paidIn.capital).toBe(1_200_000_000n);
    expect(reference.agreements.isBank('ICBC')).toBe(true);
    const banks = files.find((file) => file.name === 'banks.csv');
    expect(banks?.bytes).toEqual(await readFile(join(shippedConfig(), 'banks.csv')));
  });

  it('has an identity that hangs on every byte and nothing else', async () => {
    await cp(shippedConfig(), folder, { recursive: true });
    const shipped = await loadReference();
    expect((await loadReference(folder)).hash).toBe(shipped.hash);
    const yaml = join(folder, 'policy', 'XW', 'scheme.yaml');
    await writeFile(yaml, `${await readFile(yaml, 'utf8')}# a comment\n`);
    expect((await loadReference(folder)).hash).not.toBe(shipped.hash);
  });

  it('a directory that is not there is a mistake, not a reason to fall back', async () => {
    await expect(loadReference(join(folder, 'none'))).rejects.toThrow(ConfigError);
    await expect(loadReference(await put(folder, 'file', ''))).rejects.toThrow(/不是文件夹/);
  });

  it('may come from a spreadsheet: GB18030, slashes in dates, empty lines, other column order', async () => {
    const text = '\r\nname,code,scheme,to,from\r\n宁波银行,NBCB,XW,2026/12/31,2026/1/5\r\n,,,,\r\n';
    await put(folder, 'banks.csv', gb18030(text));
    const { agreements } = await loadReference(folder);
    expect(agreements.lines).toEqual([
      { code: 'NBCB', name: '宁波银行', scheme: 'XW', from: '2026-01-05', to: '2026-12-31' },
    ]);
  });

  it('has people only where they are listed, and the list is part of its identity', async () => {
    const without = await loadConfiguration(folder);
    expect(without.reference.people).toBeUndefined();
    await put(
      folder,
      'people.csv',
      'code,name,role,from,to\nzs,张三,maker,2026-01-01,2026-06-30\nzs,张三,maker,2026-07-01,\nzs,张三,托管复核,2026-01-01,\n',
    );
    const listed = await loadConfiguration(folder);
    expect(listed.reference.people?.permit('zs', 'checker', '2026-01-01')).toEqual({ code: 'zs' });
    expect(listed.reference.hash).not.toBe(without.reference.hash);
    const names = listed.files.map(({ name }) => name);
    expect(names).toContain('people.csv');
    expect(configurationFrom(listed.files).reference.hash).toBe(listed.reference.hash);
  });

  it('both days of an agreement are in it, and an open one has no end', async () => {
    await put(
      folder,
      'banks.csv',
      'code,name,scheme,from,to\nA1,甲,XW,2026-01-05,2026-01-06\nA1,甲,XW,2026-01-07,\n',
    );
    const { agreements } = await loadReference(folder);
    const days = ['2026-01-04', '2026-01-05', '2026-01-06', '2026-01-07', '2030-01-01'];
    expect(days.map((day) => agreements.inForce('A1', 'XW', day))).toEqual([false, true, true, true, true]);
    expect(agreements.inForce('A1', 'KC', '2026-01-05')).toBe(false);
  });
});

describe('a table that does not fit stops the program with file, line and reason', () => {
  const banks = 'code,name,scheme,from,to\nICBC,工行,XW,2026-01-01,2026-06-30\n';
  const lpr = 'published_on,lpr_1y,lpr_5y\n2026-01-20,3.00,3.50\n';
  const fx = 'date,currency,kind,rate\n2026-01-05,USD,中间价,7.1\n';
  const fund = 'effective_on,capital\n2026-01-01,5.00\n';
  const days = 'date,kind,name\n2026-01-01,holiday,元旦\n';
  const people = 'code,name,role,from,to\nzs,张三,托管经办,2026-01-01,2026-06-30\n';
  const sizes = 'industry,gbt4754_2017,metric,large_min,medium_min,small_min\n工业,B,employees,1000,300,20\n';

  it.each<[string, string, number | undefined, string]>([
    ['banks.csv', 'code,name,scheme,from\nICBC,工行,XW,2026-01-01\n', 1, '应为code,name,scheme,from,to'],
    ['banks.csv', '', 1, '没有表头'],
    ['banks.csv', `${banks}BOB,北京银行,XW\n`, 3, '有3个单元格,应为5个'],
    ['banks.csv', `${banks}BOB,北京银行,SX,2026-01-01,\n`, 3, 'scheme"SX"应为KC、XW之一'],
    ['banks.csv', `${banks}B-B,北京银行,XW,2026-01-01,\n`, 3, '只能由字母和数字组成'],
    ['banks.csv', `${banks}Bureau,财政国资局,XW,2026-01-01,\n`, 3, '银行代码不能是'],
    ['banks.csv', `${banks}CUSTODIAN,托管,XW,2026-01-01,\n`, 3, '银行代码不能是'],
    ['banks.csv', `${banks}ACCOUNT,专户,XW,2026-01-01,\n`, 3, '银行代码不能是'],
    ['banks.csv', `${banks},无名,XW,2026-01-01,\n`, 3, 'code没有值'],
    ['banks.csv', `${banks}BOB,,XW,2026-01-01,\n`, 3, 'name没有值'],
    ['banks.csv', `${banks}\nBOB,北京银行,XW,2026-02-30,\n`, 4, 'from"2026-02-30"不是有效日期'],
    ['banks.csv', `${banks}BOB,北京银行,XW,2026-02-02,2026-02-01\n`, 3, '早于起期'],
    ['banks.csv', `${banks}ICBC,工行,XW,2026-06-30,\n`, 3, '重叠'],
    ['banks.csv', `${banks}ICBC,工行,XW,2025-01-01,\n`, 3, '重叠'],
    ['banks.csv', `${banks}ICBC,工行,XW,2025-01-01,2026-01-01\n`, 3, '重叠'],
    ['banks.csv', `${banks}"BOB,北京银行,XW,2026-01-01,\n`, 3, 'CSV'],
    ['lpr.csv', `${lpr}2026-01-20,3.00,3.50\n`, 3, '不晚于上一行的2026-01-20'],
    ['lpr.csv', `${lpr}2025-12-22,3.00,3.50\n`, 3, '不晚于上一行'],
    ['lpr.csv', `${lpr}2026-02-20,3.00%,3.50\n`, 3, 'lpr_1y"3.00%"不是有效利率'],
    ['lpr.csv', `${lpr}2026-02-20,3.00,\n`, 3, 'lpr_5y没有值'],
    ['fx.csv', `${fx}2026-01-05,USD,中间价,7.2\n`, 3, '重复'],
    ['fx.csv', `${fx}2026-01-05,usd,中间价,7.2\n`, 3, '币种'],
    ['fx.csv', `${fx}2026-01-05,EUR,卖出价,7.2\n`, 3, '中间价、现汇买入价、现钞买入价'],
    ['fx.csv', `${fx}2026-01-05,EUR,中间价,0.00\n`, 3, 'rate"0.00"应为大于0'],
    ['fx.csv', `${fx}2026-01-05,EUR,中间价,8e0\n`, 3, 'rate"8e0"'],
    ['fund.csv', `${fund}2026-01-01,6.00\n`, 3, '不晚于上一行'],
    ['fund.csv', `${fund}2025-01-01,6.00\n`, 3, '不晚于上一行'],
    ['fund.csv', `${fund}2026-02-01,1亿\n`, 3, '金额'],
    ['fund.csv', 'effective_on,capital\n', undefined, '至少要有一行'],
    ['people.csv', 'code,name,role,from\nzs,张三,maker,2026-01-01\n', 1, '应为code,name,role,from,to'],
    ['people.csv', `${people}ls,李四,经理,2026-01-01,\n`, 3, '托管经办(maker)、托管复核(checker)'],
    ['people.csv', `${people}ls,,托管复核,2026-01-01,\n`, 3, 'name没有值'],
    ['people.csv', `${people},李四,托管复核,2026-01-01,\n`, 3, 'code没有值'],
    ['people.csv', `${people}ls,李四(外聘),托管复核,2026-01-01,\n`, 3, '不能含括号'],
    ['people.csv', `${people}ls,李四,托管复核,2026-01-01,2025-12-31\n`, 3, '早于起期'],
    ['people.csv', `${people}ls,李四,托管复核,2026-13-01,\n`, 3, '不是有效日期'],
    ['people.csv', `${people}zs,张三,托管经办,2026-06-30,\n`, 3, '重叠'],
    ['people.csv', `${people}zs,张山,托管复核,2026-06-30,\n`, 3, '同时是"张三"和"张山"'],
    ['workdays.csv', `${days}2026-01-01,makeup,元旦\n`, 3, '2026-01-01重复'],
    ['workdays.csv', `${days}2026-01-04,workday,元旦\n`, 3, 'holiday、makeup'],
    ['enterprise-sizes.csv', `${sizes}工业,B,employees,1000,300,20\n`, 3, '重复'],
    ['enterprise-sizes.csv', `${sizes}工业,B,profit,1000,300,20\n`, 3, 'employees、revenue、total_assets'],
    ['enterprise-sizes.csv', `${sizes}工业,B,revenue,1000,2000,20\n`, 3, 'large_min ≥ medium_min'],
  ])('%s: %j', async (name, content, line, reason) => {
    const error = await errorOf(name, content);
    expect(error).toMatchObject({ file: name, line, reason: expect.stringContaining(reason) });
    expect(error.message).toContain(line === undefined ? name : `${name}第${line}行`);
  });

  it('bytes of no encoding', async () => {
    expect(await errorOf('banks.csv', Buffer.from([0xff, 0xfe, 0xff]))).toMatchObject({
      reason: expect.stringContaining('编码'),
    });
  });

  it.each([
    ['rows: 5\n', 1, 'bytes'],
    ['bytes: 1\nrows: 1\ncell_characters: 1\nname_characters: -1\n', 4, '应为大于0的整数'],
    ['bytes: 1\nrows: 1\nrows: 2\ncell_characters: 1\nname_characters: 1\n', 3, 'YAML'],
    ['bytes: 1\nrows: 1\ncell_characters: 1\nname_characters: 1\ncolumns: 5\n', 5, '不认识的项columns'],
    ['bytes: [1\n', undefined, 'YAML'],
  ])('limits.yaml: %j', async (content, line, reason) => {
    const error = await errorOf('limits.yaml', content);
    expect(error).toMatchObject({ file: 'limits.yaml', reason: expect.stringContaining(reason) });
    if (line !== undefined) expect(error.line).toBe(line);
  });
});
