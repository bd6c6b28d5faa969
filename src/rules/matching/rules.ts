import type { Rule } from '../rule.js';

/** The catalogue of matching (勾对): money in 待查款 is given to what it is for, by hand, or taken back. Source: rules.md §12. */

const ON_NO_ARTICLE = {
  severity: 'reject',
  articles: {},
  quotes: {},
  parameters: [],
  kinds: ['matching'],
} as const;

export const M_FOUR_EYES: Rule = {
  ...ON_NO_ARTICLE,
  code: 'M-FOUR-EYES',
  title: '经办人与复核人相同',
  reading: '一人经办、另一人复核。姓名去掉全部空白、不分大小写之后比较。',
  remedy: '由另一人复核后重新提交。',
};

export const M_LINE: Rule = {
  ...ON_NO_ARTICLE,
  code: 'M-LINE',
  title: '流水不存在或待查款不足',
  reading:
    '流水号须是已入账的流水;勾对的金额不超过该流水在待查款中的部分。有这一项时只另报经办人与复核人相同。',
  remedy: '对照未达事项登记表核对流水号和未处理金额。',
};

export const M_TARGET: Rule = {
  ...ON_NO_ARTICLE,
  code: 'M-TARGET',
  title: '不是可以勾对的对应编号',
  reading:
    '收方流水可对缴回通知、追回、支方流水或利息、注资、存款转回;支方流水可对已拨付或已核销的补偿、收方流水或存款存出。撤销的两者之间须有已勾对的金额。',
  remedy: '核对对应编号和收支方向。',
};

export const M_AMOUNT: Rule = {
  ...ON_NO_ARTICLE,
  code: 'M-AMOUNT',
  title: '金额超过未了结的部分',
  reading: '缴回通知以未返还的为限,补偿以尚未见到的拨付为限,流水以其待查款为限;撤销以两者之间已勾对的为限。',
  remedy: '核对金额,分笔勾对。',
};

export const M_BANK: Rule = {
  ...ON_NO_ARTICLE,
  code: 'M-BANK',
  title: '对方单位是另一家银行',
  reading: '流水的对方单位(代码或名称)是另一家合作银行的,不能勾对到本行的缴回通知或追回。',
  remedy: '核对流水的对方单位和对应编号。',
};

export const M_WRITTEN_OFF: Rule = {
  ...ON_NO_ARTICLE,
  code: 'M-WRITTEN-OFF',
  title: '补偿已核销或核销在办',
  reading: '补偿有已受理、建议核销或已核销的核销申请的,已缴回的款项不能撤销勾对。',
  remedy: '核销在办的,待核销了结后再处理。',
};
