import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { allot, draw } from '../../src/questions/sample.js';
import { filesBelow } from '../replay/replays.js';
import { command } from '../support/command.js';
import { openKept } from './kept.js';

describe('strata in proportion, by largest remainders', () => {
  test.each([
    // 10 of 100: 5.5, 2.8, 1.7 make 5, 2, 1; the two left go to .8 and .7.
    [[55, 28, 17], 10, [5, 3, 2]],
    // 1 of three equal ones: the earlier stratum.
    [[2, 2, 2], 1, [1, 0, 0]],
    // 2 of 8: .5, .5, 1: the whole one, and of two equal remainders the earlier.
    [[2, 2, 4], 2, [1, 0, 1]],
    [[3, 1], 4, [3, 1]],
    [[3, 1], 9, [3, 1]],
  ])('%j, %i to take: %j', (sizes, size, taken) => {
    expect(allot(sizes, size)).toEqual(taken);
  });
});

const item = (businessNo: string, bank: string, yuan: number) => ({
  businessNo,
  bank,
  amount: BigInt(yuan) * 100n,
});

test('bands of amounts part at exactly 1 and 5 million', () => {
  const amounts = [0, 999_999, 1_000_000, 4_999_999, 5_000_000];
  const { strata } = draw(
    amounts.map((yuan) => item(`C-${yuan}`, 'QHB', yuan)),
    '种子',
    5,
    ['amount'],
  );
  expect(strata.map(({ name, items }) => [name, items])).toEqual([
    ['100万元(含)至500万元', 2],
    ['500万元以上(含)', 1],
    ['不足100万元', 2],
  ]);
});

test('the order of the items changes nothing, the seed does', () => {
  const items = Array.from({ length: 40 }, (_, i) => item(`C-${i}`, i % 3 === 0 ? 'QHB' : 'LSB', i));
  const numbers = (list: typeof items, seed: string): string[] =>
    draw(list, seed, 7, ['bank']).drawn.map((one) => one.item.businessNo);
  expect(numbers([...items].reverse(), 'a')).toEqual(numbers(items, 'a'));
  expect(numbers(items, 'b')).not.toEqual(numbers(items, 'a'));
});

test('from the sample year: drawn again by hand from the register, with a paper for each', {
  timeout: 120_000,
}, async () => {
  const { data, folder, claims } = await openKept();
  const out = `${folder}/sample`;
  const seed = '2026年第一次抽查';
  const asked = await command('sample', '--seed', seed, '--size', '3', '--out', out, '--data', data);
  expect(asked, asked.said).toMatchObject({ exit: 0, said: expect.stringContaining('抽取3笔') });
  const standing = claims.filter(({ 状态 }) => !['退回', '撤回', '不予确认'].includes(状态 ?? ''));
  const keyed = standing.map(({ 业务编号 = '' }) => [
    createHash('sha256')
      .update(seed + 业务编号)
      .digest('hex'),
    业务编号,
  ]);
  const lowest = keyed.sort().slice(0, 3);
  const drawn = filesBelow(out).get('sample.csv')?.toString().split('\r\n').slice(1, -1);
  expect(drawn?.map((line) => line.split(',')[2])).toEqual(lowest.map(([, number]) => number));
  expect([...filesBelow(out).keys()].filter((name) => name.endsWith('.xlsx'))).toHaveLength(3);

  const again = `${folder}/again`;
  await command('sample', '--seed', seed, '--size', '3', '--out', again, '--data', data);
  expect(filesBelow(again)).toEqual(filesBelow(out));
  for (const [words, said] of [
    [['--size', '0'], '1至100000'],
    [['--size', '3', '--by', 'colour'], 'bank、amount'],
  ] as const)
    expect(await command('sample', '--seed', seed, ...words, '--out', out, '--data', data)).toMatchObject({
      exit: 2,
      said: expect.stringContaining(said),
    });
});
