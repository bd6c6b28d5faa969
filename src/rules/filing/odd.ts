import type { Rule } from '../rule.js';

/** Hints at a figure in the wrong unit; the row is taken all the same. */

const HINT = { severity: 'info', articles: {}, quotes: {}, parameters: [], kinds: ['filing'] } as const;

export const F_ODD_AMOUNT: Rule = {
  ...HINT,
  code: 'F-ODD-AMOUNT',
  title: '贷款金额偏小',
  reading: '贷款金额折人民币不足万元的照常受理,提示核对单位:金额应以元填报,可能误填成了万元。',
  remedy: '核对单位;填错的报变更更正贷款金额。',
};

export const F_ODD_RATE: Rule = {
  ...HINT,
  code: 'F-ODD-RATE',
  title: '年利率偏低',
  reading: '年利率不足百分之一的照常受理,提示核对单位:应填3.85的,可能误填成了0.0385。',
  remedy: '核对单位;填错的撤回后重报。',
};
