import type { Finding } from '../../domain/findings.js';
import { found, rule } from '../rule.js';
import type { FilingContext, FilingRow } from './filing.js';

/** The borrower (资金补偿对象): where it works, what it is, and whether it has a bad record. */

export const F_AREA = rule('F-AREA', 'reject');

export function checkArea(row: FilingRow, ctx: FilingContext): Finding[] {
  if (row.inArea) return [];
  return [
    found(
      F_AREA,
      ctx.document,
      '亦庄新城范围内为"否",只支持在亦庄新城范围内依法经营的企业。请核实经营地址,不在范围内的不能备案。',
    ),
  ];
}

export const F_ENTITY = rule('F-ENTITY', 'reject');

export function checkEntity(row: FilingRow, ctx: FilingContext): Finding[] {
  if (ctx.terms.entityTypes.includes(row.entityType)) return [];
  const message = `主体类型"${row.entityType}"不在支持范围(${ctx.terms.entityTypes.join('、')})内。请按借据上的借款人核对。`;
  return [found(F_ENTITY, ctx.document, message)];
}

export const F_INTEGRITY = rule('F-INTEGRITY', 'reject');

export function checkIntegrity(row: FilingRow, ctx: FilingContext): Finding[] {
  if (!row.disqualified) return [];
  const why =
    row.scheme === 'XW'
      ? '企业、实际控制人或经营者在放款时有近三年重大行政处罚、刑事犯罪记录或列入严重违法失信主体名单'
      : '企业列入经营异常名录或失信主体名单,或近三年发生重大事故、偷税漏税';
  return [found(F_INTEGRITY, ctx.document, `处罚失信情形为"是":${why}的,不能备案。如填写有误请更正后重报。`)];
}

export const F_STI_SCOPE = rule('F-STI-SCOPE', 'reject');

export function checkStiScope(row: FilingRow, ctx: FilingContext): Finding[] {
  if (row.scheme !== 'KC' || row.stiScope !== false) return [];
  const message =
    '科创担保计划支持对象为"否",放款日应属财金〔2024〕60号支持范围。请核实,不属于的可按小微政策备案。';
  return [found(F_STI_SCOPE, ctx.document, message)];
}
