import { describe, expect, it } from 'vitest';
import { parseFileName, safeFolder, safeStem } from '../../src/io/filename.js';
import { LIMITS } from '../support/files.js';

describe('a file name says the kind', () => {
  it.each([
    ['filing.csv', 'filing', 'filing'],
    ['备案.csv', 'filing', '备案'],
    ['filing-2026Q1.csv', 'filing', 'filing-2026Q1'],
    ['FILING-a.CSV', 'filing', 'FILING-a'],
    ['Claim-.csv', 'claim', 'Claim-'],
    ['filing1.csv', 'filing', 'filing1'],
    ['filing_1.csv', 'filing', 'filing_1'],
    ['filing .csv', 'filing', 'filing '],
    ['备案_2026Q2.csv', 'filing', '备案_2026Q2'],
    ['备案2026Q2.csv', 'filing', '备案2026Q2'],
    ['备案－2026Q2.csv', 'filing', '备案－2026Q2'],
    ['变更（二）.csv', 'amendment', '变更（二）'],
    ['CORRECTION(1).csv', 'correction', 'CORRECTION(1)'],
    ['资格-1.csv', 'standing', '资格-1'],
    ['勾对-1.csv', 'matching', '勾对-1'],
    ['补偿申请-0015.Csv', 'claim', '补偿申请-0015'],
    ['审核决定-1.csv', 'decision', '审核决定-1'],
    ['确认-1.csv', 'confirmation', '确认-1'],
    ['追偿回收-a-b.csv', 'recovery', '追偿回收-a-b'],
    ['核销申请-x.y.csv', 'writeoff', '核销申请-x.y'],
    ['账户流水-2026 07.csv', 'statement', '账户流水-2026 07'],
    ['备案-2026Q1.XLSX', 'filing', '备案-2026Q1'],
    ['claim.xlsx', 'claim', 'claim'],
  ])('%s', (name, kind, stem) => {
    const format = /xlsx$/i.test(name) ? 'xlsx' : 'csv';
    expect(parseFileName(name, LIMITS)).toEqual({ kind, format, stem });
  });
});

describe('a name that says no kind, or is not safe, is refused with a reason', () => {
  it.each([
    ['unknown-1.csv', '类别'],
    ['filing.txt', '类别'],
    ['filing.xls', '类别'],
    ['filing.xlsm', '类别'],
    ['filing', '类别'],
    ['.csv', '类别'],
    ['filings1.csv', '类别'],
    ['备案材料.csv', '类别'],
    ['filingя.csv', '类别'],
    ['-filing.csv', '类别'],
    [' filing.csv', '类别'],
    ['filing.csv ', '类别'],
    ['filing-1.csv.exe', '类别'],
    ['', '类别'],
    ['filing-../../etc/passwd.csv', '路径分隔符'],
    ['filing-..\\x.csv', '路径分隔符'],
    ['filing-\u0000.csv', '控制字符'],
    ['filing-\n.csv', '控制字符'],
    ['filing-\u007f.csv', '控制字符'],
    ['filing-\u0085.csv', '控制字符'],
  ])('%j', (name, reason) => {
    expect(parseFileName(name, LIMITS)).toEqual({ problem: expect.stringContaining(reason) });
  });

  it('counts the ending, and a character outside the basic plane once', () => {
    const fits = `filing-${'𠮷'.repeat(117)}.csv`;
    expect(Array.from(fits)).toHaveLength(128);
    expect(parseFileName(fits, LIMITS)).toMatchObject({ kind: 'filing' });
    expect(parseFileName(`${fits.slice(0, -4)}x.csv`, LIMITS)).toEqual({
      problem: expect.stringContaining('128'),
    });
  });
});

describe('output names', () => {
  it.each([
    ['filing-1.csv', 'filing-1'],
    ['a.b.c', 'a.b'],
    ['no ending', 'no ending'],
    // Refused as a file name, but an ordinary character in the receipt's name.
    ['a\\b.csv', 'a\\b'],
  ])('the stem of %j is the name without its last ending', (name, stem) => {
    expect(safeStem(name)).toBe(stem);
  });

  it.each([
    ['../../etc/passwd.csv'],
    ['..'],
    ['.hidden'],
    ['a/b.csv'],
    ['a\u0000b.csv'],
    ['长'.repeat(120)],
    [''],
  ])('the stem of %j can name a file in its folder and nowhere else', (name) => {
    const stem = safeStem(name);
    expect(stem).toMatch(/^[^./][^/]*-[0-9a-f]{8}$/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be left
    expect(stem).not.toMatch(/[\u0000-\u001f]/);
    expect(Buffer.byteLength(`${stem}.receipt.json`)).toBeLessThanOrEqual(255);
  });

  it('two names that are mended alike stay apart', () => {
    expect(safeStem('a/b.csv')).not.toBe(safeStem('a\u0001b.csv'));
    expect(safeStem(`${'长'.repeat(120)}1`)).not.toBe(safeStem(`${'长'.repeat(120)}2`));
    expect(safeFolder('.A')).not.toBe(safeFolder('_A'));
  });

  it('an ordinary folder name stays', () => {
    expect(safeFolder('STRANGER')).toBe('STRANGER');
    expect(safeFolder('..')).not.toContain('..');
    expect(safeFolder('manifest.json')).toMatch(/^_-[0-9a-f]{8}$/);
  });
});
