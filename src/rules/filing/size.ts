import { firstOf, unsureOf } from '../../domain/conditions.js';
import type { Finding } from '../../domain/findings.js';
import { found, rule } from '../rule.js';
import { type FilingContext, type FilingRow, filingFacts, undecided } from './filing.js';

/** The borrower's size (企业划型), as declared and as the size standard has it. */

export const F_SIZE = rule('F-SIZE', 'reject');
export const F_SIZE_STANDARD = rule('F-SIZE-STANDARD', 'refer');

export function checkSize(row: FilingRow, ctx: FilingContext): Finding[] {
  const facts = () => filingFacts(row, ctx.terms);
  const unsure = unsureOf(ctx.terms.enterpriseSizes, facts);
  if (unsure.length > 0) return undecided(F_SIZE, unsure, row, ctx);
  const enterpriseSizes = firstOf(ctx.terms.enterpriseSizes, facts);
  if (enterpriseSizes !== undefined && !enterpriseSizes.includes(row.enterpriseSize)) {
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
