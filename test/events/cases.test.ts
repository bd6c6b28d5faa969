import { afterAll, beforeAll, expect, test } from 'vitest';
import { summaryText } from '../../src/commands/summary.js';
import { filingsWithHistory } from '../../src/ledger/records/history.js';
import { opinionsOf } from '../../src/ledger/views/day.js';
import { attention } from '../../src/ledger/views/status.js';
import { confirmation, type Row, type Told, World } from './world.js';

/** Real-life events of filings, claims and banks, each said by the files that mend it, in one small world. */

const world = new World();
let told: Told;

const number = (iou: string, kind = 'C', scheme = 'XW') => `${kind}-ICBC-${scheme}-${iou}`;
const state = (register: string, of: string) => told.register(register, of)?.['状态'];
const opinions = (of: string) =>
  ['2026-03-31', '2026-04-30', '2026-05-31', '2026-06-30'].flatMap((on) =>
    told
      .rows(`${on}/BUREAU/opinion.csv`)
      .filter((row) => row['业务编号'] === of)
      .map((row) => `${on} ${row['意见']}`),
  );

function amend(on: string, iou: string, 变更类型: string, more: Row = {}): void {
  world.say(on, 'ICBC', 'amendment', {
    政策类型: '小微',
    借据编号: iou,
    变更类型,
    生效日期: '',
    新到期日: '',
    更正项: '',
    更正值: '',
    原因: '核对后变更',
    ...more,
  });
}

function bar(on: string, 处理: '暂停' | '恢复'): void {
  const signed = { 经办人: '张三', 复核人: '李四', 理由: '怠于追偿' };
  world.say(on, 'CUSTODIAN', 'standing', {
    银行: 'ICBC',
    政策类型: 'KC',
    处理,
    依据文号: '资1号',
    ...signed,
  });
}

// The operator passed a referred claim by mistake.
world.claim('PASSED', world.loan('PASSED'), { 资料是否齐全: '否' });
world.decide('2026-03-04', number('PASSED'), '通过');
world.correct('2026-03-05', number('PASSED'), '重审');
world.decide('2026-03-06', number('PASSED'), '退回');

test('a referred claim passed by mistake is taken up again and returned, each step in a notice', () => {
  expect(told.receipt('2026-03-02', 'ICBC', 'claim', 'PASSED')).toEqual(['待核 C-DOCS']);
  expect(told.notice('2026-03-04', 'ICBC', number('PASSED'))).toEqual(['待核→受理']);
  expect(told.notice('2026-03-05', 'ICBC', number('PASSED'))).toEqual(['受理→待核']);
  expect(told.notice('2026-03-06', 'ICBC', number('PASSED'))).toEqual(['待核→退回']);
  expect(state('claims', number('PASSED'))).toBe('退回');
  expect(opinions(number('PASSED'))).toEqual([]);
  const [pending] = told
    .rows('2026-03-05/CUSTODIAN/pending.csv')
    .filter((row) => row['业务编号'] === number('PASSED'));
  expect(pending?.['说明']).toContain('冲正重审补偿申请');
});

// The operator returned a filing that was fine.
world.loan('FINE', { 发放性质: '借新还旧' });
world.decide('2025-10-10', number('FINE', 'F'), '退回');
world.correct('2025-11-20', number('FINE', 'F'), '重审');
world.decide('2025-11-21', number('FINE', 'F'), '通过');

test('a filing returned by mistake is accepted with the day it was received', async () => {
  expect(told.notice('2025-11-20', 'ICBC', number('FINE', 'F'))).toEqual(['退回→待核']);
  expect(told.register('filings', number('FINE', 'F'))).toMatchObject({
    状态: '受理',
    备案日期: '2025-10-08',
  });
  expect(await told.story('FINE')).toMatch(/2025-11-20[\s\S]*冲正重审备案/);
});

// A clean claim whose papers prove false before payment.
world.claim('CLEAN', world.loan('CLEAN'));
world.correct('2026-03-10', number('CLEAN'), '重审');
world.decide('2026-03-11', number('CLEAN'), '退回');

test('a clean claim whose papers prove false before payment is never recommended', () => {
  expect(state('claims', number('CLEAN'))).toBe('退回');
  expect(opinions(number('CLEAN'))).toEqual([]);
});

// A filing cancelled by a wrong number, with a claim on it.
world.claim('CANCELLED', world.loan('CANCELLED'));
world.correct('2026-03-10', number('CANCELLED', 'F'), '取消备案');
world.correct('2026-03-11', number('CANCELLED', 'F'), '重审');
world.decide('2026-03-12', number('CANCELLED', 'F'), '通过');

test('a filing cancelled by a wrong number is accepted again; the claim on it was returned', () => {
  expect(told.notice('2026-03-10', 'ICBC', number('CANCELLED', 'F'))).toEqual(['受理→取消']);
  expect(told.notice('2026-03-10', 'ICBC', number('CANCELLED'))).toEqual(['受理→退回']);
  const filing = { 状态: '受理', 备案日期: '2025-10-08' };
  expect(told.register('filings', number('CANCELLED', 'F'))).toMatchObject(filing);
  const bureau = told.rows('2026-03-10/BUREAU/notice.csv').map((row) => [row['业务编号'], row['处理']]);
  expect(bureau).toContainEqual([number('CANCELLED', 'F'), '取消备案']);
});

// Filed by mistake, seen within the window; and seen later.
world.loan('MISTAKE', { 贷款金额: '900000.00' });
amend('2025-10-09', 'MISTAKE', '撤回');
world.loan('MISTAKE', { on: '2025-10-10', 贷款金额: '800000.00' });
world.loan('LATER');
amend('2025-11-03', 'LATER', '撤回');
world.decide('2025-11-04', `${number('LATER', 'A')}-1`, '通过');

test('a filing withdrawn within the window is gone at once and can be filed again', () => {
  expect(told.receipt('2025-10-09', 'ICBC', 'amendment', 'MISTAKE')).toEqual(['受理']);
  expect(told.receipt('2025-10-10', 'ICBC', 'filing', 'MISTAKE')).toEqual(['受理']);
  const again = { 状态: '受理', 贷款本金: '800000.00', 备案日期: '2025-10-10' };
  expect(told.register('filings', number('MISTAKE', 'F'))).toMatchObject(again);
});

test('a filing withdrawn later waits for the operator', () => {
  expect(told.receipt('2025-11-03', 'ICBC', 'amendment', 'LATER')).toEqual(['待核 A-WITHDRAW']);
  expect(state('filings', number('LATER', 'F'))).toBe('撤回');
  const amendment = { 备案编号: number('LATER', 'F'), 状态: '受理', 决定日期: '2025-11-04' };
  expect(told.register('amendments', `${number('LATER', 'A')}-1`)).toMatchObject(amendment);
});

// Repaid early, next loan to the same firm.
const early = { 放款日期: '2025-07-10', 征信报告日期: '2025-07-10' };
const firm = world.loan('FIRST', { ...early, 贷款金额: '9000000.00', 合同到期日: '2026-02-10' });
amend('2025-11-10', 'FIRST', '结清', { 生效日期: '2025-10-31' });
world.loan('SECOND', {
  on: '2026-01-08',
  统一社会信用代码: firm,
  贷款金额: '9000000.00',
  放款日期: '2025-10-31',
  合同到期日: '2026-10-31',
  征信报告日期: '2025-10-30',
});
world.claim('FIRST', firm);

test('a loan repaid early leaves room for the next, and no claim is taken on it', () => {
  expect(told.receipt('2026-01-08', 'ICBC', 'filing', 'SECOND')).toEqual(['受理']);
  expect(told.receipt('2026-03-02', 'ICBC', 'claim', 'FIRST')).toEqual(['退回 C-SETTLED']);
  expect(told.register('filings', number('FIRST', 'F'))).toMatchObject({ 结清日期: '2025-10-31' });
});

// Extended by six months: the window counts from the new maturity.
const extended = world.loan('EXTENDED', { ...early, 合同到期日: '2025-12-10' });
amend('2025-12-01', 'EXTENDED', '展期', { 生效日期: '2025-11-28', 新到期日: '2026-06-10' });
world.decide('2025-12-02', `${number('EXTENDED', 'A')}-1`, '通过');
world.claim('EXTENDED', extended, { on: '2026-12-11' });

test('an extension moves the last day on which a claim may come', async () => {
  expect(told.receipt('2025-12-01', 'ICBC', 'amendment', 'EXTENDED')).toEqual(['待核 A-EXTENSION']);
  // A day after the twelve months from the old maturity.
  expect(told.receipt('2026-12-11', 'ICBC', 'claim', 'EXTENDED')).toEqual(['受理']);
  expect(told.register('filings', number('EXTENDED', 'F'))?.['合同到期日']).toBe('2026-06-10');
  expect(await told.story('EXTENDED')).toContain('2025-12-10');
});

// Credit code mistyped; amount mistyped.
const wrong = world.loan('CODE');
const right = world.loan('OTHER');
amend('2025-11-10', 'CODE', '更正', { 更正项: '统一社会信用代码', 更正值: right });
world.decide('2025-11-11', `${number('CODE', 'A')}-1`, '通过');
world.claim('CODE', right);
const small = world.loan('SMALL', { 贷款金额: '300.00' });
amend('2025-11-10', 'SMALL', '更正', { 更正项: '贷款金额', 更正值: '3,000,000' });
world.decide('2025-11-11', `${number('SMALL', 'A')}-1`, '通过');
world.claim('SMALL', small, { 不良本金余额: '3000000.00' });

test('a mistyped credit code is corrected before the claim', () => {
  expect(wrong).not.toBe(right);
  expect(told.receipt('2026-03-02', 'ICBC', 'claim', 'CODE')).toEqual(['受理']);
});

test('a mistyped amount is hinted at, corrected, and the base follows', () => {
  expect(told.receipt('2025-10-08', 'ICBC', 'filing', 'SMALL')).toEqual(['受理 F-ODD-AMOUNT']);
  const [found] = told.rows('2025-11-10/ICBC/amendment.receipt.csv').filter((r) => r['借据编号'] === 'SMALL');
  expect(found?.['说明']).toMatch(/单户300\.00万元.*上限1,000\.00万元.*征信/);
  expect(told.register('filings', number('SMALL', 'F'))?.['贷款本金']).toBe('3000000.00');
  expect(told.register('claims', number('SMALL'))?.['不良本金余额']).toBe('3000000.00');
});

// A name mistyped, and seen only when a claim that was recommended had been passed by mistake.
world.claim('NAMED', world.loan('NAMED'), { 资料是否齐全: '否' });
world.decide('2026-03-04', number('NAMED'), '通过');
world.correct('2026-04-02', number('NAMED'), '重审');
world.decide('2026-04-03', number('NAMED'), '退回');
amend('2026-04-07', 'NAMED', '更正', { 更正项: '企业名称', 更正值: '改名公司' });
world.decide('2026-04-08', `${number('NAMED', 'A')}-1`, '通过');

test('an opinion of the past bears the name of its day, also when it is written again', async () => {
  expect(opinions(number('NAMED'))).toEqual(['2026-03-31 建议补偿']);
  const before = (await opinionsOf(told.place.db, '2026-03-31')).find((o) => o.iouNo === 'NAMED');
  expect(before?.enterpriseName).toBe('NAMED公司');
  expect(await told.story('NAMED')).toContain('改名公司');
});

// A claim sent with the wrong balance.
const balance = world.loan('BALANCE');
world.claim('BALANCE', balance, { 不良本金余额: '500000.00' });
amend('2026-03-03', 'BALANCE', '撤回申请');
world.claim('BALANCE', balance, { on: '2026-03-04', 不良本金余额: '50000.00' });

test('a claim with the wrong balance is withdrawn and sent again', () => {
  expect(told.receipt('2026-03-03', 'ICBC', 'amendment', 'BALANCE')).toEqual(['受理']);
  const amendment = told.register('amendments', `${number('BALANCE', 'A')}-1`);
  expect(amendment?.['备案编号']).toBe(number('BALANCE'));
  const again = { 申请日期: '2026-03-04', 不良本金余额: '50000.00', 状态: '建议补偿' };
  expect(told.register('claims', number('BALANCE'))).toMatchObject(again);
});

// A bank neglects recovery.
const kc = { 政策类型: 'KC', 科创担保计划支持对象: '是' };
world.claim('NEGLECT', world.loan('NEGLECT', kc), { 政策类型: 'KC' });
bar('2026-03-20', '暂停');
world.claim('MEANWHILE', world.loan('MEANWHILE', kc), { on: '2026-04-02', 政策类型: 'KC' });
bar('2026-06-20', '恢复');

test("a barred bank's claims are taken and held, and released when it is let back", () => {
  expect(told.receipt('2026-04-02', 'ICBC', 'claim', 'MEANWHILE')).toEqual(['受理']);
  const neglected = number('NEGLECT', 'C', 'KC');
  expect(opinions(neglected)).toEqual(['2026-03-31 暂停补偿', '2026-06-30 建议补偿']);
  const [line] = told.rows('2026-03-31/BUREAU/opinion.csv').filter((row) => row['业务编号'] === neglected);
  expect(line?.['依据条款']).toMatch(/13号第十七条$/);
  expect(told.notice('2026-03-31', 'ICBC', neglected)).toEqual(['受理→暂停补偿']);
  const bureau = told.rows('2026-03-20/BUREAU/notice.csv').map((row) => [row['业务编号'], row['处理']]);
  expect(bureau).toEqual([['T-ICBC-KC-1', '暂停']]);
});

// A number of another kind, and another scheme's loan.
world.decide('2026-03-21', 'T-ICBC-KC-1', '通过');
world.say('2026-03-21', 'BUREAU', 'confirmation', confirmation(number('NEGLECT', 'F', 'KC')));
amend('2026-03-21', 'NEGLECT', '结清', { 生效日期: '2026-03-20' });

test('whoever names something else is told what it is and how it stands', () => {
  const said = ['CUSTODIAN/decision', 'BUREAU/confirmation', 'ICBC/amendment'].map(
    (file) => told.rows(`2026-03-21/${file}.receipt.csv`)[0]?.['说明'],
  );
  expect(said).toEqual([
    expect.stringMatching(/^编号T-ICBC-KC-1是资格,现为受理,审核决定只用于/),
    expect.stringMatching(/^编号F-ICBC-KC-NEGLECT是备案,现为受理,同意只用于/),
    expect.stringMatching(/^借据编号NEGLECT在小微政策下没有贵行的备案\(另有备案F-ICBC-KC-NEGLECT,现为受理\)/),
  ]);
});

// Recoveries before payment that may be mistakes: on the day of the claim and the day before, with a part and without.
for (const [no, 回收日期, 其中本金] of [
  ['HS1', '2026-03-04', '0.01'],
  ['HS2', '2026-03-03', '0.01'],
  ['HS3', '2026-03-04', '0.00'],
] as const) {
  const row = { 回收流水号: no, 借据编号: 'EARLY', 回收日期, 回收金额: '100.00', 其中本金 };
  world.say('2026-03-05', 'ICBC', 'recovery', row);
}
world.claim('EARLY', world.loan('EARLY'), { on: '2026-03-04', 资料是否齐全: '否' });

test('recoveries before payment without a principal part, or dated before the claim, are shown to the operator', async () => {
  const doubts = [
    ['R-ICBC-XW-EARLY-HS2', '回收日期2026-03-03早于申请收到日2026-03-04,申请的不良本金余额可能已扣除这一笔'],
    ['R-ICBC-XW-EARLY-HS3', '其中本金为零,补偿基数不因此降低'],
  ] as const;
  const page = await summaryText(told.place.db, told.place.out, '2026-12-31');
  const story = await told.story('EARLY');
  expect(page).toContain('[拨付前的追偿回收,请核对2笔(报错的可报冲正:撤销回收)]');
  for (const [no, doubt] of doubts) {
    expect(page).toMatch(new RegExp(`${no} .*${doubt}`));
    expect(story).toMatch(new RegExp(`请核对 *${doubt}`));
  }
  expect(page).not.toContain('R-ICBC-XW-EARLY-HS1');
});

// One claim nobody has decided yet.
world.claim('WAITS', world.loan('WAITS'), { 资料是否齐全: '否' });

test('what waits for the custodian is counted as the registers have it', async () => {
  const waiting = (register: string) =>
    told.rows(`registers/${register}.csv`).filter((row) => row['状态'] === '待核').length;
  expect(await attention(told.place.db)).toMatchObject({
    filings: waiting('filings'),
    claims: waiting('claims'),
    amendments: waiting('amendments'),
    exceptions: told.rows('registers/exceptions.csv').length,
  });
  expect(waiting('filings') + waiting('claims') + waiting('amendments')).toBeGreaterThan(0);
});

test('the current state of every filing follows from what was filed and its events', async () => {
  let seen = 0;
  for await (const { filing, derived } of filingsWithHistory(told.place.db)) {
    expect(derived).toEqual(filing);
    seen += 1;
  }
  expect(seen).toBeGreaterThan(5);
  expect(await told.faults()).toEqual([]);
});

beforeAll(async () => {
  told = await world.replay('2026-12-31');
}, 120_000);

afterAll(() => told.place.db.close());
