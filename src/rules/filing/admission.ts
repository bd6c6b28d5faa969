import type { Finding } from '../../domain/findings.js';
import { found, type Rule } from '../rule.js';
import type { FilingContext, FilingRow } from './filing.js';

/** Agreement and term of the policy: may this bank file under this scheme, and is the loan of its days? */

export const F_AGREEMENT: Rule = {
  code: 'F-AGREEMENT',
  title: '没有有效的合作协议',
  severity: 'reject',
  articles: { XW: '第二条', KC: '第三条' },
  quotes: {
    XW: ['自愿遵守本办法有关规定、与风险补偿资金受托管理机构(以下简称“托管机构”)签订合作协议银行机构'],
    KC: ['与风险补偿资金受托管理机构(以下简称“托管机构”)签订合作协议'],
  },
  reading: '收到备案文件的当日,该银行在该政策下须有有效的合作协议;协议按银行和政策分别签订,起止两日均含。',
  remedy: '与托管机构核对协议期限;续签登记后重报。',
  parameters: ['banks.csv'],
  kinds: ['filing'],
};

export function checkAgreement(row: FilingRow, ctx: FilingContext): Finding[] {
  const { agreements, policies } = ctx.reference;
  if (agreements.inForce(ctx.bank, row.scheme, ctx.receivedOn)) return [];
  const terms = agreements.of(ctx.bank, row.scheme).map((a) => `${a.from}至${a.to ?? '长期'}`);
  const known = terms.length === 0 ? '无此类合作协议' : `协议期为${terms.join('、')}`;
  const message = `收到日${ctx.receivedOn}贵行没有有效的${policies.of(row.scheme).name}合作协议(${known})。请与托管机构核对协议后再报。`;
  return [found(F_AGREEMENT, ctx.document, message)];
}

export const F_POLICY_PERIOD: Rule = {
  code: 'F-POLICY-PERIOD',
  title: '放款日期不在政策有效期内',
  severity: 'reject',
  articles: { XW: '第二十八条', KC: '第二十七条' },
  quotes: {
    XW: ['本办法自印发之日起实施', '政策有效期合计共三年,即至2026年12月31日止'],
    KC: ['本实施方案自政策印发之日起实施,有效期为三年'],
  },
  reading:
    '以放款日期判断,起止两日均含。有效期内发放、有效期后备案或申请补偿的,照本政策办完(2027年1月备案2026年四季度的贷款可以)。',
  remedy: '核对借款借据记载的日期;有效期外的贷款不能备案。',
  parameters: ['validity', 'transition'],
  kinds: ['filing'],
};

export const F_TRANSITION: Rule = {
  code: 'F-TRANSITION',
  title: '新旧办法衔接期放款',
  severity: 'refer',
  articles: { XW: '第二十八条' },
  quotes: { XW: ['(京技管发〔2023〕34号)政策有效期合计共三年'] },
  reading:
    '2025年二季度在新办法印发之前放款、只能在7月备案的贷款,正好落在34号废止与12号施行之间;两个办法有效期合计三年,中间不应有断档,是否受理由托管机构决定。',
  remedy: '暂无需补正,等待托管机构审核。',
  parameters: ['transition'],
  kinds: ['filing'],
};

export function checkPolicyPeriod(row: FilingRow, ctx: FilingContext): Finding[] {
  const { validFrom, validTo } = ctx.reference.policies.of(row.scheme);
  if (validFrom <= row.disbursedOn && row.disbursedOn <= validTo) return [];
  const { transition } = ctx.terms;
  if (transition !== undefined && transition.from <= row.disbursedOn && row.disbursedOn <= transition.to) {
    const message =
      `放款日期${row.disbursedOn}在${transition.from}至${transition.to}之间,` +
      '属〔2023〕34号与现行办法衔接期,由托管机构人工审核,暂无需补正。';
    return [found(F_TRANSITION, ctx.document, message)];
  }
  const message = `放款日期${row.disbursedOn}不在政策有效期${validFrom}至${validTo}内。请核对借据记载日期,有效期外的贷款不能备案。`;
  return [found(F_POLICY_PERIOD, ctx.document, message)];
}
