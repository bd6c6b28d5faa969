import type { Calculation } from './rule.js';

/** 可用余额: what the fund can still promise. Added up by the books (availableOf), since it is a sum over all of them. */
export const AVAILABLE: Calculation = {
  name: '可用余额与资金不足',
  doneBy: 'availableOf(src/ledger/records/positions.ts)、runReview(src/stages/review.ts)',
  articles: { XW: '第二十条、第二十三条', KC: '第二十一条、第二十四条' },
  quotes: {
    XW: ['风险补偿资金规模 1 亿元', '风险补偿资金运营收益及追偿回收款及时滚存进入风险补偿资金专用账户'],
    KC: [
      '先行使用 1 亿元小微企业贷款风险补偿资金预算,后续根据资金需求情况进行追加',
      '风险补偿资金运营收益及追收回款及时滚存进入风险补偿资金专用账户',
    ],
  },
  reading:
    '两项政策共用一笔资金。可用余额=实缴本金和注资+利息-管理费+已到账的追偿缴回-建议补偿和已拨付(含已核销)的补偿。不够付一笔的,该笔资金不足,排在后面的(不论哪项政策)都等它,不插队。',
  parameters: ['fund.csv'],
};
