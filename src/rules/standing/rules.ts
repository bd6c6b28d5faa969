import type { Rule } from '../rule.js';

/** The catalogue of standing (资格): a bank is barred from a scheme, or let back. Source: rules.md §11, KC §17. */

const ON_NO_ARTICLE = {
  severity: 'reject',
  articles: {},
  quotes: {},
  parameters: [],
  kinds: ['standing'],
} as const;

export const T_FOUR_EYES: Rule = {
  ...ON_NO_ARTICLE,
  code: 'T-FOUR-EYES',
  title: '经办人与复核人相同',
  reading: '一人经办、另一人复核。姓名去掉全部空白、不分大小写之后比较。',
  remedy: '由另一人复核后重新提交。',
};

export const T_BANK: Rule = {
  ...ON_NO_ARTICLE,
  code: 'T-BANK',
  title: '不是该政策的合作银行',
  reading: '银行须有该政策的合作协议,不论协议日期。',
  remedy: '核对银行代码和政策类型,对照banks.csv。',
  parameters: ['banks.csv'],
};

export const T_SCHEME: Rule = {
  ...ON_NO_ARTICLE,
  code: 'T-SCHEME',
  title: '该政策没有这种暂停',
  articles: { KC: '第十七条' },
  quotes: { KC: ['银行机构怠于追偿、由于自身原因导致债权不被法院支持,一经发现暂停享受政策支持'] },
  reading: '怠于追偿的暂停只见于13号;12号没有这样的规定,小微不能报资格。',
  remedy: '核对政策类型。',
};

export const T_STATE: Rule = {
  ...ON_NO_ARTICLE,
  code: 'T-STATE',
  title: '资格状态不符',
  reading: '已暂停的不能再暂停,没有暂停的不能恢复。',
  remedy: '核对该行目前的资格状态。',
};
