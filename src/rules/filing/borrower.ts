import type { Finding } from '../../domain/findings.js';
import { found, type Rule } from '../rule.js';
import type { FilingContext, FilingRow } from './filing.js';

/** The borrower (资金补偿对象): where it works, what it is, how big, and whether it has a bad record. */

const anyOf = (values: readonly string[]): string => values.join('、');

export const F_AREA: Rule = {
  code: 'F-AREA',
  severity: 'reject',
  articles: { XW: '第四条、第五条第（一）项', KC: '第五条' },
};

export function checkArea(row: FilingRow): Finding[] {
  if (row.inArea) return [];
  return [
    found(
      F_AREA,
      row.scheme,
      '亦庄新城范围内为"否",只支持在亦庄新城225平方公里内依法经营的企业。请核实经营地址,不在范围内的不能备案。',
    ),
  ];
}

export const F_ENTITY: Rule = {
  code: 'F-ENTITY',
  severity: 'reject',
  articles: { XW: '第二条', KC: '第二条' },
};

export function checkEntity(row: FilingRow, ctx: FilingContext): Finding[] {
  if (ctx.terms.entityTypes.includes(row.entityType)) return [];
  const message = `主体类型"${row.entityType}"不在支持范围(${anyOf(ctx.terms.entityTypes)})内。请按借据上的借款人核对。`;
  return [found(F_ENTITY, row.scheme, message)];
}

export const F_SIZE: Rule = { code: 'F-SIZE', severity: 'reject', articles: { XW: '第二条', KC: '第二条' } };

export const F_SIZE_STANDARD: Rule = {
  code: 'F-SIZE-STANDARD',
  severity: 'refer',
  articles: { XW: '第二条', KC: '第二条' },
};

export function checkSize(row: FilingRow, ctx: FilingContext): Finding[] {
  const { enterpriseSizes } = ctx.terms;
  if (!enterpriseSizes.includes(row.enterpriseSize)) {
    const message = `企业划型"${row.enterpriseSize}"不在支持范围(${anyOf(enterpriseSizes)})内。请核对划型。`;
    return [found(F_SIZE, row.scheme, message)];
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
  return [found(F_SIZE_STANDARD, row.scheme, message)];
}

const METRIC_WORDS = {
  employees: '从业人员(人)',
  revenue: '营业收入(万元)',
  total_assets: '资产总额(万元)',
} as const;

export const F_INTEGRITY: Rule = {
  code: 'F-INTEGRITY',
  severity: 'reject',
  articles: { XW: '第五条第（二）项', KC: '第二条、第六条第（二）项' },
};

export function checkIntegrity(row: FilingRow): Finding[] {
  if (!row.disqualified) return [];
  const why =
    row.scheme === 'XW'
      ? '企业、实际控制人或经营者在放款时有近三年重大行政处罚、刑事犯罪记录或列入严重违法失信主体名单'
      : '企业列入经营异常名录或失信主体名单,或近三年发生重大事故、偷税漏税';
  return [found(F_INTEGRITY, row.scheme, `处罚失信情形为"是":${why}的,不能备案。如填写有误请更正后重报。`)];
}

export const F_STI_SCOPE: Rule = {
  code: 'F-STI-SCOPE',
  severity: 'reject',
  articles: { KC: '第二条、第十二条第（三）项' },
};

export function checkStiScope(row: FilingRow): Finding[] {
  if (row.scheme !== 'KC' || row.stiScope !== false) return [];
  const message =
    '科创担保计划支持对象为"否",放款日应属财金〔2024〕60号支持范围。请核实;不属于的可按小微政策备案。';
  return [found(F_STI_SCOPE, row.scheme, message)];
}
