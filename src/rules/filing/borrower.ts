import type { Finding } from '../../domain/findings.js';
import { found, rule } from '../rule.js';
import type { FilingContext, FilingRow } from './filing.js';

/** The borrower (资金补偿对象): where it works, what it is, and whether it has a bad record. */

export const F_AREA = rule('F-AREA', 'reject');

export function checkArea(row: FilingRow, ctx: FilingContext): Finding[] {
  if (row.inArea) return [];
  const area = headerOf('in_area', row, ctx);
  const message = `${area}为"否",只支持在${area}依法经营的企业。请核实经营地址,不在范围内的不能备案。`;
  return [found(F_AREA, ctx.document, message)];
}

/** What the scheme's files call a column. */
const headerOf = (key: string, row: FilingRow, { reference }: FilingContext): string =>
  reference.policies.of(row.scheme).files.headers[key] ?? key;

export const F_ENTITY = rule('F-ENTITY', 'reject');

export function checkEntity(row: FilingRow, ctx: FilingContext): Finding[] {
  const { entityTypes } = ctx.terms;
  if (entityTypes === undefined || entityTypes.includes(row.entityType)) return [];
  const message = `主体类型"${row.entityType}"不在支持范围(${entityTypes.join('、')})内。请按借据上的借款人核对。`;
  return [found(F_ENTITY, ctx.document, message)];
}

export const F_INTEGRITY = rule('F-INTEGRITY', 'reject');

export function checkIntegrity(row: FilingRow, ctx: FilingContext): Finding[] {
  if (!row.disqualified) return [];
  const says = ctx.document.basis(F_INTEGRITY.code)?.says;
  const why = says === undefined ? '' : `:${says}的`;
  return [found(F_INTEGRITY, ctx.document, `处罚失信情形为"是"${why},不能备案。如填写有误请更正后重报。`)];
}

export const F_STI_SCOPE = rule('F-STI-SCOPE', 'reject');

export function checkStiScope(row: FilingRow, ctx: FilingContext): Finding[] {
  if (row.stiScope !== false) return [];
  const says = ctx.document.basis(F_STI_SCOPE.code)?.says ?? '不能备案。请核实';
  return [found(F_STI_SCOPE, ctx.document, `${headerOf('sti_scope', row, ctx)}为"否",${says}。`)];
}
