import { columns, type ListShape } from './columns.js';

/** Lists of files and of what banks registered. Words are those of the registers; keys those of the files' columns. */
export const REGISTER_LISTS = {
  files: {
    title: '收到的文件',
    columns: columns(`
      id 编号 count
      received_on 收到日期 date
      sender 发送方 text
      name 文件名 text
      kind 类别 text
      status 状态 text
      code 代码 text
      message 说明 text
      rows 行数 count
      accepted 受理 count
      rejected 退回 count
      referred 待核 count
      sha256 SHA-256 text`),
    sorts: ['-id'],
    statuses: ['processed', 'refused'],
  },
  filings: {
    title: '备案台账',
    columns: columns(`
      business_no 业务编号 number
      scheme 政策类型 text
      bank 银行 text
      iou_no 借据编号 text
      enterprise_name 企业名称 text
      uscc 统一社会信用代码 text
      loan_type 贷款类型 text
      principal 贷款本金 amount
      disbursed_on 放款日期 date
      matures_on 合同到期日 date
      received_on 备案日期 date
      status 状态 text
      settled_on 结清日期 date
      codes 代码 text
      file_id 文件编号 count`),
    sorts: ['-received_on', 'business_no', 'principal', 'disbursed_on', 'matures_on'],
    statuses: ['受理', '待核', '退回', '撤回', '取消'],
  },
  amendments: {
    title: '变更台账',
    columns: columns(`
      business_no 业务编号 number
      filing_no 备案编号 number
      bank 银行 text
      scheme 政策类型 text
      iou_no 借据编号 text
      change 变更类型 text
      received_on 申请日期 date
      status 状态 text
      resolved_on 决定日期 date
      content 变更内容 text
      file_id 文件编号 count`),
    sorts: ['-received_on', 'business_no'],
    statuses: ['受理', '待核', '退回'],
  },
  claims: {
    title: '补偿台账',
    columns: columns(`
      business_no 业务编号 number
      scheme 政策类型 text
      bank 银行 text
      iou_no 借据编号 text
      enterprise_name 企业名称 text
      uscc 统一社会信用代码 text
      received_on 申请日期 date
      base 不良本金余额 amount
      ratio 补偿比例 percent
      amount 补偿金额 amount
      status 状态 text
      paid_on 拨付日期 date
      credited_on 到账日期 date
      asked 应缴回合计 amount
      returned 已缴回合计 amount
      classification 五级分类 text
      applied_scheme 申请政策 text
      document_no 确认文号 text
      codes 代码 text
      file_id 文件编号 count`),
    sorts: ['-received_on', 'business_no', 'amount', 'paid_on'],
    statuses: [
      '待核',
      '退回',
      '撤回',
      '受理',
      '暂停补偿',
      '资金不足',
      '建议补偿',
      '不予确认',
      '已拨付',
      '已核销',
    ],
  },
  clawbacks: {
    title: '追偿台账',
    columns: columns(`
      business_no 业务编号 number
      scheme 政策类型 text
      bank 银行 text
      iou_no 借据编号 text
      enterprise_name 企业名称 text
      recovered_on 回收日期 date
      noticed_on 通知日期 date
      amount 回收金额 amount
      asked 应缴回金额 amount
      due_on 缴回期限 date
      returned 已缴回金额 amount
      settled_on 缴清日期 date
      notice_late 通知逾期工作日 count
      return_late 缴回逾期工作日 count
      status 状态 text
      file_id 文件编号 count`),
    sorts: ['-noticed_on', 'business_no', 'due_on', 'asked'],
    statuses: ['待缴', '逾期', '缴清'],
  },
  writeoffs: {
    title: '核销台账',
    columns: columns(`
      business_no 业务编号 number
      claim_no 补偿编号 number
      bank 银行 text
      scheme 政策类型 text
      iou_no 借据编号 text
      enterprise_name 企业名称 text
      reason 核销原因 text
      ruling_no 裁定书文号 text
      ruled_on 裁定日期 date
      received_on 申请日期 date
      amount 核销金额 amount
      status 状态 text
      document_no 确认文号 text
      confirmed_on 核销日期 date
      file_id 文件编号 count`),
    sorts: ['-received_on', 'business_no', 'amount'],
    statuses: ['已受理', '建议核销', '已核销'],
  },
} as const satisfies Record<string, ListShape>;
