import { type IsoDate, isMonthEnd, isQuarterEnd } from '../domain/dates.js';
import type { Policies } from '../domain/policy.js';
import type { Scheme } from '../domain/scheme.js';

/** The opinion run (初审): which schemes a day has one of, and the article that its lines rest on. */

/** Schemes with a run on a day, by code; none where no period of theirs ends on it. */
export function schemesOfRun(on: IsoDate, policies: Policies): readonly Scheme[] {
  const ends = { month: isMonthEnd(on), quarter: isQuarterEnd(on) };
  return policies.codes.filter((scheme) => ends[policies.of(scheme).termsOn(on).runPeriod]);
}

/**
 * 依据条款 of an opinion. 建议补偿 rests on the document that fixed the ratio, the one of the day received; all else on the
 * one of the day of the run.
 */
export function opinionArticle(
  opinion: string,
  item: { readonly scheme: Scheme; readonly receivedOn: IsoDate },
  on: IsoDate,
  policies: Policies,
): string {
  const document = policies.of(item.scheme).documentOn(opinion === '建议补偿' ? item.receivedOn : on);
  return `${document.number}${document.opinions[opinion] ?? ''}`;
}
