import { amount, BANK, count, day, IOU, long, NAME, LINK, SCHEME, short } from './columns.js';
import { textOf } from '../parts/value.js';
import type { ListSpec } from './list.js';

/** Items that wait for an operator's decision. */
export const pendingList: ListSpec = {
  name: 'pending',
  title: '待核',
  about: '转人工审核的业务:原因、天数,决定后会怎样',
  key: 'business_no',
  columns: [
    LINK,
    { key: 'kind', title: '类别', look: 'kind' },
    { ...SCHEME, hidden: true },
    { ...BANK, hidden: true },
    IOU,
    { ...NAME, hidden: true },
    day('received_on', '到达日期', true),
    count('age_days', '天数'),
    amount('amount', '金额', true),
    { ...short('codes', '代码'), hidden: true },
    long('messages', '说明'),
    {
      ...long('if_accepted', '决定后'),
      draw: (row) => `通过:${textOf(row['if_accepted'])}。退回:${textOf(row['if_rejected'])}。`,
    },
    short('proposal', '已提议'),
  ],
  states: ['未提议', '已提议'],
  stateTitle: '提议',
  filters: ['scheme', 'bank', 'days'],
  dayTitle: '到达日期',
  find: '编号、借据、企业名称',
  empty: '没有待核的业务。自动审核拿不准的行会转到这里,由托管机构决定。',
};

/** What the custodian's makers proposed. */
export const proposalList: ListSpec = {
  name: 'proposals',
  title: '托管机构的提议',
  about: '审核决定、冲正、资格、勾对',
  key: 'id',
  columns: [
    short('id', '编号'),
    { key: 'kind', title: '类别', look: 'kind' },
    { key: 'status', title: '状态', look: 'state' },
    count('rows', '行数'),
    long('summary', '内容'),
    short('maker', '经办人'),
    { key: 'made_at', title: '提交时间', look: 'moment', sort: true },
    short('checker', '复核人'),
    { key: 'decided_at', title: '复核时间', look: 'moment' },
    long('remark', '退回意见'),
    { key: 'file_name', title: '文件名', look: 'file' },
  ],
  states: [
    { value: 'open', text: '待复核' },
    { value: 'approved', text: '已批准' },
    { value: 'returned', text: '退回经办' },
    { value: 'withdrawn', text: '已收回' },
  ],
  filters: [],
  find: '业务编号、内容',
  empty: '没有等待复核的提议。经办提交之后列在这里。',
};

/** Lines of the opinion runs as the custodian and the bureau see them. */
export const opinionList: ListSpec = {
  name: 'opinions',
  title: '初审意见',
  about: '各政策按各自的月末、季末或年末,按到达顺序',
  key: 'business_no',
  columns: [
    day('run_on', '初审日期', true),
    LINK,
    SCHEME,
    BANK,
    IOU,
    NAME,
    short('classification', '五级分类'),
    amount('base', '不良本金余额'),
    { key: 'ratio', title: '补偿比例', look: 'percent' },
    amount('amount', '补偿金额'),
    { key: 'opinion', title: '意见', look: 'state' },
    { key: 'share', title: '不良占比', look: 'percent' },
    amount('net', '补偿净额'),
    long('article', '依据条款'),
    short('signed', '签发'),
  ],
  states: ['建议补偿', '暂停补偿', '资金不足', '建议核销'],
  stateTitle: '意见',
  filters: ['scheme', 'bank', 'days'],
  dayTitle: '初审日期',
  find: '编号、借据、企业名称',
  empty: '还没有初审。每月末自动进行,意见列在这里。',
};

/** Every accepted matching. */
export const matchList: ListSpec = {
  name: 'matches',
  title: '勾对台账',
  about: '手工勾对和撤销,按顺序',
  key: 'seq',
  columns: [
    { key: 'seq', title: '序号', look: 'count', sort: true },
    day('received_on', '日期'),
    short('action', '处理'),
    short('txn_no', '流水号'),
    { key: 'target', title: '对应编号', look: 'number' },
    amount('amount', '金额'),
    short('maker', '经办人'),
    short('checker', '复核人'),
    long('reason', '理由'),
  ],
  states: ['勾对', '撤销'],
  stateTitle: '处理',
  filters: ['days'],
  dayTitle: '日期',
  find: '流水号、对应编号',
  empty: '还没有手工勾对。流水行对不上的钱留在待查款,在「对账」页勾对。',
};
