import { expect, test } from 'vitest';
import { consoleProgress } from '../../src/commands/progress.js';
import type { FileRecord } from '../../src/ledger/records/files.js';
import { displayWidth } from '../../src/publish/text-table.js';

const taken = { status: 'processed', rows: 3 } as FileRecord;
const refused = {
  status: 'refused',
  rows: 0,
  receivedOn: '2025-07-18',
  sender: 'NHB',
  name: 'filing.csv',
  code: 'FILE-HEADER',
  message: '表头缺少必需的列。',
} as FileRecord;

function run(screen: { isTTY: boolean; columns?: number }): string {
  let written = '';
  const progress = consoleProgress({ ...screen, write: (text) => (written += text) });
  progress.ignored(['notes.txt']);
  progress.day('2025-07-15', 1, 4);
  progress.file(taken);
  progress.day('2025-07-18', 2, 4);
  progress.file(refused);
  progress.day('2025-08-01', 3, 4);
  progress.end();
  return written;
}

test('elsewhere than on a terminal: a line a month, a line for each refused file', () => {
  expect(run({ isTTY: false }).split('\n')).toEqual([
    '收件目录下不是日期文件夹的项目未处理:"notes.txt"',
    '处理 2025-07  第1/4个收件日,已收文件0份',
    '拒收 2025-07-18/NHB/filing.csv  FILE-HEADER:表头缺少必需的列。',
    '处理 2025-08  第3/4个收件日,已收文件2份',
    '',
  ]);
});

test('on a terminal: one line that renews itself, within its width', () => {
  const written = run({ isTTY: true, columns: 40 });
  expect(written.endsWith('\n')).toBe(true);
  const renewed = written.split(/[\r\n]+/).filter((line) => line.startsWith('['));
  expect(renewed.length).toBeGreaterThan(2);
  for (const line of renewed) expect(displayWidth(line)).toBeLessThan(40);
  expect(written).toContain('拒收 2025-07-18/NHB/filing.csv');
});

test('once it lasts over two seconds: rows a second, and the time left by the days that are done', () => {
  let [time, written] = [0, ''];
  const screen = { isTTY: true, columns: 120, write: (text: string) => (written += text) };
  const progress = consoleProgress(screen, () => time);
  progress.day('2025-07-15', 1, 4);
  progress.file({ ...taken, rows: 12_000 });
  [time, written] = [2_000, ''];
  progress.day('2025-07-16', 2, 4);
  expect(written).not.toContain('每秒');
  time = 4_000;
  progress.day('2025-07-18', 3, 4);
  expect(written).toContain(',每秒3,000行,约剩4秒');
});
