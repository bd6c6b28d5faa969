import { percent, yuanWords } from '../domain/money.js';
import type { Reference } from '../domain/reference.js';
import type { SuspensionTerms } from '../domain/terms.js';
import type { TracedOpinion } from '../ledger/views/trace.js';
import type { Fact, Step } from './story.js';

/** A line of an opinion run with the bank's state and the fund's balance at that moment. */
export function opinionStep(opinion: TracedOpinion, reference: Reference): Step {
  const { filed, applied, net, available } = opinion;
  const terms = reference.policies.of(opinion.scheme).termsOn(opinion.runOn);
  const facts: Fact[] = [['依据', opinion.article]];
  if (filed !== null && applied !== null && net !== null) {
    const share = percent({ num: applied, den: filed }, 4);
    facts.push(
      ['当时银行状态', opinion.opinion === '暂停补偿' ? '暂停' : '正常'],
      ['不良占比', `${yuanWords(applied)}÷${yuanWords(filed)} = ${share === '' ? '(无备案)' : `${share}%`}`],
      ['补偿净额', yuanWords(net)],
      ...limits(terms.suspension),
    );
  }
  if (available !== null) facts.push(['当时可用余额', yuanWords(available)]);
  return {
    on: opinion.runOn,
    title: '初审',
    number: opinion.businessNo,
    outcome: opinion.opinion,
    amounts: [
      ['基数', yuanWords(opinion.base)],
      ['金额', yuanWords(opinion.amount)],
    ],
    facts,
  };
}

/** The thresholds of the day of the run. */
function limits(suspension: SuspensionTerms | undefined): Fact[] {
  return (suspension?.measures ?? []).map(({ of, period, share, sum }) => [
    `暂停线(${period === 'year' ? '当年' : ''}${of})`,
    of === 'net' || share === undefined ? yuanWords(sum ?? 0n) : `${percent(share, 2)}%`,
  ]);
}
