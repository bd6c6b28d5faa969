import { columns, type ListShape } from './columns.js';

/** Lists of the account, the runs and the ledger, and of what waits for a person. */
export const MONEY_LISTS = {
  'statement-lines': {
    title: '账户流水',
    columns: columns(`
      txn_no 流水号 text
      booked_on 交易日期 date
      received_on 收到日期 date
      direction 收支方向 text
      amount 金额 amount
      counterparty 对方单位 text
      business_no 业务编号 number
      purpose 用途 text
      balance 账户余额 amount
      fee_year 归属年度 text
      matched_no 对应编号 text
      suspense 待查款 amount
      status 状态 text
      file_id 文件编号 count`),
    sorts: ['-received_on', 'booked_on', 'amount'],
    statuses: ['已入账', '待查'],
  },
  exceptions: {
    title: '例外',
    columns: columns(`
      booked_on 日期 date
      source 来源 text
      txn_no 编号 text
      business_no 业务编号 number
      bank 银行 text
      direction 收支方向 text
      amount 金额 amount
      code 代码 text
      message 说明 text
      open_amount 未处理金额 amount
      file_id 文件编号 count`),
    sorts: ['-booked_on'],
    statuses: ['未处理', '已处理'],
  },
  matches: {
    title: '勾对台账',
    columns: columns(`
      seq 序号 count
      received_on 日期 date
      action 处理 text
      txn_no 流水号 text
      target 对应编号 text
      amount 金额 amount
      maker 经办人 text
      checker 复核人 text
      reason 理由 text
      file_id 文件编号 count`),
    sorts: ['-seq'],
    statuses: ['勾对', '撤销'],
  },
  opinions: {
    title: '初审意见',
    columns: columns(`
      run_on 初审日期 date
      line_no 序号 count
      business_no 业务编号 number
      scheme 政策类型 text
      bank 银行 text
      iou_no 借据编号 text
      enterprise_name 企业名称 text
      uscc 统一社会信用代码 text
      classification 五级分类 text
      base 不良本金余额 amount
      ratio 补偿比例 percent
      amount 补偿金额 amount
      opinion 意见 text
      share 不良占比 percent
      net 补偿净额 amount
      article 依据条款 text
      signed 签发 text`),
    sorts: ['-run_on'],
    statuses: ['建议补偿', '暂停补偿', '资金不足', '建议核销'],
  },
  journal: {
    title: '分录',
    columns: columns(`
      entry 序号 count
      line_no 行 count
      posted_on 日期 date
      business_no 业务编号 number
      bank 银行 text
      account 科目 text
      debit 借方 amount
      credit 贷方 amount
      text 摘要 text`),
    sorts: ['-entry'],
    statuses: [],
  },
  pending: {
    title: '待核',
    columns: columns(`
      business_no 业务编号 number
      kind 类别 text
      scheme 政策类型 text
      bank 银行 text
      iou_no 借据编号 text
      enterprise_name 企业名称 text
      received_on 到达日期 date
      age_days 天数 count
      amount 金额 amount
      codes 代码 text
      messages 说明 text
      if_accepted 通过则 text
      if_rejected 退回则 text
      proposal 已提议 text
      file_id 文件编号 count`),
    sorts: ['received_on', 'amount'],
    statuses: ['未提议', '已提议'],
  },
  proposals: {
    title: '提议',
    columns: columns(`
      id 编号 text
      kind 类别 text
      status 状态 text
      rows 行数 count
      summary 内容 text
      maker 经办人 text
      made_at 提交时间 text
      checker 复核人 text
      decided_at 复核时间 text
      remark 退回意见 text
      file_name 文件名 text
      file_id 文件编号 count`),
    sorts: ['-made_at'],
    statuses: ['open', 'approved', 'returned', 'withdrawn'],
  },
} as const satisfies Record<string, ListShape>;
