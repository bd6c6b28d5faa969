import type { Finding } from '../../domain/findings.js';
import { found, type Rule } from '../rule.js';
import type { FilingContext, FilingRow } from './filing.js';

/** The borrower's size (企业划型), as declared and as the size standard has it. */

const ARTICLES = { XW: '第二条', KC: '第二条' };
const QUOTES = { XW: ['符合国家小型企业、微型企业划型标准'], KC: ['符合国家中型、小型企业的划型标准'] };

export const F_SIZE: Rule = {
  code: 'F-SIZE',
  title: '企业划型不符',
  severity: 'reject',
  articles: ARTICLES,
  quotes: QUOTES,
  reading: '小微支持小型、微型,科创支持中型、小型;微型企业不能报科创,中型企业不能报小微。以申报的划型为准。',
  remedy: '核对划型;与政策不符的改报另一政策或不报。',
  parameters: ['enterprise_sizes'],
  kinds: ['filing'],
};

export const F_SIZE_STANDARD: Rule = {
  code: 'F-SIZE-STANDARD',
  title: '划型与划型标准不一致',
  severity: 'refer',
  articles: ARTICLES,
  quotes: QUOTES,
  reading:
    '行业属于划型标准(工信部联企业〔2011〕300号)且该行业所需指标都已填报的,用标准复核申报的划型;不一致时由托管机构决定,指标不全或行业不在标准内的不复核。已报F-SIZE的不再报本项。',
  remedy: '核对行业和指标,备好划型依据,等待托管机构审核。',
  parameters: ['enterprise-sizes.csv'],
  kinds: ['filing'],
};

export function checkSize(row: FilingRow, ctx: FilingContext): Finding[] {
  const { enterpriseSizes } = ctx.terms;
  if (!enterpriseSizes.includes(row.enterpriseSize)) {
    const message = `企业划型"${row.enterpriseSize}"不在支持范围(${enterpriseSizes.join('、')})内。请核对划型。`;
    return [found(F_SIZE, ctx.document, message)];
  }
  if (row.industry === undefined) return [];
  const { sizes } = ctx.reference;
  const computed = sizes.sizeOf(row.industry, row.metrics);
  if (computed === undefined || computed === row.enterpriseSize) return [];
  const figures = sizes
    .metricsOf(row.industry)
    .map((metric) => `${METRIC_WORDS[metric]}${row.metrics[metric] ?? ''}`);
  const message =
    `申报划型"${row.enterpriseSize}"与划型标准(${row.industry}:${figures.join(',')})得出的"${computed}"不一致,` +
    '由托管机构人工审核,请备好划型依据。';
  return [found(F_SIZE_STANDARD, ctx.document, message)];
}

const METRIC_WORDS = {
  employees: '从业人员(人)',
  revenue: '营业收入(万元)',
  total_assets: '资产总额(万元)',
} as const;
