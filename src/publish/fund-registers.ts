import { join } from 'node:path';
import type { Sql } from '../db/db.js';
import type { IsoDate } from '../domain/dates.js';
import { type Fen, percent } from '../domain/money.js';
import { SCHEMES } from '../domain/scheme.js';
import { accountBalances, availableOf, bankStates, positions } from '../ledger/records/positions.js';
import * as view from '../ledger/views/registers.js';
import { cells, number, sum, text, writeSheet } from './sheet.js';

/** The registers of money: positions, fund, exceptions and the journal. `asOf` is the date they bear. */
export async function publishFundRegisters(sql: Sql, out: string, asOf: IsoDate): Promise<void> {
  const at = (name: string) => join(out, 'registers', `${name}.csv`);
  await writeSheet(at('positions'), POSITION_COLUMNS, await positionRows(sql, asOf));
  await writeSheet(at('fund'), [text('截至日期'), text('项目'), number('金额')], await fundRows(sql, asOf));
  await writeSheet(
    at('exceptions'),
    EXCEPTION_COLUMNS,
    (await view.exceptionsRegister(sql)).map(exceptionRow),
  );
  await writeSheet(at('journal'), JOURNAL_COLUMNS, cells(view.journalRegister(sql), journalRow));
}

const POSITION_COLUMNS = [
  text('截至日期'),
  text('银行'),
  text('政策类型'),
  number('备案本金总额'),
  number('申请不良本金总额'),
  number('不良占比'),
  number('建议未拨付'),
  number('已拨付'),
  number('已缴回'),
  number('补偿净额'),
  text('状态'),
];

async function positionRows(sql: Sql, asOf: IsoDate): Promise<string[][]> {
  const states = new Map((await bankStates(sql)).map((s) => [`${s.bank}/${s.scheme}`, s.state]));
  const held = (await positions(sql, SCHEMES)).filter((p) => p.hasFiling);
  return held.map((p) => [
    asOf,
    p.bank,
    p.scheme,
    sum(p.filed),
    sum(p.applied),
    percent({ num: p.applied, den: p.filed }, 4),
    sum(p.recommended),
    sum(p.paid),
    sum(p.returned),
    sum(p.net),
    states.get(`${p.bank}/${p.scheme}`) ?? '正常',
  ]);
}

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

async function fundRows(sql: Sql, asOf: IsoDate): Promise<string[][]> {
  return (await fundItems(sql)).map(([item, amount]) => [asOf, item, sum(amount)]);
}

const EXCEPTION_COLUMNS = [
  text('日期'),
  text('来源'),
  text('编号'),
  text('业务编号'),
  text('银行'),
  text('收支方向'),
  number('金额'),
  text('代码'),
  text('说明'),
];

function exceptionRow(e: view.ExceptionView): string[] {
  const { bookedOn, source, txnNo, businessNo, counterparty, direction, code, message } = e;
  return [bookedOn, source, txnNo, businessNo, counterparty, direction, sum(e.amount), code, message];
}

const JOURNAL_COLUMNS = [
  number('序号'),
  text('日期'),
  text('业务编号'),
  text('银行'),
  text('科目'),
  number('借方'),
  number('贷方'),
];

function journalRow(j: view.JournalView): string[] {
  return [String(j.id), j.postedOn, j.businessNo, j.bank, j.account, sum(j.debit), sum(j.credit)];
}
