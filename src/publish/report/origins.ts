import { type Column, text } from '../sheet.js';
import { isFigure } from './cell-text.js';
import { block, type ReportTable } from './report.js';

/** Where each figure comes from (口径): the register that anybody has, and the condition on its rows. */

const FILED = 'filings.csv,状态受理,备案日期在期内';
const APPLIED = 'claims.csv,申请日期在期内,状态不是退回、撤回、不予确认';
const PAID = '清算明细,类型补偿拨付,日期在期内';
const PAID_EVER = '清算明细,类型补偿拨付,日期至期末';
const NOTICED = 'clawbacks.csv,通知日期在期内,未撤销,追回(Z-)不计';
const ASKED = '清算明细,类型追偿缴回,日期在期内';
const RETURNED = '清算明细,类型缴回到账,日期在期内';
const LATE = 'clawbacks.csv,缴回期限早于期末,应缴回金额大于已缴回金额';
const WRITTEN_OFF = '清算明细,类型核销,日期在期内';
const LOSS = '清算明细,日期至期末:补偿拨付减缴回到账';
const RATE = '净损失÷累计拨付金额';
const ROW = '见各行的来源栏';

const RECOVERY = {
  回收笔数: `${NOTICED},笔数`,
  回收金额: `${NOTICED},回收金额`,
  期初未缴回: '清算明细,日期在期前:追偿缴回减缴回到账',
  应缴回金额: ASKED,
  追回金额: 'clawbacks.csv,编号Z-,通知日期在期内,应缴回金额;期内撤销的减去',
  缴回到账金额: RETURNED,
  期末未缴回: 'clawbacks.csv,应缴回金额减已缴回金额',
  通知逾期笔数: `${NOTICED},通知逾期工作日大于0`,
  期末逾期笔数: `${LATE},笔数`,
  期末逾期金额: `${LATE},应缴回金额减已缴回金额`,
};
const WRITEOFF = { 核销笔数: `${WRITTEN_OFF},笔数`, 核销金额: WRITTEN_OFF, 净损失: LOSS };
const WRITEOFF_EVER = { 累计核销金额: '清算明细,类型核销,日期至期末' };
const COMPARED = { 本年: '左栏所指的表的合计', 上年: '上年同日账簿的同一合计', 增减: '本年减上年' };
const AREA = {
  备案笔数: `${FILED},笔数`,
  备案金额: `${FILED},贷款本金`,
  申请笔数: `${APPLIED},笔数`,
  申请不良本金: `${APPLIED},不良本金余额`,
  拨付笔数: `${PAID},正数的笔数减负数的笔数`,
  拨付金额: PAID,
};

const ORIGINS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  收支: { 金额: ROW },
  使用: {
    ...AREA,
    累计拨付金额: PAID_EVER,
    补偿净额: 'positions.csv,补偿净额',
  },
  清收: RECOVERY,
  核销: { ...WRITEOFF, ...WRITEOFF_EVER },
  勾稽: {
    金额: ROW,
    流水所列: '专户流水,该收支方向和用途的全部金额',
    '加 勾对转入': 'matches.csv,由其他用途转入本项的金额,撤销的减去',
    '减 勾对转出及待查': 'matches.csv,转出的金额,和仍在待查款的金额',
    资金账: '流水所列+转入−转出;与fund.csv相应项目一致',
  },
  在办: { 笔数: 'claims.csv,该政策类型和状态的笔数', 金额: 'claims.csv,该政策类型和状态的补偿金额' },
  已补偿项目: {
    拨付: 'claims.csv,补偿金额',
    回收: 'clawbacks.csv,该项目的回收金额',
    应缴回: 'claims.csv,应缴回合计',
    已缴回: 'claims.csv,已缴回合计',
    逾期: `${LATE},该项目的应缴回金额减已缴回金额`,
  },
  冲正及资格: { 金额: '所列冲正、确认或勾对行的金额' },
  例外: { 金额: 'exceptions.csv,金额', 未处理金额: 'exceptions.csv,未处理金额' },
  支持项目: {
    笔数: `${FILED},笔数`,
    备案金额: `${FILED},贷款本金`,
    户数: `${FILED},不同的统一社会信用代码`,
  },
  追偿及损失: { ...RECOVERY, ...WRITEOFF, ...WRITEOFF_EVER, 累计拨付金额: PAID_EVER, 损失率: RATE },
  管理费: {
    规模: 'fund.csv(配置),年末或期末在用的规模',
    上限: '规模×年费率(12号第二十四条)',
    已提取: '专户流水,记为管理费的金额(勾对后),归属该年度',
  },
  抽查: {},
  对比: COMPARED,
  分类: {
    ...AREA,
    回收金额: `${NOTICED},回收金额`,
    缴回到账金额: RETURNED,
    期末逾期笔数: RECOVERY.期末逾期笔数,
    期末逾期金额: RECOVERY.期末逾期金额,
    核销金额: WRITTEN_OFF,
    累计拨付金额: PAID_EVER,
    净损失: LOSS,
    损失率: RATE,
  },
  分类对比: Object.fromEntries(
    ['备案金额', '申请不良本金', '拨付金额', '缴回到账金额', '净损失'].flatMap((header) => [
      [`${header} 本期`, `分类表,${header}`],
      [`${header} 上年`, `上年同日账簿的分类表,${header}`],
    ]),
  ),
  账龄: {
    笔数: '期末未结的登记簿各行,日数在该段的笔数',
    金额: '同上:备案为贷款本金,补偿申请为补偿金额,缴回为应缴回减已缴回,核销为拨付减缴回,待查款为流水未处理金额',
  },
  集中度: {
    名次: '按备案金额由大到小',
    备案笔数: 'filings.csv,状态受理,自始至期末',
    备案金额: 'filings.csv,状态受理,自始至期末,贷款本金',
    占备案总额: '备案金额÷全部受理备案的贷款本金',
    申请不良本金: 'positions.csv的口径:claims.csv,状态不是待核、退回、撤回、不予确认,不良本金余额',
    累计拨付金额: PAID_EVER,
    净损失: LOSS,
  },
  资金变动: { 增加: ROW, 减少: ROW, 余额: ROW },
};

/** What a column's figures come from; undefined for a column of words. */
export const originOf = (table: string, header: string): string | undefined => ORIGINS[table]?.[header];

interface Origin {
  readonly table: string;
  readonly header: string;
  readonly from: string;
}
const COLUMNS: readonly Column<Origin>[] = [
  text('表', (o) => o.table),
  text('栏目', (o) => o.header),
  text('来源和条件', (o) => o.from),
];

/** 口径: a line for each column of figures of the tables. @throws Error for one that nothing is said of */
export function originTable(tables: readonly ReportTable[]): ReportTable {
  const lines = tables.flatMap(({ name, blocks }): Origin[] => {
    const headers = blocks.flatMap(({ columns }) => columns.filter(isFigure).map(({ header }) => header));
    return [...new Set(headers)].map((header) => {
      const from = originOf(name, header);
      if (from === undefined) throw new Error(`no origin of ${name} ${header}`);
      return { table: name, header, from };
    });
  });
  return {
    name: '口径',
    source: '清算明细为各月settlement-*.csv;登记簿为registers下各表,截至账簿日期。条文见各表。',
    blocks: [block(COLUMNS, lines)],
  };
}
