import { firstOf } from '../../domain/conditions.js';
import { type Fen, wanWords } from '../../domain/money.js';
import { type Amending, type AmendmentBooks, correctedPrincipal, filedFacts } from './amendment.js';

/**
 * What an operator must know before passing an amendment: the caps and sums as they would stand afterwards (单户,
 * 单户合计, 征信), in a sentence; empty where the amendment leaves them alone or a value is unknown.
 */
export function sumsAfterwards(amending: Amending, books: AmendmentBooks): string {
  const { row, ctx, filing, document } = amending;
  const { corrected } = ctx;
  const item = row.change === '更正' ? row.item : undefined;
  const value = (one: string): string | undefined => (item === one ? corrected : undefined);
  const amount = value('贷款金额');
  const principal = amount === undefined ? filing.principalFen : correctedPrincipal(filing, amount);
  if (item === '企业名称' || principal === undefined) return '';
  const terms = document.termsOn(filing.disbursedOn);
  const extended = row.change === '展期' ? row.newMaturesOn : value('合同到期日');
  const matures = extended ?? filing.maturesOn;
  const others = books.others(filing, value('统一社会信用代码') ?? filing.uscc, filing.disbursedOn, matures);
  const facts = () => filedFacts(filing);
  const limit = (cap: Fen | undefined): string => (cap === undefined ? '' : `(上限${wanWords(cap)})`);
  const parts = [
    `单户${wanWords(principal)}`,
    `单户合计最高${wanWords(principal + others)}${limit(firstOf(terms.capBank, facts))}`,
  ];
  if (filing.creditBalance !== undefined && item !== '统一社会信用代码') {
    const credit = filing.creditBalance + (filing.creditIncludes === true ? 0n : principal);
    parts.push(`征信${wanWords(credit)}${limit(firstOf(terms.capCredit, facts))}`);
  }
  return `变更后${parts.join(',')}。`;
}
