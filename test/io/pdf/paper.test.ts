import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { printable } from '../../../src/io/pdf/fonts.js';
import { Paper } from '../../../src/io/pdf/paper.js';
import { temporaryFolder } from '../../support/files.js';
import { pagesOf, squeezed } from '../../support/pdf.js';

const HEAD = { title: '测试文书', number: 'CS-20260331', date: '2026-03-31' };
const ROWS = 120;

async function written(name: string): Promise<{ path: string; bytes: Buffer }> {
  const path = join(await temporaryFolder(), name);
  const paper = new Paper(HEAD);
  paper.facts([['银行', '清河银行(示例)亦庄支行']]);
  paper.table(
    [
      { header: '序号', width: 5, align: 'center' },
      { header: '借据编号', width: 20 },
      { header: '金额(元)', width: 15, align: 'right' },
    ],
    Array.from({ length: ROWS }, (_, i) => [`第${i + 1}行`, `${'X'.repeat(60)}-${i}`, '1,234,567.89']),
    ['合计', '', '148,148,146.80'],
  );
  paper.signatures(['托管机构', '银行']);
  await paper.write(path);
  return { path, bytes: await readFile(path) };
}

describe('a paper', () => {
  let bytes: Buffer;
  let pages: string[] = [];
  beforeAll(async () => {
    const paper = await written('one.pdf');
    bytes = paper.bytes;
    pages = pagesOf(paper.path).map(squeezed);
  });

  test('can be read back word by word, each row once, in order', () => {
    const rows = [...pages.join('').matchAll(/第(\d+)行/g)].map(([, n]) => Number(n));
    expect(rows).toEqual(Array.from({ length: ROWS }, (_, i) => i + 1));
    expect(pages[0]).toContain('银行清河银行(示例)亦庄支行');
    expect(pages.at(-1)).toContain('合计148,148,146.80');
  });

  test('numbers its pages and tells on each which paper it is, under the table’s header', () => {
    expect(pages.length).toBeGreaterThan(2);
    for (const [i, page] of pages.entries()) {
      expect(page).toContain(`第${i + 1}页/共${pages.length}页`);
      expect(page).toContain('CS-202603312026年3月31日');
      if (page.includes('行')) expect(page).toContain('序号借据编号金额(元)');
    }
  });

  test('keeps the places to sign and to seal together', () => {
    expect(pages.filter((page) => page.includes('经办人'))).toEqual([pages.at(-1)]);
    expect(pages.at(-1)?.match(/\(盖章\)/g)).toHaveLength(2);
  });

  test('is the same bytes whenever it is written, with its fonts in it and no more of them than it needs', async () => {
    expect((await written('two.pdf')).bytes.equals(bytes)).toBe(true);
    expect(bytes.toString('latin1').match(/\/FontFile2/g)).toHaveLength(2);
    expect(bytes.length).toBeLessThan(1_000_000);
  });
});

test('a character that the font has not is told by its number, a control is a space', () => {
  expect(printable('镕\u{2a6d6}\n\u0007\u200b壹')).toBe('镕[U+2A6D6]  [U+200B]壹');
});
