import { addDays } from '../../domain/dates.js';
import type { Fen } from '../../domain/money.js';
import { balanceIn, turnoverIn, type Use, usesOfMoney } from '../../ledger/views/report-account.js';
import { claimsInHand } from '../../ledger/views/report-items.js';
import { money, summed, text } from '../sheet.js';
import { fundItems } from '../sheets/fund-registers.js';
import { block, type ReportSource, type ReportTable } from './report.js';

/** The tables of the account: 收支 and 勾稽. */

const INCOME = ['注资', '利息', '追偿返还', '存款转回', '退汇'] as const;
const EXPENSE = ['补偿拨付', '管理费', '存款存出'] as const;
const EVER = '0001-01-01';

interface Item {
  readonly item: string;
  readonly amount: Fen;
  readonly from: string;
}

const ITEM_COLUMNS = [
  text<Item>('项目', (i) => i.item),
  money<Item>('金额', (i) => i.amount),
  text<Item>('来源', (i) => i.from),
];

/** 收支: what the statement of the account shows of the period, by 交易日期 and 用途 as printed. */
export async function incomeTable({ db, scope, fund }: ReportSource): Promise<ReportTable> {
  const lines = await turnoverIn(db, scope.from, scope.on);
  const sum = (direction: string, purpose: string): Fen =>
    lines
      .filter((line) => line.direction === direction && line.purpose === purpose)
      .reduce((total, line) => total + line.amount, 0n);
  const all = (direction: string): Fen =>
    lines.filter((line) => line.direction === direction).reduce((total, line) => total + line.amount, 0n);
  const named = (direction: string, purposes: readonly string[]): Item[] =>
    purposes.map((item) => ({
      item,
      amount: sum(direction, item),
      from: `专户流水:期内交易,${direction},用途${item}`,
    }));
  const rest = (direction: string, item: string, purposes: readonly string[]): Item => ({
    item,
    amount: all(direction) - purposes.reduce((total, purpose) => total + sum(direction, purpose), 0n),
    from: `专户流水:期内交易,${direction},其余用途`,
  });
  const opening = (await balanceIn(db, EVER, addDays(scope.from, -1))) ?? fund.paidIn.capital;
  const closing = (await balanceIn(db, scope.from, scope.on)) ?? opening;
  const net = all('收') - all('支');
  const items: Item[] = [
    { item: '期初余额', amount: opening, from: '期前最后到达的一笔流水的账户余额,没有的为资金规模首行' },
    ...named('收', INCOME),
    rest('收', '其他收入', INCOME),
    ...named('支', EXPENSE),
    rest('支', '其他支出', EXPENSE),
    { item: '期末余额', amount: closing, from: '期内最后到达的一笔流水的账户余额,没有的为期初余额' },
    { item: '差额', amount: opening + net - closing, from: '期初余额+收入−支出−期末余额,应为0' },
  ];
  return {
    name: '收支',
    source: '专户流水(statement)中交易日期在期内的各笔,按开户行所列用途。合计为收入减支出。',
    blocks: [block(ITEM_COLUMNS, items, { totals: { 金额: net, 来源: '收入−支出' } })],
  };
}

/** 勾稽: how the account's balance comes to what is available, and the statement as printed to the fund's figures. */
export async function reconcilingTable({ db }: ReportSource): Promise<ReportTable> {
  const fund = new Map(await fundItems(db));
  const of = (item: string): Fen => fund.get(item) ?? 0n;
  const uses = await usesOfMoney(db);
  const moved = (target: string): Fen => sumOfUses(uses.filter((use) => use.target === target));
  const away = moved('deposit-out') - moved('deposit-back');
  const recommended = (await claimsInHand(db))
    .filter(({ status }) => status === '建议补偿')
    .reduce((sum, { amount }) => sum + amount, 0n);
  const parts = [
    { item: '账户余额', amount: of('账户余额'), from: 'fund.csv 账户余额' },
    { item: '加 存款在外', amount: away, from: '存款存出减存款转回' },
    { item: '减 待查款', amount: of('待查款'), from: 'fund.csv 待查款' },
    { item: '减 在途拨付', amount: of('在途拨付'), from: 'fund.csv 在途拨付' },
    { item: '减 建议未拨付', amount: recommended, from: 'claims.csv 状态建议补偿的补偿金额' },
    { item: '等于 可用余额', amount: of('可用余额'), from: 'fund.csv 可用余额' },
  ];
  const difference = of('账户余额') + away - of('待查款') - of('在途拨付') - recommended - of('可用余额');
  const items: Item[] = [...parts, { item: '差额', amount: difference, from: '应为0,或等于余额差异' }];
  const lines = await turnoverIn(db, EVER, '9999-12-31');
  const printed = BOOKINGS.map(({ purpose, direction, target }): Bridge => {
    const own = (use: { direction: string; purpose: string }): boolean =>
      use.direction === direction && use.purpose === purpose;
    const here = uses.filter((use) => use.target === target);
    const total = lines.filter(own).reduce((sum, line) => sum + line.amount, 0n);
    const kept = sumOfUses(here.filter(own));
    return { purpose, direction, printed: total, in: sumOfUses(here) - kept, out: total - kept };
  });
  return {
    name: '勾稽',
    source: '资金情况(fund.csv)、补偿台账(claims.csv)、专户流水和勾对台账(matches.csv),均截至账簿日期。',
    blocks: [
      block(ITEM_COLUMNS, items, { totals: { 来源: null } }),
      block(BRIDGE_COLUMNS, printed, { title: '用途与资金账的衔接(自始至今)' }),
    ],
  };
}

const sumOfUses = (uses: readonly Use[]): Fen => uses.reduce((sum, use) => sum + use.amount, 0n);

/** Of a 用途: what the bank printed, what matching (勾对) or a shortfall moved in and out, and what the fund's books have. */
interface Bridge {
  readonly purpose: string;
  readonly direction: string;
  readonly printed: Fen;
  readonly in: Fen;
  readonly out: Fen;
}

const BOOKINGS = [
  { purpose: '追偿返还', direction: '收', target: 'clawback' },
  { purpose: '利息', direction: '收', target: 'interest' },
  { purpose: '注资', direction: '收', target: 'capital' },
  { purpose: '存款转回', direction: '收', target: 'deposit-back' },
  { purpose: '退汇', direction: '收', target: 'bounced' },
  { purpose: '补偿拨付', direction: '支', target: 'payment' },
  { purpose: '管理费', direction: '支', target: 'fee' },
  { purpose: '存款存出', direction: '支', target: 'deposit-out' },
] as const;

const BRIDGE_COLUMNS = [
  text<Bridge>('用途', (b) => b.purpose),
  text<Bridge>('收支方向', (b) => b.direction),
  money<Bridge>('流水所列', (b) => b.printed),
  summed<Bridge>('加 勾对转入', (b) => b.in),
  summed<Bridge>('减 勾对转出及待查', (b) => b.out),
  money<Bridge>('资金账', (b) => b.printed + b.in - b.out),
];
