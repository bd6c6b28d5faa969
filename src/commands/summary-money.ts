import type { Sql } from '../db/db.js';
import { availableOf } from '../domain/fund.js';
import { type Fen, percent } from '../domain/money.js';
import { accountBalances, bankStates, positions } from '../ledger/records/positions.js';
import { exceptionSums, type UnexplainedMonth, unexplainedMonths } from '../ledger/views/unexplained.js';
import { fundItems } from '../publish/sheets/fund-registers.js';
import { left, right, tableLines } from '../publish/text-table.js';
import { count, money, type Section } from './summary-section.js';

/** Closing table, second part: each bank's position, the fund, and the account against the books. */

export async function positionsSection(sql: Sql): Promise<Section> {
  const states = new Map((await bankStates(sql)).map((s) => [`${s.bank}/${s.scheme}`, s.state]));
  const rows = (await positions(sql)).map((p) => [
    p.bank,
    p.scheme,
    money(p.filed),
    money(p.applied),
    percent({ num: p.applied, den: p.filed }, 2),
    money(p.net),
    states.get(`${p.bank}/${p.scheme}`) ?? '正常',
  ]);
  const numbers = ['备案本金', '申请不良', '占比%', '补偿净额'].map(right);
  return {
    title: '各银行(元;状态为最近一次初审后,净额的构成见registers/positions.csv)',
    lines: tableLines([left('银行'), left('政策'), ...numbers, left('状态')], rows),
  };
}

export async function fundSection(sql: Sql): Promise<Section> {
  const rows = (await fundItems(sql)).map(([item, amount]) => [item, money(amount)]);
  return { title: '资金', lines: tableLines([left('项目'), right('金额(元)')], rows) };
}

export async function exceptionsSection(sql: Sql): Promise<Section> {
  const sums = await exceptionSums(sql);
  const rows = sums.map((s) => [s.code, MEANING[s.code] ?? '', count(s.lines), money(s.amount)]);
  const columns = [left('代码'), left('含义'), right('笔数'), right('金额(元)')];
  return {
    title: '账户流水的例外(逐笔见registers/exceptions.csv)',
    lines: rows.length === 0 ? ['  无'] : tableLines(columns, rows),
  };
}

const MEANING: Readonly<Record<string, string>> = {
  'S-BALANCE': '余额与上笔接不上(金额为该笔流水)',
  'S-FEE': '管理费超年度上限',
  'S-PAYMENT': '拨付与应付不符',
  'S-UNMATCHED': '款项对不上业务,记入待查款',
};

/** Account against books: what every fen of the balance is, and the months in which one is not explained. */
export async function accountSection(sql: Sql): Promise<Section> {
  const balances = await accountBalances(sql);
  const debit = (account: string): Fen => balances.get(account) ?? 0n;
  const difference = -debit('余额差异');
  const statement = debit('专户存款');
  const rows: [string, Fen][] = [
    ['可用余额', availableOf(balances)],
    ['加:建议未拨付', -debit('拟付补偿')],
    ['加:在途拨付', -debit('应付补偿')],
    ['加:待查款', -debit('待查款')],
    ['减:存放定期', debit('定期存款')],
    ['账面余额', statement - difference],
    ['账户余额(最后一笔流水)', statement],
    ['差额', difference],
  ];
  const table = tableLines(
    [left('项目'), right('金额(元)')],
    rows.map(([item, amount]) => [item, money(amount)]),
  );
  const months = await unexplainedMonths(sql);
  const suspense = -debit('待查款');
  const clean = difference === 0n && suspense === 0n;
  return {
    title: clean ? '账户与账面:逐分相符' : '账户与账面:有未解释的款项',
    lines: [...table, ...monthLines(months)],
  };
}

function monthLines(months: readonly UnexplainedMonth[]): string[] {
  if (months.length === 0) return ['', '  每个月的流水都逐分对平。'];
  const rows = months.map((m) => [
    m.month,
    money(m.difference),
    money(m.suspense),
    m.difference === 0n && m.suspense === 0n ? '当月已抵平' : '未解释',
  ]);
  const columns = [left('交易月份'), right('余额差额'), right('待查款净额'), left('')];
  return ['', ...tableLines(columns, rows), '  其余月份的流水逐分对平。'];
}
