import type { Finding } from '../../domain/findings.js';
import { found, rule } from '../rule.js';
import type { FilingContext, FilingRow } from './filing.js';

/** Agreement and term of the policy: may this bank file under this scheme, and is the loan of its days? */

export const F_AGREEMENT = rule('F-AGREEMENT', 'reject');

export function checkAgreement(row: FilingRow, ctx: FilingContext): Finding[] {
  const { agreements, policies } = ctx.reference;
  if (agreements.inForce(ctx.bank, row.scheme, ctx.receivedOn)) return [];
  const terms = agreements.of(ctx.bank, row.scheme).map((a) => `${a.from}至${a.to ?? '长期'}`);
  const known = terms.length === 0 ? '无此类合作协议' : `协议期为${terms.join('、')}`;
  const message = `收到日${ctx.receivedOn}贵行没有有效的${policies.of(row.scheme).name}合作协议(${known})。请与托管机构核对协议后再报。`;
  return [found(F_AGREEMENT, ctx.document, message)];
}

export const F_POLICY_PERIOD = rule('F-POLICY-PERIOD', 'reject');
export const F_TRANSITION = rule('F-TRANSITION', 'refer');

export function checkPolicyPeriod(row: FilingRow, ctx: FilingContext): Finding[] {
  const { validFrom, validTo } = ctx.reference.policies.of(row.scheme);
  if (validFrom <= row.disbursedOn && row.disbursedOn <= validTo) return [];
  const { transition } = ctx.terms;
  if (transition !== undefined && transition.from <= row.disbursedOn && row.disbursedOn <= transition.to) {
    const says = ctx.document.basis(F_TRANSITION.code)?.says ?? '属前后两个办法的衔接期';
    const message = `放款日期${row.disbursedOn}在${transition.from}至${transition.to}之间,${says},由托管机构人工审核,暂无需补正。`;
    return [found(F_TRANSITION, ctx.document, message)];
  }
  const message = `放款日期${row.disbursedOn}不在政策有效期${validFrom}至${validTo}内。请核对借据记载日期,有效期外的贷款不能备案。`;
  return [found(F_POLICY_PERIOD, ctx.document, message)];
}
