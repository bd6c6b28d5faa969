import { daysBetween, type IsoDate } from '../../domain/dates.js';
import type { Fen } from '../../domain/money.js';
import { balanceIn } from '../../ledger/views/report-account.js';
import * as view from '../../ledger/views/report-open.js';
import { type Column, count, money, ratio, summed, text } from '../sheet.js';
import { block, type ReportSource, type ReportTable } from './report.js';

/** What is open and for how long (账龄), on whom most hangs (集中度), and the account's way from opening to closing. */

interface Age {
  readonly band: string;
  readonly items: bigint;
  readonly amount: Fen;
}

const AGE: readonly Column<Age>[] = [
  text('账龄', (a) => a.band),
  { ...count<Age>('笔数', (a) => a.items), total: true },
  summed('金额', (a) => a.amount),
];

/** Days of an age at most, in calendar days, and how the band is called; the last has no end. */
const BANDS: readonly (readonly [number, string])[] = [
  [30, '30日以内'],
  [90, '31至90日'],
  [180, '91至180日'],
  [365, '181至365日'],
  [Number.POSITIVE_INFINITY, '超过365日'],
];
const NOT_DUE = '未到期';
const NO_DAY = '没有期限';

/** What ages, and from which day. */
const AGEING = [
  ['待核备案', '自收到之日'],
  ['在办补偿申请', '自收到之日'],
  ['未缴回', '自缴回期限次日,即逾期日数'],
  ['在办核销申请', '自收到之日'],
  ['待查款', '自交易日期'],
] as const;

export async function ageingTable({ db, scope }: ReportSource): Promise<ReportTable> {
  const open = await view.openSince(db, scope.bank);
  return {
    name: '账龄',
    source:
      '截至期末未结的事项:filings.csv、claims.csv、clawbacks.csv、writeoffs.csv和待查款的流水(open-items.csv)。日数为自然日。',
    blocks: AGEING.map(([item, from]) => {
      const ages = new Map<string, Age>();
      for (const one of open) {
        if (one.item !== item) continue;
        const band = bandOf(item, one.since, scope.on);
        const { items = 0n, amount = 0n } = ages.get(band) ?? {};
        ages.set(band, { band, items: items + one.items, amount: amount + one.amount });
      }
      const order = [NO_DAY, NOT_DUE, ...BANDS.map(([, name]) => name)];
      const rows = order.flatMap((name) => ages.get(name) ?? []);
      return block(AGE, rows, { title: `${item}(${from})` });
    }),
  };
}

function bandOf(item: string, since: IsoDate | undefined, on: IsoDate): string {
  if (since === undefined) return NO_DAY;
  const days = daysBetween(since, on);
  if (item === '未缴回' && days <= 0) return NOT_DUE;
  return BANDS.find(([most]) => days <= most)?.[1] ?? '';
}

/** Enterprises that are shown. */
const MOST = 10;

interface Part extends view.Holder {
  readonly rank: number;
  readonly all: Fen;
}

const SHARE: readonly Column<Part>[] = [
  count<Part>('备案笔数', (h) => h.filings),
  money<Part>('备案金额', (h) => h.filed),
  ratio<Part>('占备案总额', (h) => ({ num: h.filed, den: h.all })),
  money<Part>('申请不良本金', (h) => h.applied),
  money<Part>('累计拨付金额', (h) => h.paid),
  money<Part>('净损失', (h) => h.paid - h.returned),
];

/** 集中度: the largest enterprises and banks by principal filed, of all time until the end. */
export async function concentrationTable({ db }: ReportSource): Promise<ReportTable> {
  const banks = await view.banksBySize(db);
  const all = banks.reduce((sum, { filed }) => sum + filed, 0n);
  const ranked = (holders: readonly view.Holder[]): Part[] =>
    holders.map((holder, i) => ({ ...holder, rank: i + 1, all }));
  const rank = count<Part>('名次', (h) => h.rank);
  const totals = { 名次: null };
  return {
    name: '集中度',
    source:
      '备案:filings.csv 状态受理的全部备案(自始至期末)。申请、拨付、净损失:claims.csv 和清算明细,自始至期末。占比以全部受理备案金额为分母。',
    blocks: [
      block(
        [
          text<Part>('统一社会信用代码', (h) => h.code),
          text<Part>('企业名称', (h) => h.name),
          rank,
          ...SHARE,
        ],
        ranked(await view.largestEnterprises(db, MOST)),
        { title: `备案金额最大的${MOST}户企业`, totals },
      ),
      block([text<Part>('银行', (h) => h.code), rank, ...SHARE], ranked(banks), { title: '各银行', totals }),
    ],
  };
}

interface Movement {
  readonly item: string;
  readonly in: Fen | undefined;
  readonly out: Fen | undefined;
  readonly balance: Fen | undefined;
  readonly from: string;
}

const MOVEMENT: readonly Column<Movement>[] = [
  text('项目', (m) => m.item),
  summed('增加', (m) => m.in),
  summed('减少', (m) => m.out),
  money('余额', (m) => m.balance),
  text('来源', (m) => m.from),
];

/** What an entry of the account posts besides, one against the other: no money of the account's. */
const ASIDE = ['应收追偿返还', '待收追偿返还'];

/** 资金变动: 专户存款 by its entries from the opening to the closing balance, beside what the bank printed. */
export async function movementTable({ db, scope, fund }: ReportSource): Promise<ReportTable> {
  const moved = await view.movedThrough(db, scope.from);
  const sum = (of: (m: view.Moved) => Fen): Fen => moved.reduce((total, m) => total + of(m), 0n);
  const opening = sum((m) => m.before);
  const closing = opening + sum((m) => m.debit - m.credit);
  const printed = (await balanceIn(db, '0001-01-01', scope.on)) ?? fund.paidIn.capital;
  const line = (item: string, balance: Fen, from: string): Movement => ({
    item,
    in: undefined,
    out: undefined,
    balance,
    from,
  });
  const rows: Movement[] = [
    line('期初余额', opening, '分录:期初以前专户存款的余额'),
    ...moved
      .filter(({ account, debit, credit }) => !ASIDE.includes(account) && (debit !== 0n || credit !== 0n))
      .map(({ account, debit, credit }) => ({
        item: account,
        in: debit,
        out: credit,
        balance: undefined,
        from: `分录:期内专户存款与${account}之间的各笔`,
      })),
    line('期末余额', closing, '期初余额+增加−减少'),
    line('开户行余额', printed, '专户流水最后到达的一笔的账户余额,没有的为资金规模首行'),
    line('差额', closing - printed, '应为0'),
  ];
  return {
    name: '资金变动',
    source: '分录(journal.csv)中专户存款科目,按对方科目;与专户流水所列的账户余额核对。',
    blocks: [block(MOVEMENT, rows, { totals: { 余额: null, 来源: null } })],
  };
}
