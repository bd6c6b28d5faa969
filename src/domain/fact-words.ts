import type { ExtraColumn } from './policy.js';

/** What files and people call the facts that conditions of packs look at. */
const WORDS: Readonly<Record<string, string>> = {
  loan_type: '贷款类型',
  other_cover: '其他担保',
  entity_type: '主体类型',
  enterprise_size: '企业划型',
  industry: '所属行业',
  qualification: '资质类型',
  qualified: '放款日资质有效',
  first_loan: '首笔贷款',
  origination: '发放性质',
  currency: '币种',
  lpr_tenor: 'LPR期限',
  term_months: '期限(月)',
  employees: '从业人员',
  revenue: '营业收入(万元)',
  total_assets: '资产总额(万元)',
  annual_rate: '年利率(%)',
  principal: '备案金额(元)',
  outstanding: '补偿基数(元)',
  own_risk: '自担风险本金余额',
};

/** `营业收入(万元)`; a scheme's own column by its header. */
export const factWord = (fact: string, extra: readonly ExtraColumn[] = []): string =>
  extra.find(({ key }) => key === fact)?.header ?? WORDS[fact] ?? fact;

/** Each once. */
export const factWords = (facts: readonly string[], extra: readonly ExtraColumn[]): string =>
  [...new Set(facts)].map((fact) => factWord(fact, extra)).join('、');
