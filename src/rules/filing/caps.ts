import type { Finding } from '../../domain/findings.js';
import { type Fen, wanWords } from '../../domain/money.js';
import { found, type Rule } from '../rule.js';
import { type FilingBooks, type FilingContext, type FilingRow, isQualified } from './filing.js';
import { CAP_ARTICLES } from './fx.js';

/** The three caps in CNY: 单户金额, 单户合计, 征信余额. */

const BANK_QUOTES = {
  XW: ['同一合作银行对单个小微企业的贷款金额不超过 1000 万元人民币'],
  KC: ['银行机构对单个企业的贷款金额不超过 3000 万元人民币'],
};

export const F_CAP_BANK: Rule = {
  code: 'F-CAP-BANK',
  title: '本笔超过单户上限',
  severity: 'reject',
  articles: CAP_ARTICLES,
  quotes: BANK_QUOTES,
  reading: '本笔贷款折人民币后单独超过上限的退回;恰为上限的可以。',
  remedy: '核对金额和币种;确实超过的不能备案。',
  parameters: ['cap_bank'],
  kinds: ['filing'],
};

export function checkCapBank(ctx: FilingContext, principal: Fen): Finding[] {
  const cap = ctx.terms.capBank;
  if (principal <= cap) return [];
  return [
    found(
      F_CAP_BANK,
      ctx.document,
      `贷款金额折人民币${wanWords(principal)},超过单户${wanWords(cap)}上限。请核对金额和币种。`,
    ),
  ];
}

export const F_CAP_BANK_SUM: Rule = {
  code: 'F-CAP-BANK-SUM',
  title: '与其他备案贷款合计超过单户上限',
  severity: 'refer',
  articles: CAP_ARTICLES,
  quotes: BANK_QUOTES,
  reading:
    '条文的“贷款金额”是一笔还是余额合计可以两读:本笔单独不超过,但存续期内某一天与该银行在同一政策下已备案(受理或待核)的该企业其他贷款合计超过的,由托管机构决定。存续期含放款日、不含到期日;已还清的金额系统不知道,按备案本金计。',
  remedy: '等待托管机构审核;其中已提前还清的,提供还款凭证。',
  parameters: ['cap_bank'],
  kinds: ['filing'],
};

export function checkCapBankSum(
  row: FilingRow,
  ctx: FilingContext,
  books: FilingBooks,
  principal: Fen,
): Finding[] {
  const cap = ctx.terms.capBank;
  if (principal > cap || row.maturesOn <= row.disbursedOn) return [];
  const itself = books.registered(row.scheme, row.iou);
  const others = books.peak(row.scheme, row.uscc, row.disbursedOn, row.maturesOn, itself);
  if (principal + others <= cap) return [];
  const message =
    `本笔${wanWords(principal)}与该企业同期存续的其他备案贷款最高${wanWords(others)}` +
    `合计${wanWords(principal + others)},超过单户${wanWords(cap)}上限,由托管机构人工审核。`;
  return [found(F_CAP_BANK_SUM, ctx.document, message)];
}

/** How much the enterprise's other loans may come to, whenever they run, without F-CAP-BANK-SUM: fen. */
export function roomUnderCap(ctx: FilingContext, principal: Fen): Fen {
  return ctx.terms.capBank - principal;
}

export const F_CAP_CREDIT: Rule = {
  code: 'F-CAP-CREDIT',
  title: '征信未结清余额超过上限',
  severity: 'reject',
  articles: CAP_ARTICLES,
  quotes: {
    XW: [
      '《征信报告》显示的该企业未结清本外币贷款余额(含/加本笔)不超过 3000 万元',
      '有效期内制造业单项冠军企业、国家高新技术企业、北京市专精特新中小企业(含国家级专精特新“小巨人”企业、北京市专精特新“小巨人”企业)中的小微企业',
      '可提高至不超过 5000 万元',
    ],
    KC: ['《征信报告》显示的该企业未结清本外币贷款余额(含/加本笔)不超过 5000 万元'],
  },
  reading:
    '征信报告不早于放款日且已含本笔的,直接看余额(“含本笔”);否则余额加上本笔(“加本笔”)。恰为上限的可以。资质在放款日有效的,小微用提高后的上限。',
  remedy: '核对征信余额、是否含本笔和资质有效期。',
  parameters: ['cap_credit', 'cap_credit_qualified', 'qualifications'],
  kinds: ['filing'],
};

export function checkCapCredit(row: FilingRow, ctx: FilingContext, principal: Fen): Finding[] {
  const { capCredit, capCreditQualified } = ctx.terms;
  const cap = isQualified(row, ctx.terms) ? capCreditQualified : capCredit;
  const includes = row.includesThisLoan && row.creditReportOn >= row.disbursedOn;
  const total = row.creditBalance + (includes ? 0n : principal);
  if (total <= cap) return [];
  const sum = includes
    ? `征信未结清余额${wanWords(row.creditBalance)}(已含本笔)`
    : `征信未结清余额${wanWords(row.creditBalance)}加本笔${wanWords(principal)}共${wanWords(total)}`;
  const why = cap < capCreditQualified ? `(放款日资质无效,不适用${wanWords(capCreditQualified)})` : '';
  return [found(F_CAP_CREDIT, ctx.document, `${sum},超过${wanWords(cap)}上限${why}。请核对征信报告。`)];
}
