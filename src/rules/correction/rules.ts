import type { Rule } from '../rule.js';

/** The catalogue of corrections (冲正): what the custodian takes up again, cancels, recalls or undoes. Source: rules.md §11. */

const ON_NO_ARTICLE = {
  severity: 'reject',
  articles: {},
  quotes: {},
  parameters: [],
  kinds: ['correction'],
} as const;

export const X_FOUR_EYES: Rule = {
  ...ON_NO_ARTICLE,
  code: 'X-FOUR-EYES',
  title: '经办人与复核人相同',
  reading: '一人经办、另一人复核。姓名去掉全部空白、不分大小写之后比较。',
  remedy: '由另一人复核后重新提交。',
};

export const X_UNKNOWN: Rule = {
  ...ON_NO_ARTICLE,
  code: 'X-UNKNOWN',
  title: '没有可作这项处理的事项',
  reading:
    '重审的编号须是备案、补偿申请或已受理的结清;取消备案的须是备案;追回的须是补偿申请;撤销回收的须是已受理的回收或尚未撤销的追回。有这一项时只另报经办人与复核人相同。',
  remedy: '核对业务编号和处理方式。',
};

export const X_STATE: Rule = {
  ...ON_NO_ARTICLE,
  code: 'X-STATE',
  title: '现在的状态不能作这项处理',
  articles: { XW: '第十四条', KC: '第十五条' },
  quotes: {
    XW: ['托管机构在收到合作银行的申报资料后,对申报材料进行初审'],
    KC: ['托管机构在收到银行机构的申报资料后,对申报材料进行初审'],
  },
  reading:
    '重审只及于托管机构自己的初审:待核的不用重审,已建议补偿而有暂存回收的、已确认的不能重审,备案上有未了结的补偿申请的不能重审备案。追回只对已拨付或已核销、还有可追回金额的。撤销回收从最后一笔起,一笔一笔倒着来,核销在办或已核销的不能撤销。',
  remedy: '按说明中的状态改用相应的处理,或先撤销其后的事项。',
};

export const X_CLAIM: Rule = {
  ...ON_NO_ARTICLE,
  code: 'X-CLAIM',
  title: '备案下的补偿款还没有追回',
  articles: { XW: '第十九条', KC: '第二十条' },
  quotes: {
    XW: ['造成补偿资金损失的,依法追究法律责任'],
    KC: ['造成补偿资金损失的,依法追究法律责任'],
  },
  reading: '备案下有建议补偿的申请,或有已拨付、已核销而未全部要求返还的申请的,不能取消备案。',
  remedy: '建议补偿的先由财政国资局不予确认;已拨付的先报追回,再取消备案。',
};

export const X_AMOUNT: Rule = {
  ...ON_NO_ARTICLE,
  code: 'X-AMOUNT',
  title: '追回金额超过可追回的',
  reading: '可追回的是拨付金额减去该申请的缴回通知和追回已经要求返还的合计;不填追回金额的追回全部。',
  remedy: '核对追回金额,或不填金额。',
};
