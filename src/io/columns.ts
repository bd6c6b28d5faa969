import type { Kind } from '../domain/kinds.js';
import type { Policies } from '../domain/policy.js';
import { type Column, type Condition, choice, column } from './column.js';
import { extraColumns, withWords } from './pack-columns.js';

export type ColumnContract = Readonly<Record<Kind, readonly Column[]>>;

/** What a reject file (退回文件) adds to the sender's columns; accepted and ignored when it is sent back. */
export const REJECT_COLUMNS = ['退回代码', '退回原因', '依据条款'] as const;

const whenQualified: Condition = {
  when: (values) => values['qualification'] !== undefined && values['qualification'] !== '无',
  words: '资质类型不是"无"时必填',
};
const IOU_NO = column('iou_no', '借据编号', 'iou_no');
const USCC = column('uscc', '统一社会信用代码', 'uscc');
const BUSINESS_NO = column('business_no', '业务编号', 'text');

const MAKER = column('maker', '经办人', 'text');
const CHECKER = column('checker', '复核人', 'text');
const REASON = column('reason', '理由', 'text');
const DOCUMENT_NO = column('document_no', '依据文号', 'text');

const whenChange = (words: string): Condition => ({
  when: (values) => words.split('或').includes(values['change'] ?? ''),
  words: `变更类型为${words}时必填`,
});

const FILING: readonly Column[] = [
  column('scheme', '政策类型', 'choice'),
  IOU_NO,
  column('contract_no', '合同编号', 'text', 'O'),
  column('enterprise_name', '企业名称', 'text'),
  USCC,
  column('entity_type', '主体类型', 'choice'),
  choice('enterprise_size', '企业划型', '大型 中型 小型 微型'),
  column('industry', '所属行业', 'text', 'O'),
  column('employees', '从业人员', 'whole', 'O'),
  column('revenue', '营业收入(万元)', 'amount_not_negative', 'O'),
  column('total_assets', '资产总额(万元)', 'amount_not_negative', 'O'),
  choice('in_area', '', '是 否'),
  choice('disqualified', '处罚失信情形', '是 否'),
  column('qualification', '资质类型', 'choice'),
  column('qual_from', '资质有效期起', 'date', whenQualified),
  column('qual_to', '资质有效期止', 'date', whenQualified),
  choice('sti_scope', '', '是 否', 'O'),
  column('loan_type', '贷款类型', 'choice'),
  column('other_cover', '其他担保', 'choice'),
  column('guarantor', '担保机构', 'text', 'O'),
  column('bank_risk_share', '银行自担风险比例(%)', 'share', 'O'),
  column('currency', '币种', 'currency'),
  column('principal', '贷款金额', 'amount_positive'),
  column('disbursed_on', '放款日期', 'date'),
  column('matures_on', '合同到期日', 'date'),
  column('annual_rate', '年利率(%)', 'rate'),
  choice('lpr_tenor', 'LPR期限', '1Y 5Y'),
  column('credit_report_on', '征信报告日期', 'date'),
  column('credit_balance', '征信未结清余额', 'amount_not_negative'),
  choice('includes_this_loan', '征信含本笔', '是 否'),
  choice('first_loan', '首笔贷款', '是 否'),
  column('origination', '发放性质', 'choice', 'O'),
];

const AMENDMENT: readonly Column[] = [
  column('scheme', '政策类型', 'choice'),
  IOU_NO,
  choice('change', '变更类型', '撤回 结清 展期 更正 撤回申请'),
  column('effective_on', '生效日期', 'date', whenChange('结清或展期')),
  column('new_matures_on', '新到期日', 'date', whenChange('展期')),
  choice('item', '更正项', '企业名称 统一社会信用代码 合同到期日 贷款金额', whenChange('更正')),
  // Of the type of the item's column: a rule (A-VALUE) looks at it, not the form.
  column('value', '更正值', 'text', whenChange('更正')),
  column('reason', '原因', 'text'),
];

const CLAIM: readonly Column[] = [
  column('scheme', '政策类型', 'choice'),
  IOU_NO,
  USCC,
  choice('classification', '五级分类', '正常 关注 次级 可疑 损失'),
  column('classified_on', '不良认定日期', 'date'),
  column('outstanding', '不良本金余额', 'amount_positive'),
  // Required for a loan that was filed as 银担分险: a rule (C-OWN-RISK) looks at the filing, the form cannot.
  column('own_risk_outstanding', '自担风险本金余额', 'amount_not_negative', 'O'),
  choice('docs_complete', '资料是否齐全', '是 否'),
  choice('other_compensation', '已获其他财政补偿', '是 否', 'O'),
];

const RECOVERY: readonly Column[] = [
  column('recovery_no', '回收流水号', 'recovery_no'),
  IOU_NO,
  column('recovered_on', '回收日期', 'date'),
  column('amount', '回收金额', 'amount_positive'),
  column('principal_part', '其中本金', 'amount_not_negative', 'O'),
];

const WRITEOFF: readonly Column[] = [
  IOU_NO,
  column('reason', '核销原因', 'choice'),
  column('ruling_no', '裁定书文号', 'text'),
  column('ruled_on', '裁定日期', 'date'),
  column('internal_no', '内部核销认定文号', 'text', 'O'),
];

const DECISION: readonly Column[] = [
  BUSINESS_NO,
  choice('outcome', '结论', '通过 退回'),
  MAKER,
  CHECKER,
  REASON,
];

const CORRECTION: readonly Column[] = [
  BUSINESS_NO,
  choice('action', '处理', '重审 取消备案 追回 撤销回收'),
  column('amount', '追回金额', 'amount_positive', 'O'),
  DOCUMENT_NO,
  MAKER,
  CHECKER,
  REASON,
];

const STANDING: readonly Column[] = [
  column('bank', '银行', 'text'),
  column('scheme', '政策类型', 'choice'),
  choice('action', '处理', '暂停 恢复'),
  DOCUMENT_NO,
  MAKER,
  CHECKER,
  REASON,
];

const MATCHING: readonly Column[] = [
  choice('action', '处理', '勾对 撤销'),
  column('txn_no', '流水号', 'text'),
  column('target', '对应编号', 'text'),
  column('amount', '金额', 'amount_positive'),
  MAKER,
  CHECKER,
  REASON,
];

const CONFIRMATION: readonly Column[] = [
  BUSINESS_NO,
  choice('outcome', '结论', '同意 不同意 撤销'),
  column('document_no', '确认文号', 'text'),
  column('amount', '确认金额', 'amount_not_negative', 'O'),
  { ...MAKER, need: 'O' },
  { ...CHECKER, need: 'O' },
];

const STATEMENT: readonly Column[] = [
  column('txn_no', '流水号', 'text'),
  column('booked_on', '交易日期', 'date'),
  choice('direction', '收支方向', '收 支'),
  column('amount', '金额', 'amount_positive'),
  column('counterparty', '对方单位', 'text', 'O'),
  { ...BUSINESS_NO, need: 'O' },
  choice('purpose', '用途', '追偿返还 利息 注资 管理费 补偿拨付 退汇 存款存出 存款转回 其他'),
  column('balance', '账户余额', 'amount_signed'),
  column('fee_year', '归属年度', 'year', 'O'),
];

/** The column contract of each kind of file, in its order, but for what the packs say of it. Source: files.md §2. */
export const COLUMNS: ColumnContract = {
  filing: FILING,
  amendment: AMENDMENT,
  claim: CLAIM,
  decision: DECISION,
  correction: CORRECTION,
  standing: STANDING,
  confirmation: CONFIRMATION,
  recovery: RECOVERY,
  writeoff: WRITEOFF,
  statement: STATEMENT,
  matching: MATCHING,
};

const KNOWN = new WeakMap<Policies, ColumnContract>();

/** The columns of each kind of file, with the words, headers and columns of the schemes that are configured. */
export function columnsOf(policies: Policies): ColumnContract {
  const known = KNOWN.get(policies);
  if (known !== undefined) return known;
  const own = Object.entries(COLUMNS).map(([kind, columns]) => [
    kind,
    [...columns.map((one) => withWords(one, policies)), ...(kind === 'filing' ? extraColumns(policies) : [])],
  ]);
  const contract = Object.fromEntries(own) as ColumnContract;
  KNOWN.set(policies, contract);
  return contract;
}
