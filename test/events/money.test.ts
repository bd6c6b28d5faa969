import { afterAll, beforeAll, expect, test } from 'vitest';
import { confirmation, into, out, type Told, World } from './world.js';

/** Real-life events of money, each said by the files that mend it. All happen in one year of one small world. */

const world = new World();
let told: Told;

const number = (iou: string, kind = 'C', bank = 'ICBC') => `${kind}-${bank}-XW-${iou}`;
const clawback = (iou: string, bank = 'ICBC') => `${number(iou, 'R', bank)}-HS1`;
const picked = (row: Readonly<Record<string, string>> | undefined, ...columns: string[]) =>
  columns.map((column) => row?.[column]);
/** 应缴回金额, 已缴回金额, 缴清日期, 缴回逾期工作日 */
const settled = (of: string) =>
  picked(told.register('clawbacks', of), '应缴回金额', '已缴回金额', '缴清日期', '缴回逾期工作日');
const suspense = (txn: string) => picked(told.register('exceptions', txn), '代码', '未处理金额');

// The bureau confirmed the wrong claim; no money was sent.
for (const iou of ['WRONG', 'RIGHT']) world.claim(iou, world.loan(iou), { 不良本金余额: '100000.00' });
world.say('2026-04-07', 'BUREAU', 'confirmation', confirmation(number('WRONG')));
world.say('2026-04-08', 'BUREAU', 'confirmation', confirmation(number('WRONG'), '撤销'));
world.say('2026-04-09', 'BUREAU', 'confirmation', confirmation(number('RIGHT')));
world.line('2026-04-10', { ...out('补偿拨付', '30000.00'), 业务编号: number('RIGHT') });

test('the bureau confirmed the wrong claim, and the money was not sent', async () => {
  expect(told.receipt('2026-04-08', 'BUREAU', 'confirmation', number('WRONG'))).toEqual(['受理']);
  expect(told.notice('2026-04-08', 'ICBC', number('WRONG'))).toEqual(['已拨付→建议补偿']);
  const claim = told.register('claims', number('WRONG'));
  expect(picked(claim, '状态', '拨付日期', '确认文号')).toEqual(['建议补偿', '', '']);
  const lines = told.rows('2026-04-30/ICBC/settlement-2026-04.csv');
  const sums = lines.filter((l) => l['业务编号'] === number('WRONG')).map((l) => [l['日期'], l['金额']]);
  expect(sums).toEqual([
    ['2026-04-07', '30000.00'],
    ['2026-04-08', '-30000.00'],
  ]);
  expect(picked(told.register('claims', number('RIGHT')), '状态', '到账日期')).toEqual([
    '已拨付',
    '2026-04-10',
  ]);
  expect(await told.story('WRONG')).toMatch(/2026-04-08 确认[\s\S]*撤销确认\(更正分录\d+\)/);
});

world.paid('FALSE');
world.correct('2026-04-20', number('FALSE'), '追回');
world.correct('2026-04-20', number('FALSE', 'F'), '取消备案');
world.line('2026-05-06', { ...into('追偿返还', '30000.00'), 业务编号: `${number('FALSE', 'Z')}-1` });

test('paid, then the papers prove false', async () => {
  const recall = `${number('FALSE', 'Z')}-1`;
  const [asked] = told.rows('2026-04-20/ICBC/clawback.csv').filter((row) => row['业务编号'] === recall);
  expect(picked(asked, '回收日期', '回收金额', '应缴回金额', '缴回期限', '通知逾期工作日')).toEqual([
    '',
    '0.00',
    '30000.00',
    '2026-05-07',
    '',
  ]);
  expect(settled(recall)).toEqual(['30000.00', '30000.00', '2026-05-06', '0']);
  expect(told.register('filings', number('FALSE', 'F'))?.['状态']).toBe('取消');
  expect(picked(told.register('claims', number('FALSE')), '应缴回合计', '已缴回合计')).toEqual([
    '30000.00',
    '30000.00',
  ]);
  const bureau = told
    .rows('2026-04-20/BUREAU/notice.csv')
    .map((row) => [row['业务编号'], row['处理'], row['金额']]);
  expect(bureau).toContainEqual([recall, '追回', '30000.00']);
  expect(bureau).toContainEqual([number('FALSE', 'F'), '取消备案', '']);
  expect(await told.story(recall)).toContain('应返还');
});

world.paid('TOOMUCH', '1000000.00');
world.correct('2026-04-20', number('TOOMUCH'), '追回', '30000');
world.recovered('2026-04-21', 'TOOMUCH', '100000.00');

test('paid too much by 30,000.00: later recoveries ask their share of what was rightly paid', () => {
  expect(settled(`${number('TOOMUCH', 'Z')}-1`)[0]).toBe('30000.00');
  expect(settled(clawback('TOOMUCH'))[0]).toBe('27000.00');
});

world.paid('MISTYPED');
world.correct('2026-04-20', number('MISTYPED'), '追回', '20000');
world.correct('2026-04-21', `${number('MISTYPED', 'Z')}-1`, '撤销回收');
world.correct('2026-04-21', number('MISTYPED'), '追回', '2000');

test('a recall typed with the wrong amount: only the second is owed', async () => {
  expect(told.register('clawbacks', `${number('MISTYPED', 'Z')}-1`)).toBeUndefined();
  expect(settled(`${number('MISTYPED', 'Z')}-2`)[0]).toBe('2000.00');
  expect(told.register('claims', number('MISTYPED'))?.['应缴回合计']).toBe('2000.00');
  expect(await told.story('MISTYPED')).toContain('撤销缴回通知(更正分录');
});

world.claim('TENFOLD', world.loan('TENFOLD', { 贷款金额: '5000000.00' }), { 不良本金余额: '5000000.00' });
world.recovered('2026-03-10', 'TENFOLD', '10000000.00');
world.correct('2026-03-12', clawback('TENFOLD'), '撤销回收');
world.recovered('2026-03-13', 'TENFOLD', '1000000.00');

test('a recovery of 10,000,000 typed for 1,000,000 before payment', () => {
  expect(told.receipt('2026-03-10', 'ICBC', 'recovery', 'TENFOLD')).toEqual(['受理 R-ODD-AMOUNT']);
  expect(told.notice('2026-03-12', 'ICBC', number('TENFOLD'))).toEqual(['退回→受理']);
  const claim = told.register('claims', number('TENFOLD'));
  expect(picked(claim, '不良本金余额', '补偿金额', '状态')).toEqual(['4000000.00', '1200000.00', '建议补偿']);
});

world.paid('ZEROES', '1000000.00');
world.recovered('2026-04-20', 'ZEROES', '500000.00');
world.correct('2026-04-22', clawback('ZEROES'), '撤销回收');
world.recovered('2026-04-23', 'ZEROES', '50000.00');

test('a recovery of 500,000 typed for 50,000, noticed: asked on 50,000 only', () => {
  expect(told.receipt('2026-04-23', 'ICBC', 'recovery', 'ZEROES')).toEqual(['受理']);
  expect(settled(clawback('ZEROES'))[0]).toBe('15000.00');
  const lines = told.rows('2026-04-30/ICBC/settlement-2026-04.csv');
  expect(lines.filter((l) => l['业务编号'] === clawback('ZEROES')).map((l) => l['金额'])).toEqual([
    '150000.00',
    '-150000.00',
    '15000.00',
  ]);
});

world.paid('RETURNED', '1000000.00');
world.recovered('2026-04-20', 'RETURNED', '500000.00');
const returned = world.line('2026-05-06', {
  ...into('追偿返还', '150000.00'),
  业务编号: clawback('RETURNED'),
});
world.correct('2026-05-08', clawback('RETURNED'), '撤销回收');
world.recovered('2026-05-08', 'RETURNED', '50000.00');
world.match('2026-05-08', returned, clawback('RETURNED'), '15000.00');

test('… and the bank had already returned on it: the new notice is settled, the rest is in 待查款', async () => {
  expect(settled(clawback('RETURNED'))).toEqual(['15000.00', '15000.00', '2026-05-06', '0']);
  const items = told.rows('registers/open-items.csv').filter((row) => row['流水号'] === returned);
  expect(items.map((row) => [row['类型'], row['金额']])).toEqual([['待查款', '135000.00']]);
  const back = told
    .rows('2026-05-31/ICBC/settlement-2026-05.csv')
    .filter((l) => l['业务编号'] === clawback('RETURNED'))
    .map((l) => [l['类型'], l['金额']]);
  expect(back).toEqual([
    ['缴回到账', '150000.00'],
    ['追偿缴回', '-150000.00'],
    ['追偿缴回', '15000.00'],
    ['缴回到账', '-150000.00'],
    ['缴回到账', '15000.00'],
  ]);
  expect(await told.story('RETURNED')).toMatch(/勾对[\s\S]*用于缴回/);
});

for (const [iou, amount] of [
  ['ONE-A', '10000.00'],
  ['ONE-B', '20000.00'],
  ['ONE-C', '30000.00'],
] as const) {
  world.paid(iou);
  world.recovered('2026-04-20', iou, amount);
}
const once = world.line('2026-05-06', { ...into('追偿返还', '18000.00'), 对方单位: 'ICBC' });
world.match('2026-05-08', once, clawback('ONE-A'), '3000.00');
world.match('2026-05-08', once, clawback('ONE-B'), '6000.00');
world.match('2026-05-08', once, clawback('ONE-C'), '9000.00');

test('one transfer for three clawbacks', () => {
  expect(suspense(once)).toEqual(['S-UNMATCHED', '0.00']);
  for (const iou of ['ONE-A', 'ONE-B', 'ONE-C']) expect(settled(clawback(iou))[2]).toBe('2026-05-06');
});

world.paid('THREE');
world.recovered('2026-04-20', 'THREE', '40000.00');
const parts = (['2026-04-28', '2026-05-06', '2026-05-11'] as const).map((on, i) =>
  world.line('2026-05-12', { ...into('追偿返还', `400${i}.00`), 对方单位: 'ICBC', 交易日期: on }),
);
world.match('2026-05-13', parts[0] ?? '', clawback('THREE'), '4000.00');
world.match('2026-05-13', parts[1] ?? '', clawback('THREE'), '4001.00');
world.match('2026-05-13', parts[2] ?? '', clawback('THREE'), '3999.00');

test('three transfers for one clawback: settled on the last, late by its booking date', () => {
  expect(settled(clawback('THREE'))).toEqual(['12000.00', '12000.00', '2026-05-11', '3']);
  expect(suspense(parts[2] ?? '')).toEqual(['S-UNMATCHED', '3.00']);
});

world.paid('NAMED', '100000.00', { bank: 'BOB' });
world.recovered('2026-04-20', 'NAMED', '7000.00', { bank: 'BOB' });
world.line('2026-05-06', { ...into('追偿返还', '2100.00'), 对方单位: '北京银行' });

test("the sender's name instead of the code on the line: settled by itself", () => {
  expect(settled(clawback('NAMED', 'BOB'))).toEqual(['2100.00', '2100.00', '2026-05-06', '0']);
});

world.paid('BOUNCED');
world.line('2026-05-06', { ...into('退汇', '30000.00'), 业务编号: number('BOUNCED') });
world.line('2026-06-03', { ...out('补偿拨付', '30000.00'), 业务编号: number('BOUNCED') });

test('a payment bounced and was sent again', async () => {
  expect(told.register('claims', number('BOUNCED'))?.['到账日期']).toBe('2026-06-03');
  const close = told.rows('2026-05-31/CUSTODIAN/close-2026-05.csv').find((row) => row['项目'] === '补偿拨付');
  expect(picked(close, '已列明未达', '不明差额')).toEqual(['30000.00', '0.00']);
  expect(await told.story('BOUNCED')).toMatch(/退汇\(更正分录\d+\)/);
});

const strayed = world.line('2026-05-06', out('其他', '30001.00'));
const cameBack = world.line('2026-05-06', { ...into('其他', '30001.00'), 对方单位: '某某公司' });
world.match('2026-05-08', strayed, cameBack, '30001.00');

test('a payment to the wrong account, returned by a third party: the two lines account for each other', () => {
  expect([suspense(strayed), suspense(cameBack)]).toEqual([
    ['S-UNMATCHED', '0.00'],
    ['S-UNMATCHED', '0.00'],
  ]);
});

for (const iou of ['MIXED-A', 'MIXED-B']) {
  world.paid(iou);
  world.recovered('2026-04-20', iou, '11000.00');
}
const mixed = world.line('2026-05-06', { ...into('追偿返还', '3300.00'), 业务编号: clawback('MIXED-A') });
world.match('2026-05-08', mixed, clawback('MIXED-A'), '3300.00', '撤销');
world.match('2026-05-08', mixed, clawback('MIXED-B'), '3300.00');

test('money matched to the wrong clawback: the first is open again, the second settled', () => {
  expect(settled(clawback('MIXED-A'))).toEqual(['3300.00', '0.00', '', '']);
  expect(settled(clawback('MIXED-B'))).toEqual(['3300.00', '3300.00', '2026-05-06', '0']);
});

const interest = world.line('2026-05-06', into('其他', '1234.56'));
world.match('2026-05-08', interest, '利息', '1234.56');
world.paid('ASINTEREST');
world.recovered('2026-04-20', 'ASINTEREST', '9000.00');
const wrongUse = world.line('2026-05-06', into('利息', '2700.00'));
world.match('2026-05-08', wrongUse, '利息', '2700.00', '撤销');
world.match('2026-05-08', wrongUse, clawback('ASINTEREST'), '2700.00');

test('interest booked as 其他, and returned money booked as 利息', () => {
  expect(suspense(interest)).toEqual(['S-UNMATCHED', '0.00']);
  expect(settled(clawback('ASINTEREST'))[1]).toBe('2700.00');
  expect(told.fund('利息')).toBe('1234.56');
  expect(told.fund('待查款')).toBe('135003.00');
});

beforeAll(async () => {
  told = await world.replay('2026-06-30');
}, 60_000);
afterAll(() => told.place.db.close());

test('nothing in the books is at odds, and every match stands in its register', async () => {
  expect(await told.faults()).toEqual([]);
  expect(told.rows('registers/matches.csv').map((row) => row['处理'])).toHaveLength(13);
});
