import type { Cased, Condition } from '../../domain/conditions.js';
import { amountFromText, rateUnits, ratioFromPercent } from '../../domain/money.js';
import type { Measure, PolicyTerms, RatioTable, SuspensionTerms } from '../../domain/terms.js';
import type { RatioFile, Values, When } from './policy-schema.js';

/** From a document's texts to the terms that rules calculate with: yuan to fen, per cent to exact fractions. */

export function termsOf(values: Values): PolicyTerms {
  const { filing_window: window, claim_window: claimWindow, term_months: term, risk_shared: shared } = values;
  if (values.ratio === undefined || values.run_period === undefined)
    throw new Error('a document without ratio');
  return {
    filingWindow: window === undefined ? undefined : { ...window, days: Number(window.days) },
    entityTypes: values.entity_types,
    enterpriseSizes: casesOf(values.enterprise_sizes, (sizes) => sizes),
    loanTypes: values.loan_types,
    covers: values.covers,
    referredCovers: values.referred_covers ?? [],
    referredOriginations: values.referred_originations ?? [],
    qualifications: values.qualifications ?? [],
    capBank: casesOf(values.cap_bank, amountFromText),
    capCredit: casesOf(values.cap_credit, amountFromText),
    creditReportWorkdays: whole(values.credit_report_workdays),
    rateCap: rateCapOf(values.rate_cap),
    lprOneYearMonths: whole(values.lpr_one_year_months),
    termMonths: term === undefined ? undefined : { atLeast: whole(term.at_least), most: whole(term.most) },
    badClasses: values.bad_classes,
    claimWindow:
      claimWindow === undefined ? undefined : { ...claimWindow, months: Number(claimWindow.months) },
    ratio: ratioOf(values.ratio),
    firstLoan: values.first_loan,
    before: values.before ?? [],
    suspension: suspensionOf(values.suspension),
    runPeriod: values.run_period,
    noticeWorkdays: whole(values.notice_workdays),
    returnWorkdays: whole(values.return_workdays),
    writeoffReasons: values.writeoff_reasons,
    writeoffPapers: values.writeoff_papers ?? [],
    feeRate: values.fee_rate === undefined ? undefined : ratioFromPercent(values.fee_rate),
    transition: values.transition,
    riskShared:
      shared === undefined
        ? undefined
        : {
            loanType: shared.loan_type,
            covers: shared.covers,
            leastOwnShare: rateUnits(shared.least_own_share),
          },
  };
}

const whole = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number(text);

function rateCapOf(cap: Values['rate_cap']): PolicyTerms['rateCap'] {
  if (cap === undefined) return undefined;
  return 'over_lpr' in cap ? { over: rateUnits(cap.over_lpr) } : { times: cap.times_lpr };
}

/** A plain value holds always; a list of texts is a plain value, a list of maps is not. */
function casesOf<V, T>(
  value: V | readonly { readonly when?: When | undefined; readonly is: V }[] | undefined,
  convert: (plain: V) => T,
): readonly Cased<T>[] | undefined {
  if (value === undefined) return undefined;
  if (!isCases(value)) return [{ when: [], value: convert(value) }];
  return value.map((one) => ({ when: conditionsOf(one.when), value: convert(one.is) }));
}

function isCases<V>(
  value: V | readonly { readonly when?: When | undefined; readonly is: V }[],
): value is readonly { readonly when?: When | undefined; readonly is: V }[] {
  return Array.isArray(value) && typeof value[0] === 'object';
}

/** `qualified: 是` is short for `[是]`. */
export function conditionsOf(when: When | undefined): readonly Condition[] {
  return Object.entries(when ?? {}).map(([fact, test]): Condition => {
    if (typeof test === 'string') return { fact, oneOf: [test] };
    if (Array.isArray(test)) return { fact, oneOf: test };
    return {
      fact,
      ...(test.over === undefined ? {} : { over: rateUnits(test.over) }),
      ...(test.at_least === undefined ? {} : { atLeast: rateUnits(test.at_least) }),
      ...(test.below === undefined ? {} : { below: rateUnits(test.below) }),
      ...(test.up_to === undefined ? {} : { upTo: rateUnits(test.up_to) }),
    };
  });
}

function ratioOf({ pick, cases, add_ons: addOns, most, most_amount: mostAmount }: RatioFile): RatioTable {
  return {
    pick: pick ?? 'first',
    cases: cases.map((one) => ({
      when: conditionsOf(one.when),
      percent: one.percent === undefined ? undefined : rateUnits(one.percent),
      slabs: (one.slabs ?? []).map((slab) => ({
        upTo: slab.up_to === undefined ? undefined : amountFromText(slab.up_to),
        percent: rateUnits(slab.percent),
      })),
      why: one.why ?? '基础比例',
      ownRisk: one.at_most_of !== undefined,
      baseAtMost: one.base_at_most,
      refer: one.refer,
    })),
    addOns: (addOns?.cases ?? []).map(({ when, points, why }) => ({
      when: conditionsOf(when),
      points: rateUnits(points),
      why,
    })),
    stack: addOns?.stack ?? 'sum',
    most: most === undefined ? undefined : rateUnits(most),
    mostAmount: mostAmount === undefined ? undefined : amountFromText(mostAmount),
  };
}

function suspensionOf(value: Values['suspension']): SuspensionTerms | undefined {
  if (value === undefined) return undefined;
  const measures = value.measures.map(
    ({ of, period, over, lifted }): Measure => ({
      of,
      period,
      lifted,
      share: of === 'net' ? undefined : ratioFromPercent(over),
      sum: of === 'net' ? amountFromText(over) : undefined,
    }),
  );
  return { join: value.join, measures };
}
