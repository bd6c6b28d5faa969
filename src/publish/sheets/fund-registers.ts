import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';
import { availableOf } from '../../domain/fund.js';
import type { Fen } from '../../domain/money.js';
import { accountBalances, type BankPosition, bankStates, positions } from '../../ledger/records/positions.js';
import { barredBanks } from '../../ledger/records/standing-books.js';
import * as view from '../../ledger/views/account-registers.js';
import { type Column, count, date, money, ratio, sheet, summed, text } from '../sheet.js';
import type { AsOf } from './as-of.js';

/** The registers of money: positions, fund, exceptions and the journal. */

export interface PositionLine extends BankPosition {
  readonly asOf: IsoDate;
  readonly state: string;
}

export const POSITIONS = sheet<PositionLine, AsOf>({
  name: 'positions',
  title: '银行额度',
  rows: positionLines,
  columns: [
    date('截至日期', (p) => p.asOf),
    text('银行', (p) => p.bank),
    text('政策类型', (p) => p.scheme),
    summed('备案本金总额', (p) => p.filed),
    summed('申请不良本金总额', (p) => p.applied),
    ratio('不良占比', (p) => ({ num: p.applied, den: p.filed }), 4),
    summed('建议未拨付', (p) => p.recommended),
    summed('已拨付', (p) => p.paid),
    summed('已缴回', (p) => p.returned),
    summed('补偿净额', (p) => p.net),
    text('状态', (p) => p.state),
  ],
});

/** A line for each bank and scheme with an accepted filing. */
export async function positionLines(sql: Sql, { asOf }: Pick<AsOf, 'asOf'>): Promise<PositionLine[]> {
  const states = new Map((await bankStates(sql)).map((s) => [`${s.bank}/${s.scheme}`, s.state]));
  for (const key of await barredBanks(sql)) states.set(key, '暂停');
  const held = (await positions(sql)).filter((p) => p.hasFiling);
  return held.map((p) => ({ ...p, asOf, state: states.get(`${p.bank}/${p.scheme}`) ?? '正常' }));
}

export const FUND = sheet<{ asOf: IsoDate; item: string; amount: Fen }, AsOf>({
  name: 'fund',
  title: '资金情况',
  rows: async (sql, { asOf }) => (await fundItems(sql)).map(([item, amount]) => ({ asOf, item, amount })),
  columns: [date('截至日期', (f) => f.asOf), text('项目', (f) => f.item), money('金额', (f) => f.amount)],
});

/** The fund's standing by item, in fen, from the journal's postings alone. */
export async function fundItems(sql: Sql): Promise<[string, Fen][]> {
  const balances = await accountBalances(sql);
  const debit = (account: string): Fen => balances.get(account) ?? 0n;
  return [
    ['基金本金', -debit('基金本金')],
    ['利息', -debit('利息收入')],
    ['管理费', debit('管理费')],
    ['补偿拨付', debit('补偿支出') + debit('拟付补偿')],
    ['追偿缴回', -debit('追偿返还')],
    ['可用余额', availableOf(balances)],
    ['账户余额', debit('专户存款')],
    ['待查款', -debit('待查款')],
    ['在途拨付', -debit('应付补偿')],
  ];
}

/** What is said of an exception, in its register and in reports. */
export const EXCEPTION_COLUMNS: readonly Column<view.ExceptionView>[] = [
  date('日期', (e) => e.bookedOn),
  text('来源', (e) => e.source),
  text('编号', (e) => e.txnNo),
  text('业务编号', (e) => e.businessNo),
  text('银行', (e) => e.counterparty),
  text('收支方向', (e) => e.direction),
  money('金额', (e) => e.amount),
  text('代码', (e) => e.code),
  text('说明', (e) => e.message),
  money('未处理金额', (e) => e.left),
];

export const EXCEPTIONS = sheet<view.ExceptionView, AsOf>({
  name: 'exceptions',
  title: '未对上流水',
  rows: view.exceptionsRegister,
  columns: EXCEPTION_COLUMNS,
});

/** 勾对台账. */
export const MATCHES = sheet<view.MatchingView, AsOf>({
  name: 'matches',
  title: '勾对台账',
  rows: view.matchingsRegister,
  columns: [
    count('序号', (m) => m.serial),
    date('日期', (m) => m.receivedOn),
    text('处理', (m) => m.action),
    text('流水号', (m) => m.txnNo),
    text('对应编号', (m) => m.target),
    money('金额', (m) => m.amount),
    text('经办人', (m) => m.maker),
    text('复核人', (m) => m.checker),
  ],
});

export const JOURNAL = sheet<view.JournalView, AsOf>({
  name: 'journal',
  title: '分录',
  rows: view.journalRegister,
  columns: [
    count('序号', (j) => j.id),
    date('日期', (j) => j.postedOn),
    text('业务编号', (j) => j.businessNo),
    text('银行', (j) => j.bank),
    text('科目', (j) => j.account),
    summed('借方', (j) => j.debit),
    summed('贷方', (j) => j.credit),
  ],
});
