import { expect, test } from 'vitest';
import { printReceipt, type ReceiptWords } from '../../src/commands/print-receipt.js';
import { takeFile } from '../../src/pipeline.js';
import { put, temporaryFolder } from '../support/files.js';
import { freshPlace } from '../support/place.js';
import { csv, GOOD_FILING, uscc } from '../support/rows.js';

test('a receipt is told by code, row by row up to so many, with where the rest lies', async () => {
  const place = await freshPlace();
  const rows = Array.from({ length: 5 }, (_, n) => ({
    ...GOOD_FILING,
    借据编号: `JJ-${n}`,
    统一社会信用代码: uscc(n),
    亦庄新城范围内: n < 3 ? '否' : '是',
    处罚失信情形: n === 0 ? '是' : '否',
  }));
  const path = await put(await temporaryFolder(), 'filing-1.csv', csv(rows));
  const file = await takeFile(place, { sender: 'ICBC', name: 'filing-1.csv', path }, '2025-10-08');
  const told = async (words?: ReceiptWords): Promise<string[]> => {
    let text = '';
    await printReceipt(place.db, file, (part) => (text += part), words);
    return text.trimEnd().split('\n');
  };
  const cut = await told({ most: 2, path: '/out/receipt.csv' });
  expect(cut.slice(0, 3)).toEqual([
    'filing-1.csv 收到日2025-10-08:共5行,受理2行,退回3行,待核0行',
    '按代码:F-AREA×3  F-INTEGRITY×1',
    '第2行 JJ-0 退回 F-AREA、F-INTEGRITY',
  ]);
  expect(cut.filter((line) => line.startsWith('第'))).toHaveLength(2);
  expect(cut.slice(-2)).toEqual(['…另有1行,见/out/receipt.csv', '回执:/out/receipt.csv']);
  const whole = await told();
  expect(whole.filter((line) => line.startsWith('第'))).toHaveLength(3);
  expect(whole.at(-1)).not.toContain('回执');
});
