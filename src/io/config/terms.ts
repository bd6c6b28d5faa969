import { fenFromText, rateUnits, ratioFromPercent } from '../../domain/money.js';
import type { PolicyTerms } from '../../domain/policy.js';
import type { Values } from './policy-schema.js';

/** From a policy file's texts to the terms that rules calculate with: yuan to fen, per cent to exact fractions. */

export function termsOf(values: Values): PolicyTerms {
  const { fee_rate: fee, suspension_share: share, ratio_raised: raised, risk_shared: shared } = values;
  return {
    filingWindowWorkdays: Number(values.filing_window_workdays),
    entityTypes: values.entity_types,
    enterpriseSizes: values.enterprise_sizes,
    loanTypes: values.loan_types,
    covers: values.covers,
    referredCovers: values.referred_covers,
    referredOriginations: values.referred_originations,
    qualifications: values.qualifications,
    capBank: fenFromText(values.cap_bank),
    capCredit: fenFromText(values.cap_credit),
    capCreditQualified: fenFromText(values.cap_credit_qualified),
    creditReportWorkdays: Number(values.credit_report_workdays),
    rateSpread: rateUnits(values.rate_spread),
    lprOneYearMonths: Number(values.lpr_one_year_months),
    badClasses: values.bad_classes,
    claimWindowMonths: Number(values.claim_window_months),
    ratioBase: ratioFromPercent(values.ratio_base),
    ratioRaised: raised === undefined ? undefined : ratioFromPercent(raised),
    before: values.before ?? [],
    suspensionNet: fenFromText(values.suspension_net),
    runPeriod: values.run_period,
    noticeWorkdays: Number(values.notice_workdays),
    returnWorkdays: Number(values.return_workdays),
    writeoffReasons: values.writeoff_reasons,
    writeoffPapers: values.writeoff_papers ?? [],
    feeRate: fee === undefined ? undefined : ratioFromPercent(fee),
    suspensionShare: share === undefined ? undefined : ratioFromPercent(share),
    transition: values.transition,
    riskShared:
      shared === undefined
        ? undefined
        : {
            loanType: shared.loan_type,
            covers: shared.covers,
            leastOwnShare: rateUnits(shared.least_own_share),
            ratioCap: ratioFromPercent(shared.ratio_cap),
          },
  };
}
