import type { Scheme } from '../domain/scheme.js';

/** What answers an article besides the rules and calculations that cite it. */
export interface ArticleEntry {
  /** What the article is about. */
  readonly gist: string;
  /** Outputs, registers, configuration or commands that carry it out or evidence it. */
  readonly outputs?: readonly string[];
  /** What of it the software does not do, and why. */
  readonly notSoftware?: string;
}

const CHECKED_BY_PEOPLE = '由托管机构、银行签约和人工核实;系统只看登记的结果';
const REPORT_BY_PEOPLE = '报告由托管机构编写,其中的数字取自台账';

const XW: readonly ArticleEntry[] = [
  { gist: '目的和依据', notSoftware: '没有可执行的条件' },
  { gist: '小微企业贷款、合作银行的定义', notSoftware: `有无具体经营项目${CHECKED_BY_PEOPLE}` },
  {
    gist: '资金设立,补偿不良本金余额',
    outputs: ['registers/claims.csv', 'registers/fund.csv'],
    notSoftware: '出资和委托由财政国资局办理',
  },
  { gist: '适用范围' },
  { gist: '企业的条件' },
  { gist: '不良贷款项目的条件' },
  { gist: '补偿标准', outputs: ['opinion.csv', 'registers/claims.csv'] },
  { gist: '暂停与恢复', outputs: ['opinion.csv', 'notice.csv', 'registers/positions.csv'] },
  {
    gist: '财政国资局的职责',
    outputs: ['config/fund.csv(资金规模)', 'opinion.csv', '确认文件', 'registers/writeoffs.csv'],
    notSoftware: '委托管理协议和绩效评价由财政国资局办理',
  },
  {
    gist: '托管机构的职责',
    outputs: [
      'config/banks.csv(合作协议)',
      '回执',
      'pending.csv',
      'opinion.csv',
      'payment.csv',
      'clawback.csv',
      'registers/',
    ],
    notSoftware: `签约、抽查和半年报送由托管机构办理;抽查可用 riskpool trace,${REPORT_BY_PEOPLE}`,
  },
  {
    gist: '合作银行的职责',
    outputs: ['回执', '退回文件', '清算明细'],
    notSoftware: '风险分类准确、材料真实由银行负责;系统留存原始文件和校验值',
  },
  { gist: '项目备案', outputs: ['回执', 'registers/filings.csv'] },
  { gist: '风险补偿申报', outputs: ['回执', 'registers/claims.csv'] },
  { gist: '风险补偿审核', outputs: ['opinion.csv(每月末)', 'pending.csv'] },
  {
    gist: '风险补偿确认和拨付',
    outputs: ['确认文件(K-UNKNOWN、K-AMOUNT)', 'payment.csv', 'registers/claims.csv'],
  },
  {
    gist: '项目追偿',
    outputs: ['clawback.csv', 'registers/clawbacks.csv'],
    notSoftware: '年度书面说明由银行编写',
  },
  { gist: '项目核销', outputs: ['opinion.csv', 'notice.csv', 'registers/writeoffs.csv'] },
  { gist: '收回贷款的通知和归还', outputs: ['clawback.csv', 'registers/clawbacks.csv'] },
  {
    gist: '弄虚作假的责任',
    notSoftware: '由有关机关查处;系统的分录连成校验链,事后改动能被 riskpool verify 发现',
  },
  {
    gist: '资金规模',
    outputs: ['config/fund.csv', 'registers/fund.csv'],
    notSoftware: '每年的调整由主管部门审定,审定后在fund.csv添一行',
  },
  {
    gist: '专户管理',
    outputs: [
      'registers/fund.csv',
      'registers/exceptions.csv(S-BALANCE、S-UNMATCHED、S-PAYMENT)',
      'registers/journal.csv',
    ],
  },
  {
    gist: '只投放银行存款',
    outputs: ['账户流水的存款存出、存款转回', 'registers/exceptions.csv(其他支出为S-UNMATCHED)'],
    notSoftware: '存款产品的选择由托管机构决定',
  },
  { gist: '收益和追偿款滚存', outputs: ['registers/fund.csv'] },
  {
    gist: '委托管理费',
    outputs: ['registers/fund.csv', 'registers/exceptions.csv'],
    notSoftware: '费用的用途由审计核实',
  },
  { gist: '年度审计报告和工作报告', outputs: ['registers/'], notSoftware: REPORT_BY_PEOPLE },
  {
    gist: '监督检查',
    outputs: ['riskpool verify', 'riskpool trace', 'registers/journal.csv'],
    notSoftware: '检查和审计由财政国资局组织',
  },
  { gist: '解释', outputs: ['readings.zh-CN.md(待解释的问题)'], notSoftware: '由财政国资局解释' },
  { gist: '施行、废止和有效期' },
];

const KC: readonly ArticleEntry[] = [
  { gist: '目的和依据', notSoftware: '没有可执行的条件' },
  { gist: '科创类中小企业的定义' },
  { gist: '贷款和银行机构的定义' },
  {
    gist: '资金设立,补偿不良本金余额',
    outputs: ['registers/claims.csv', 'registers/fund.csv'],
    notSoftware: '出资和委托由财政国资局办理',
  },
  { gist: '适用范围' },
  { gist: '企业的条件', notSoftware: `是否有效存续${CHECKED_BY_PEOPLE}` },
  { gist: '不良贷款项目的条件' },
  { gist: '补偿标准和两项政策的重叠', outputs: ['opinion.csv', 'registers/claims.csv(申请政策)'] },
  { gist: '暂停与恢复', outputs: ['opinion.csv', 'notice.csv', 'registers/positions.csv'] },
  {
    gist: '财政国资局的职责',
    outputs: ['config/fund.csv(资金规模)', 'opinion.csv', '确认文件', 'registers/writeoffs.csv'],
    notSoftware: '资金使用评价由财政国资局办理',
  },
  {
    gist: '托管机构的职责',
    outputs: [
      'config/banks.csv(合作协议)',
      '回执',
      'pending.csv',
      'opinion.csv',
      'payment.csv',
      'clawback.csv',
      'registers/',
    ],
    notSoftware: `签约、抽查和半年报送由托管机构办理;抽查可用 riskpool trace,${REPORT_BY_PEOPLE}`,
  },
  {
    gist: '银行机构的职责',
    outputs: ['回执', '退回文件', '清算明细'],
    notSoftware: '风险分类准确、材料真实由银行负责;系统留存原始文件和校验值',
  },
  { gist: '项目备案', outputs: ['回执', 'registers/filings.csv'] },
  { gist: '风险补偿申报', outputs: ['回执', 'registers/claims.csv'] },
  { gist: '风险补偿审核(按季度;备案有误的补充证明)', outputs: ['opinion.csv(每季末)', 'pending.csv'] },
  {
    gist: '风险补偿确认和拨付',
    outputs: ['确认文件(K-UNKNOWN、K-AMOUNT)', 'payment.csv', 'registers/claims.csv'],
  },
  {
    gist: '项目追偿',
    outputs: ['clawback.csv', 'registers/clawbacks.csv', '清算明细(返还对账)'],
    notSoftware: '年度书面说明由银行编写;怠于追偿的认定由托管机构作出,认定后在banks.csv写明协议止日',
  },
  { gist: '项目核销', outputs: ['opinion.csv', 'notice.csv', 'registers/writeoffs.csv'] },
  { gist: '收回贷款的通知和归还', outputs: ['clawback.csv', 'registers/clawbacks.csv'] },
  {
    gist: '弄虚作假的责任',
    notSoftware: '由有关机关查处;系统的分录连成校验链,事后改动能被 riskpool verify 发现',
  },
  {
    gist: '资金预算',
    outputs: ['config/fund.csv', 'registers/fund.csv'],
    notSoftware: '追加由财政国资局决定,决定后在fund.csv添一行',
  },
  {
    gist: '专户管理',
    outputs: [
      'registers/fund.csv',
      'registers/exceptions.csv(S-BALANCE、S-UNMATCHED、S-PAYMENT)',
      'registers/journal.csv',
    ],
  },
  {
    gist: '只投放银行存款',
    outputs: ['账户流水的存款存出、存款转回', 'registers/exceptions.csv(其他支出为S-UNMATCHED)'],
    notSoftware: '存款产品的选择由托管机构决定',
  },
  { gist: '收益和追收款滚存', outputs: ['registers/fund.csv'] },
  { gist: '年度审计报告和工作报告', outputs: ['registers/'], notSoftware: REPORT_BY_PEOPLE },
  {
    gist: '监督检查',
    outputs: ['riskpool verify', 'riskpool trace', 'registers/journal.csv'],
    notSoftware: '检查和审计由财政国资局组织',
  },
  { gist: '施行和有效期' },
  { gist: '解释', outputs: ['readings.zh-CN.md(待解释的问题)'], notSoftware: '由财政国资局解释' },
];

/** Every article of each policy, in order from the first (条款对照). */
export const ARTICLES: Readonly<Record<Scheme, readonly ArticleEntry[]>> = { XW, KC };
