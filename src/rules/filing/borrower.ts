import type { Finding } from '../../domain/findings.js';
import { found, type Rule } from '../rule.js';
import type { FilingContext, FilingRow } from './filing.js';

/** The borrower (资金补偿对象): where it works, what it is, and whether it has a bad record. */

export const F_AREA: Rule = {
  code: 'F-AREA',
  title: '不在亦庄新城范围内',
  severity: 'reject',
  articles: { XW: '第四条、第五条第（一）项', KC: '第五条' },
  quotes: {
    XW: ['本办法适用范围为亦庄新城 225 平方公里', '在北京经济技术开发区依法经营的企业或个体工商户'],
    KC: ['本实施方案适用范围为亦庄新城 225 平方公里'],
  },
  reading:
    '以银行申报的“亦庄新城范围内”为准;是否在范围内依法经营由银行核实并负责(12号第十一条、13号第十二条)。',
  remedy: '核实经营地址;不在范围内的不能备案。',
  parameters: [],
  kinds: ['filing'],
};

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

export const F_ENTITY: Rule = {
  code: 'F-ENTITY',
  title: '借款主体类型不符',
  severity: 'reject',
  articles: { XW: '第二条', KC: '第二条' },
  quotes: {
    XW: ['小型企业、微型企业(含个体工商户)的银行贷款(不含个人经营性贷款)'],
    KC: ['支持范围的企业法人'],
  },
  reading:
    '看借据上的借款人:小微支持企业和个体工商户,业主以个人名义借款的是个人经营性贷款,不支持;科创只支持企业法人。',
  remedy: '按借据上的借款人核对主体类型;确属不支持的不能备案。',
  parameters: ['entity_types'],
  kinds: ['filing'],
};

export function checkEntity(row: FilingRow, ctx: FilingContext): Finding[] {
  if (ctx.terms.entityTypes.includes(row.entityType)) return [];
  const message = `主体类型"${row.entityType}"不在支持范围(${ctx.terms.entityTypes.join('、')})内。请按借据上的借款人核对。`;
  return [found(F_ENTITY, ctx.document, message)];
}

export const F_INTEGRITY: Rule = {
  code: 'F-INTEGRITY',
  title: '有处罚或失信情形',
  severity: 'reject',
  articles: { XW: '第五条第（二）项', KC: '第二条、第六条第（二）项' },
  quotes: {
    XW: [
      '企业及其实际控制人、个体工商户经营者在放款时无近三年重大行政处罚公示信息和刑事犯罪记录,未列入严重违法失信主体名单',
    ],
    KC: [
      '未被列入经营异常名录或失信主体名单',
      '企业近三年未发生重大安全(含网络安全、数据安全)、质量、环境污染事故以及偷税漏税违法违规行为',
    ],
  },
  reading: '以放款日的情形为准,由银行查询后申报“处罚失信情形”;两项政策的情形不同,填报口径见文件接口。',
  remedy: '如填写有误,更正后重报;确有情形的不能备案。',
  parameters: [],
  kinds: ['filing'],
};

export function checkIntegrity(row: FilingRow, ctx: FilingContext): Finding[] {
  if (!row.disqualified) return [];
  const why =
    row.scheme === 'XW'
      ? '企业、实际控制人或经营者在放款时有近三年重大行政处罚、刑事犯罪记录或列入严重违法失信主体名单'
      : '企业列入经营异常名录或失信主体名单,或近三年发生重大事故、偷税漏税';
  return [found(F_INTEGRITY, ctx.document, `处罚失信情形为"是":${why}的,不能备案。如填写有误请更正后重报。`)];
}

export const F_STI_SCOPE: Rule = {
  code: 'F-STI-SCOPE',
  title: '不属于科创担保计划支持对象',
  severity: 'reject',
  articles: { KC: '第二条、第十二条第（三）项' },
  quotes: {
    KC: [
      '贷款发放时符合《关于实施支持科技创新专项担保计划的通知》(财金〔2024〕60号)及后续相关政策支持范围',
      '核实借款企业属于科技创新专项担保计划政策支持对象',
    ],
  },
  reading: '由银行核实,以放款日为准;只用于科创。',
  remedy: '核实支持对象资格;不属于的,符合条件时可按小微政策备案。',
  parameters: [],
  kinds: ['filing'],
};

export function checkStiScope(row: FilingRow, ctx: FilingContext): Finding[] {
  if (row.scheme !== 'KC' || row.stiScope !== false) return [];
  const message =
    '科创担保计划支持对象为"否",放款日应属财金〔2024〕60号支持范围。请核实,不属于的可按小微政策备案。';
  return [found(F_STI_SCOPE, ctx.document, message)];
}
