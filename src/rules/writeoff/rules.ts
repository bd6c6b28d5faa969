import type { Rule } from '../rule.js';

/** The codes of a write-off (核销申请); judged together in writeoff.ts. */

const ARTICLES = { XW: '第十七条', KC: '第十八条' };
const QUOTES = {
  XW: [
    '对风险补偿项目因借款企业破产清算,或对借款企业诉讼且已发裁定执行终结后的补偿净损失部分,经合作银行确认,托管机构审核并经财政国资局确认后,予以核销',
  ],
  KC: [
    '对风险补偿项目因借款企业破产清算,或对借款企业诉讼且已发裁定执行终结后的补偿净损失部分',
    '由银行机构提交核销申请书及银行内部核销认定相关材料,托管机构审核并经财政国资局确认后,予以核销',
  ],
};

export const W_NOT_PAID: Rule = {
  code: 'W-NOT-PAID',
  title: '没有已拨付的补偿',
  severity: 'reject',
  articles: ARTICLES,
  quotes: QUOTES,
  reading: '只有已拨付的补偿才有净损失可核销;建议补偿而未确认的、已核销的都不行。',
  remedy: '核对借据编号;补偿尚未拨付的,拨付之后再申请。',
  parameters: [],
  kinds: ['writeoff'],
};

export const W_DUPLICATE: Rule = {
  code: 'W-DUPLICATE',
  title: '重复申请核销',
  severity: 'reject',
  articles: {},
  quotes: {},
  reading: '同一笔补偿的核销已受理、已建议或已完成的,不得再申请;财政国资局不同意的、失效的可以再申请。',
  remedy: '删除本行。',
  parameters: [],
  kinds: ['writeoff'],
};

export const W_REASON: Rule = {
  code: 'W-REASON',
  title: '核销原因不符',
  severity: 'reject',
  articles: ARTICLES,
  quotes: QUOTES,
  reading: '破产清算或者裁定执行终结可以核销;终结本次执行程序以后还可以恢复执行,不是“执行终结”。',
  remedy: '取得终结执行的裁定或进入破产清算后再申请。',
  parameters: ['writeoff_reasons'],
  kinds: ['writeoff'],
};

export const W_INTERNAL: Rule = {
  code: 'W-INTERNAL',
  title: '缺少内部核销认定文号',
  severity: 'reject',
  articles: { KC: '第十八条' },
  quotes: { KC: ['由银行机构提交核销申请书及银行内部核销认定相关材料'] },
  reading: '科创要求银行先有内部核销认定,填文号即可,材料另交托管机构;小微没有这项要求。',
  remedy: '补填内部核销认定文号。',
  parameters: ['writeoff_papers'],
  kinds: ['writeoff'],
};

export const W_NO_LOSS: Rule = {
  code: 'W-NO-LOSS',
  title: '没有净损失',
  severity: 'reject',
  articles: ARTICLES,
  quotes: QUOTES,
  reading: '补偿净损失是已拨付的补偿减去已到账的追偿缴回;为零的没有可核销的。',
  remedy: '无需核销,删除本行。',
  parameters: [],
  kinds: ['writeoff'],
};

export const W_DATE: Rule = {
  code: 'W-DATE',
  title: '裁定日期晚于收到日',
  severity: 'reject',
  articles: {},
  quotes: {},
  reading: '裁定日期不能是将来的日期;收到当日裁定的可以。这是数据本身的核对。',
  remedy: '核对裁定日期。',
  parameters: [],
  kinds: ['writeoff'],
};

export const W_OPEN_CLAWBACK: Rule = {
  code: 'W-OPEN-CLAWBACK',
  title: '追偿款尚未缴清',
  severity: 'reject',
  articles: { XW: '第十六条', KC: '第十七条' },
  quotes: {
    XW: ['追偿回收款按比例(追偿回收款×补偿比例)及时缴回风险补偿资金专用账户'],
    KC: ['追偿回收款按比例(追偿回收款×补偿比例)及时缴回风险补偿资金专用账户'],
  },
  reading: '已通知缴回的和追回的款项全额到账之后才能核销,否则净损失算不准。',
  remedy: '先将应缴回金额缴入专户,到账后再申请核销。',
  parameters: [],
  kinds: ['writeoff'],
};
