import { expect, test } from 'vitest';
import { rowMeter } from '../../src/commands/row-meter.js';
import { displayWidth } from '../../src/publish/text-table.js';

function run(
  isTTY: boolean,
  steps: readonly (readonly [at: number, rows: number, lines: number])[],
): string[] {
  let [time, written] = [0, ''];
  const meter = rowMeter({ isTTY, write: (text) => (written += text) }, () => time);
  for (const [at, rows, lines] of steps) {
    time = at;
    meter.rows(rows, lines);
  }
  meter.end();
  return written.split('\r').map((line) => line.trimEnd());
}

test('up to two seconds only the rows are told, then the pace and the time left; the line goes in the end', () => {
  expect(
    run(true, [
      [100, 1_000, 90_001],
      [200, 2_000, 90_001],
      [2_000, 20_000, 90_001],
      [2_201, 22_010, 90_001],
      [9_000, 90_000, 90_001],
    ]),
  ).toEqual([
    '',
    '已处理1,000行',
    '已处理20,000行',
    '已处理22,010行,每秒10,000行,约剩7秒',
    '已处理90,000行,每秒10,000行',
    '',
    '',
  ]);
});

test('a workbook, whose lines are not known, has no time left; elsewhere than on a terminal nothing is told', () => {
  expect(run(true, [[4_000, 4_000, 0]])).toContain('已处理4,000行,每秒1,000行');
  expect(run(false, [[4_000, 4_000, 5_001]])).toEqual(['']);
});

test('every line is as wide as the one before, so that nothing of it is left', () => {
  let written = '';
  const meter = rowMeter({ isTTY: true, write: (text) => (written += text) }, () => 0);
  meter.rows(5, 6);
  expect(displayWidth(written.slice(1))).toBe(60);
});
