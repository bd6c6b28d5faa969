import {
  type Day,
  decimal,
  divide,
  plusDays,
  plusMonths,
  quarterStart,
  type Scheme,
  shown,
  sum,
  times,
} from '../base.js';
import { type Claim, type Filing, inYuan, isRegistered, OPEN } from '../books.js';
import { BANK_CAP, cell, rateOf } from '../filings.js';
import { anySum, type Cells, type Making, partOf, someDay, yuan } from './making.js';

/** Rows that banks send about their loans: filings, amendments, claims; sound ones, and ones bent at a boundary. */

const QUALIFICATIONS = ['制造业单项冠军', '国家高新技术企业', '北京市专精特新中小企业'] as const;

function schemeOf({ dice, tables, day }: Making, bank: string): Scheme {
  const own = tables.banks.filter((one) => one.code === bank && one.from <= day && day <= one.to);
  const scheme = dice.chance(0.95) ? dice.pick(own)?.scheme : undefined;
  return (scheme ?? dice.pick(['XW', 'KC'])) as Scheme;
}

function disbursement({ dice, day }: Making): Day {
  const quarter = quarterStart(day);
  const from = plusMonths(quarter, -3);
  const some = plusDays(from, dice.whole(0, 88));
  const usual = quarter === '2025-07-01' && dice.chance(0.8) ? '2025-06-30' : some;
  return dice.way([
    [20, usual],
    [2, from],
    [2, plusDays(quarter, -1)],
    [1, quarter],
    [1, plusDays(from, -1)],
    [
      2,
      dice.pick([
        '2025-06-29',
        '2025-06-30',
        '2025-04-01',
        '2025-03-31',
        '2026-12-31',
        '2026-10-07',
        '2025-10-11',
      ]),
    ],
  ]);
}

export function filingRow(making: Making, bank: string): Cells {
  const { dice, books, tables, day, firms } = making;
  const own = books.filings.filter((filing) => filing.bank === bank);
  const scheme = schemeOf(making, bank);
  const fitting = firms.filter(({ size }) => size === '小型' || size === (scheme === 'XW' ? '微型' : '中型'));
  const firm = dice.pick(dice.chance(0.9) ? fitting : firms) ?? firms[0];
  if (firm === undefined) throw new Error('a world without firms');
  const disbursed = disbursement(making);
  const currency = dice.way([
    [40, 'CNY'],
    [4, 'USD'],
    [2, 'JPY'],
    [1, 'HKD'],
    [1, 'PHP'],
    [1, 'EUR'],
  ]);
  const matures = plusMonths(disbursed, dice.pick([1, 1, 2, 2, 3, 3, 4, 6, 9, 12, 24, 60, 61]));
  const cap = BANK_CAP[scheme];
  const running = sum(
    own
      .filter((other) => other.scheme === scheme && other.uscc === firm.uscc && isRegistered(other))
      .map((other) => inYuan(other) ?? 0n),
  );
  const room = running > 0n && running < cap ? cap - running : anySum(dice, 100_000, 900_000);
  const inCny = dice.way<bigint>([
    [making.tidy ? 2 : 10, anySum(dice, 100_000, 3_000_000)],
    [8, anySum(dice, 3_000_000, Number(cap / 100n) - 1)],
    [2, cap],
    [1, cap + 1n],
    [2, room],
    [1, room + 1n],
    [1, dice.pick([1_000_000n, 999_999n, 1n, 49n])],
  ]);
  const rate = rateOf(tables, currency, disbursed);
  const principal = typeof rate === 'string' ? inCny : divide(inCny * rate.bottom, rate.top) + 1n;
  const converted = typeof rate === 'string' ? inCny : times(principal, rate);
  const qualified = dice.chance(0.4);
  const creditCap = (scheme === 'XW' && !qualified ? 30_000_000_00n : 50_000_000_00n) - converted;
  const tenor = dice.chance(0.9) ? '1Y' : '5Y';
  const published = tables.lpr.filter((line) => line.on <= disbursed).at(-1);
  const top = ((tenor === '1Y' ? published?.oneYear : published?.fiveYear) ?? 3_0000n) + 1_5000n;
  const lastReport = tables.calendar.nthAfter(disbursed, 10) ?? plusDays(disbursed, 14);
  const shared = scheme === 'KC' && dice.chance(0.2);
  const sound: Record<string, string> = {
    scheme: dice.chance(0.7) ? scheme : scheme === 'XW' ? '小微' : '科创',
    iou_no: `JJ-${bank}-${String(making.serial()).padStart(5, '0')}`,
    contract_no: dice.pick(['', 'HT-1', '合同〔2025〕1号']),
    enterprise_name: firm.name,
    uscc: firm.uscc,
    entity_type:
      scheme === 'KC' ? '企业法人' : dice.pick(['企业法人', '企业法人', '非法人企业', '个体工商户']),
    enterprise_size: firm.size,
    industry: firm.industry,
    ...firm.metrics,
    in_area: '是',
    disqualified: '否',
    qualification: qualified ? dice.pick(QUALIFICATIONS) : '无',
    qual_from: qualified ? dice.pick([disbursed, plusDays(disbursed, -300), plusDays(disbursed, 1)]) : '',
    qual_to: qualified
      ? dice.pick([disbursed, plusDays(disbursed, 400), plusDays(disbursed, 400), plusDays(disbursed, -1)])
      : '',
    sti_scope: scheme === 'KC' ? '是' : dice.pick(['', '否']),
    loan_type: shared ? '银担分险' : dice.pick(['信用', '知识产权质押', '应收账款质押']),
    other_cover: shared ? '政府性融资担保' : dice.pick(['无', '自然人保证']),
    guarantor: shared ? '市担保,合同1号' : '',
    bank_risk_share: shared ? dice.pick(['20', '20.0000', '33.3333', '100']) : '',
    currency,
    principal: yuan(principal),
    disbursed_on: disbursed,
    matures_on: matures,
    annual_rate: dice.pick(['3.85', shown(top, 4), '1.00']),
    lpr_tenor: tenor,
    credit_report_on: dice.pick([plusDays(disbursed, -dice.whole(0, 40)), disbursed, lastReport]),
    credit_balance: yuan(anySum(dice, 0, 8_000_000)),
    includes_this_loan: dice.pick(['是', '否']),
    first_loan: dice.pick(['是', '否']),
    origination: dice.pick(['', '新发放', '续贷']),
  };
  const bends = dice.way([
    [making.tidy ? 40 : 11, 0],
    [5, 1],
    [1, 2],
    [1, 3],
  ]);
  for (let bend = 0; bend < bends; bend++)
    Object.assign(
      sound,
      dice.pick<Cells | undefined>([
        { in_area: '否' },
        { entity_type: dice.pick(['个人', '个体工商户']) },
        { enterprise_size: dice.pick(['大型', '中型', '微型']) },
        { disqualified: '是' },
        { sti_scope: '否' },
        { loan_type: dice.pick(['抵押', '其他']) },
        {
          loan_type: '银担分险',
          bank_risk_share: dice.pick(['19.9999', '20', '0']),
          other_cover: '政府性融资担保',
        },
        {
          other_cover: dice.pick([
            '保险',
            '其他财政补偿',
            '融资担保',
            '法人保证',
            '抵质押',
            '其他',
            '政府性融资担保',
          ]),
        },
        { matures_on: dice.pick([disbursed, plusDays(disbursed, -1), plusDays(disbursed, 1)]) },
        { origination: dice.pick(['借新还旧', '重组']) },
        { credit_report_on: plusDays(lastReport, 1) },
        { credit_report_on: dice.pick(['2026-12-31', '2027-01-04', plusDays(lastReport, 3)]) },
        { credit_balance: yuan(creditCap > 0n ? creditCap : 0n), includes_this_loan: '否' },
        { credit_balance: yuan(creditCap > 0n ? creditCap + 1n : 1n), includes_this_loan: '否' },
        { credit_balance: '30000000.00', includes_this_loan: '是', credit_report_on: disbursed },
        {
          credit_balance: '50000000.00',
          includes_this_loan: '是',
          credit_report_on: plusDays(disbursed, -1),
        },
        { annual_rate: shown(top + 1n, 4) },
        { annual_rate: dice.pick(['0.9999', '0.0385', '0']) },
        { lpr_tenor: '5Y', matures_on: plusMonths(disbursed, 60) },
        { lpr_tenor: '5Y', matures_on: plusDays(plusMonths(disbursed, 60), 1) },
        { currency: 'EUR' },
        { iou_no: again(making, own) },
        { iou_no: again(making, own) },
        { iou_no: otherScheme(making, own, scheme) },
        { iou_no: otherScheme(making, own, scheme) },
        sameLoan(making, own),
        sameLoan(making, own),
      ]) ?? {},
    );
  const returned = dice.pick(books.rejectedFilings.filter((row) => row.bank === bank));
  if (returned !== undefined && dice.chance(0.15))
    Object.assign(sound, {
      iou_no: returned.iou,
      scheme: returned.scheme,
      loan_type: '信用',
      other_cover: '无',
      principal: '500000.00',
    });
  if (day === tables.calendar.nth(quarterStart(day), 15) && dice.chance(0.2)) sound['in_area'] = '否';
  return sound;
}

function again({ dice }: Making, own: readonly Filing[]): string {
  return dice.pick(own)?.iou ?? 'JJ/AGAIN_1';
}

function otherScheme({ dice }: Making, own: readonly Filing[], scheme: Scheme): string {
  return dice.pick(own.filter((filing) => filing.scheme !== scheme))?.iou ?? 'JJ.OTHER-1';
}

function sameLoan({ dice }: Making, own: readonly Filing[]): Cells | undefined {
  const other = dice.pick(own.filter(isRegistered));
  return other === undefined
    ? undefined
    : {
        uscc: other.uscc,
        disbursed_on: cell(other.cells, 'disbursed_on'),
        matures_on: other.maturesOn,
        currency: cell(other.cells, 'currency'),
        principal: yuan(other.principal),
      };
}

export function amendmentRow(making: Making, bank: string): Cells {
  const { dice, books, day } = making;
  const own = books.filings.filter((one) => one.bank === bank);
  const idle = own.filter((one) => one.state === '受理' && books.live(bank, one.iou) === undefined);
  const open = books.claims.filter((claim) => claim.bank === bank && OPEN.includes(claim.state));
  const filing = dice.pick(dice.chance(0.7) && idle.length > 0 ? idle : own);
  const change = dice.way([
    [2, '撤回'],
    [2, '结清'],
    [4, '展期'],
    [6, '更正'],
    [open.length > 0 ? 2 : 0.3, '撤回申请'],
  ]);
  const claim: Claim | undefined = change === '撤回申请' ? dice.pick(open) : undefined;
  const row: Record<string, string> = {
    scheme: claim === undefined ? (filing?.scheme ?? 'XW') : dice.pick(['XW', 'KC']),
    iou_no: dice.chance(0.05) ? 'JJ-NONE' : (claim?.iou ?? filing?.iou ?? 'JJ-NONE'),
    change,
    reason: dice.pick(['客户经理更正', '录入有误']),
  };
  const matures = filing?.maturesOn ?? day;
  const disbursed = filing === undefined ? day : cell(filing.cells, 'disbursed_on');
  const effective = (): Day =>
    dice.pick([
      someDay(dice, disbursed, day, 20),
      day,
      plusDays(day, 1),
      disbursed,
      plusDays(disbursed, -1),
      matures,
      plusDays(matures, 1),
    ]);
  if (change === '结清' || change === '展期') row['effective_on'] = effective();
  if (change === '展期')
    row['new_matures_on'] = dice.pick([
      plusMonths(matures, 6),
      plusMonths(matures, 2),
      plusDays(matures, 1),
      matures,
      plusDays(matures, -1),
    ]);
  if (change === '更正') Object.assign(row, correctionOf(making, filing, matures, disbursed));
  return row;
}

function correctionOf(
  { dice, firms }: Making,
  filing: Filing | undefined,
  matures: Day,
  disbursed: Day,
): Cells {
  const cap = BANK_CAP[filing?.scheme ?? 'XW'];
  const principal = filing?.principal ?? 100n;
  const edge = filing?.rate === undefined ? cap : divide(cap * filing.rate.bottom, filing.rate.top);
  const item = dice.pick(['企业名称', '统一社会信用代码', '合同到期日', '贷款金额', '贷款金额']);
  switch (item) {
    case '企业名称':
      return { item, value: dice.pick([filing?.name ?? '企业', '亦庄新名有限公司', '=改名']) };
    case '统一社会信用代码':
      return {
        item,
        value: dice.pick([
          filing?.uscc ?? 'X',
          dice.pick(firms)?.uscc ?? 'X',
          dice.pick(firms)?.uscc ?? 'X',
          '91110108551385082X',
        ]),
      };
    case '合同到期日':
      return {
        item,
        value: dice.pick([
          matures,
          matures.replaceAll('-', '/'),
          plusMonths(matures, 3),
          plusMonths(matures, 1),
          disbursed,
          plusDays(disbursed, 1),
          '2026-02-30',
        ]),
      };
    default:
      return {
        item,
        value: dice.pick([
          yuan(principal),
          yuan(partOf(dice, principal)),
          yuan(partOf(dice, principal)),
          yuan(edge),
          yuan(edge + 1n),
          '-5.00',
          '0',
          '1,000,000.00',
          '１２３４５６．７８',
          '10,00',
        ]),
      };
  }
}

/** A claim on `wanted`, or on a filing of the bank that seems ripe. */
export function claimRow(making: Making, bank: string, wanted?: Filing): Cells {
  const { dice, books, day } = making;
  const own = books.filings.filter((filing) => filing.bank === bank);
  const free = own.filter((one) => one.state === '受理' && books.live(bank, one.iou) === undefined);
  const ripe = free.filter((one) => one.maturesOn <= day && one.arrival.day < day);
  const filing =
    wanted ??
    dice.pick(
      dice.way([
        [12, ripe],
        [2, free],
        [1, own],
      ]),
    ) ??
    dice.pick(own);
  const principal = filing?.principal ?? 100_000_00n;
  const outstanding = dice.way<bigint>([
    [6, principal],
    [8, partOf(dice, principal)],
    [1, principal + 1n],
    [1, 1n],
  ]);
  const share = filing === undefined ? '' : cell(filing.cells, 'bank_risk_share');
  const exact =
    share === '' ? outstanding : times(outstanding, { top: decimal(share, 4), bottom: 1_000_000n });
  const own20 = dice.pick([exact, exact, partOf(dice, exact), exact + 1n, outstanding, outstanding + 1n]);
  const filed = filing?.arrival.day ?? day;
  const twin = own.some((one) => one !== filing && one.iou === filing?.iou);
  return {
    scheme: filing === undefined || dice.chance(twin ? 0.6 : 0.15) ? 'XW' : filing.scheme,
    iou_no: dice.chance(0.04) ? 'JJ-NONE' : (filing?.iou ?? 'JJ-NONE'),
    uscc: dice.chance(0.94) ? (filing?.uscc ?? '91110108551385082Q') : '91110108551385082Q',
    classification: dice.way([
      [8, '次级'],
      [8, '可疑'],
      [8, '损失'],
      [1, '关注'],
      [1, '正常'],
    ]),
    classified_on: dice.way([
      [10, someDay(dice, plusDays(filed, 1), day, 40)],
      [2, plusDays(filed, 1)],
      [1, filed],
      [1, plusDays(day, 1)],
      [1, day],
    ]),
    outstanding: yuan(outstanding),
    own_risk_outstanding:
      share !== '' ? (dice.chance(0.05) ? '' : yuan(own20)) : dice.chance(0.1) ? '1.00' : '',
    docs_complete: dice.chance(0.92) ? '是' : '否',
    other_compensation: dice.way([
      [8, ''],
      [8, '否'],
      [1, '是'],
    ]),
  };
}
