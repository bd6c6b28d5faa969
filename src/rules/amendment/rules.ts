import type { Rule } from '../rule.js';

/** The catalogue of amendments (变更): what may change in what a bank registered, and who decides. Source: rules.md §10. */

const KINDS = ['amendment'] as const;

const ON_NO_ARTICLE = { severity: 'reject', articles: {}, quotes: {}, parameters: [], kinds: KINDS } as const;

/** The bank answers for what it registers. */
const ANSWERS = {
  articles: { XW: '第十一条第（二）项', KC: '第十二条第（二）项' },
  quotes: {
    XW: ['负责向托管机构进行项目备案,并对相关材料的真实性、完整性、合规性负责'],
    KC: ['负责向托管机构进行项目备案,并对相关材料的真实性、完整性、合规性负责'],
  },
} as const;

const FROM_MATURITY = {
  articles: { XW: '第十三条', KC: '第十四条' },
  quotes: {
    XW: ['合同到期日起 12 个月内,合作银行向托管机构提交风险补偿申请'],
    KC: ['合同到期日起12个月内,银行机构每月可向托管机构提交风险补偿申请'],
  },
} as const;

export const A_UNKNOWN: Rule = {
  ...ON_NO_ARTICLE,
  ...ANSWERS,
  code: 'A-UNKNOWN',
  title: '没有可变更的备案或申请',
  reading:
    '撤回要求备案为受理或待核;结清、展期、更正要求备案为受理;撤回申请要求该借据有待核、受理、暂停补偿或资金不足的补偿申请。有这一项时不再检查其他内容。',
  remedy: '核对政策类型、借据编号和变更类型;状态见备案台账或补偿台账。',
};

export const A_CLAIMED: Rule = {
  ...ON_NO_ARTICLE,
  ...FROM_MATURITY,
  code: 'A-CLAIMED',
  title: '已申请补偿,备案不能变更',
  reading: '该借据在任一政策下有未被退回、撤回、不予确认的补偿申请的,备案不能再撤回、结清、展期或更正。',
  remedy: '申请有误且尚未建议补偿的,先报撤回申请,再变更备案。',
};

export const A_SETTLED: Rule = {
  ...ON_NO_ARTICLE,
  code: 'A-SETTLED',
  title: '贷款已报结清',
  reading: '已报结清的贷款不能再撤回、结清、展期或更正。',
  remedy: '结清报错的,请托管机构对该结清报冲正重审。',
};

export const A_PENDING: Rule = {
  ...ON_NO_ARTICLE,
  code: 'A-PENDING',
  title: '还有待核的变更',
  reading: '同一备案的上一项变更待核期间,不再收下一项。',
  remedy: '等待托管机构审核上一项变更之后再报。',
};

export const A_DATE: Rule = {
  ...ON_NO_ARTICLE,
  code: 'A-DATE',
  title: '生效日期不合理',
  reading: '结清和展期的生效日期不晚于收到日、不早于放款日;展期的还不晚于合同到期日。',
  remedy: '核对还款凭证或展期协议的日期。',
};

export const A_VALUE: Rule = {
  ...ON_NO_ARTICLE,
  code: 'A-VALUE',
  title: '更正值无效或与登记相同',
  reading:
    '更正值按更正项在备案中的列检查:代码须有正确校验码,日期须是日期,金额须大于零;与已登记的值相同的没有可更正的内容。',
  remedy: '核对更正项和更正值。',
};

export const A_MATURITY: Rule = {
  ...ON_NO_ARTICLE,
  code: 'A-MATURITY',
  title: '新的到期日不合理',
  reading:
    '展期的新到期日须晚于登记的合同到期日。更正的合同到期日须晚于放款日,且在登记的合同到期日起的补偿申请期限内报来。',
  remedy: '核对合同和展期协议。',
  parameters: ['claim_window_months'],
};

export const A_CAP: Rule = {
  ...ON_NO_ARTICLE,
  code: 'A-CAP',
  title: '更正后的金额超过单户上限',
  articles: { XW: '第六条第（四）项', KC: '第七条第（二）项' },
  quotes: {
    XW: ['同一合作银行对单个小微企业的贷款金额不超过 1000 万元人民币'],
    KC: ['银行机构对单个企业的贷款金额不超过 3000 万元人民币'],
  },
  reading: '更正后的贷款金额按备案的汇率折人民币,单独超过上限的退回;恰为上限的可以。备案没有汇率的不核对。',
  remedy: '核对金额和币种;确实超过的,撤回备案。',
  parameters: ['cap_bank'],
};

export const A_WITHDRAW: Rule = {
  code: 'A-WITHDRAW',
  title: '备案期后或申请过补偿的撤回',
  severity: 'refer',
  articles: { XW: '第十二条', KC: '第十三条' },
  quotes: {
    XW: ['于每季度前 15 个工作日内将上季度发放(以借款借据记载日期为准)的项目信息向托管机构进行备案'],
    KC: ['于每季度前15个工作日内将上季度发放(以借款借据记载日期为准)的项目信息向托管机构进行备案'],
  },
  reading:
    '备案期内撤回的当即生效。在收到备案的那个季度的备案期之后(或备案期定不下来)撤回的,或该借据曾有受理或待核过的补偿申请的,由托管机构决定。',
  remedy: '备好说明材料,等待托管机构审核。',
  parameters: ['filing_window_workdays', 'workdays.csv'],
  kinds: KINDS,
};

export const A_EXTENSION: Rule = {
  code: 'A-EXTENSION',
  title: '展期是否改变到期日',
  severity: 'refer',
  ...FROM_MATURITY,
  reading: '两项政策都从“合同到期日”起算补偿申请期限,没有写展期后以哪一个为准,由托管机构决定。',
  remedy: '备好展期协议,等待托管机构审核。',
  parameters: [],
  kinds: KINDS,
};

export const A_CORRECTION: Rule = {
  code: 'A-CORRECTION',
  title: '备案信息更正',
  severity: 'refer',
  articles: { XW: '第十一条第（二）项', KC: '第十五条' },
  quotes: {
    XW: ['并对相关材料的真实性、完整性、合规性负责'],
    KC: [
      '对于在项目补偿审核中发现的银行机构在项目备案时信息填写有误,托管机构可要求银行机构提供补充证明,并视情况确定是否通过风险补偿初审',
    ],
  },
  reading: '备案填写有误的更正是否接受,由托管机构决定;通过之前备案不变。',
  remedy: '备好证明材料,等待托管机构审核。',
  parameters: [],
  kinds: KINDS,
};
