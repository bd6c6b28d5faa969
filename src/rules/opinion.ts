import { type IsoDate, isMonthEnd, isQuarterEnd, isYearEnd } from '../domain/dates.js';
import type { Policies } from '../domain/policy.js';
import type { Scheme } from '../domain/scheme.js';

/** The opinion run (初审): which schemes a day has one of, and the article that its lines rest on. */

/** 怠于追偿: the word of a policy document for the barring of a bank that neglects recovery. Source: KC §17. */
export const BARRING = '怠于追偿';

/** Schemes with a run on a day, by code; none where no period of theirs ends on it. */
export function schemesOfRun(on: IsoDate, policies: Policies): readonly Scheme[] {
  const ends = { month: isMonthEnd(on), quarter: isQuarterEnd(on), year: isYearEnd(on) };
  return policies.codes.filter((scheme) => ends[policies.of(scheme).termsOn(on).runPeriod]);
}

/**
 * 依据条款 of an opinion. 建议补偿 rests on the document that fixed the ratio, the one of the day received; all else on the
 * one of the day of the run. A claim that is held because its bank is barred rests on that article.
 */
export function opinionArticle(
  opinion: string,
  item: { readonly scheme: Scheme; readonly receivedOn: IsoDate },
  on: IsoDate,
  policies: Policies,
  why: { readonly suspended: boolean; readonly barred: boolean } = { suspended: true, barred: false },
): string {
  const document = policies.of(item.scheme).documentOn(opinion === '建议补偿' ? item.receivedOn : on);
  const articles = [
    ...(opinion === '暂停补偿' && !why.suspended ? [] : [document.opinions[opinion] ?? '']),
    ...(opinion === '暂停补偿' && why.barred ? [document.opinions[BARRING] ?? ''] : []),
  ];
  return `${document.number}${articles.join('、')}`;
}
