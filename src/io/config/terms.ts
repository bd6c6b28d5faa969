import { fenFromText, rateUnits, ratioFromPercent } from '../../domain/money.js';
import type { PolicyTerms } from '../../domain/policy.js';
import type { KcValues, XwValues } from './policy-schema.js';

/** From a policy file's texts to the terms that rules calculate with: yuan to fen, per cent to exact fractions. */

export function xwTerms(values: XwValues): PolicyTerms {
  return {
    ...commonTerms(values),
    feeRate: ratioFromPercent(values.fee_rate),
    suspensionShare: ratioFromPercent(values.suspension_share),
    transition: values.transition,
    riskShared: undefined,
  };
}

export function kcTerms(values: KcValues): PolicyTerms {
  const shared = values.risk_shared;
  return {
    ...commonTerms(values),
    feeRate: undefined,
    suspensionShare: undefined,
    transition: undefined,
    riskShared: {
      loanType: shared.loan_type,
      covers: shared.covers,
      leastOwnShare: rateUnits(shared.least_own_share),
      ratioCap: ratioFromPercent(shared.ratio_cap),
    },
  };
}

function commonTerms(
  values: XwValues | KcValues,
): Omit<PolicyTerms, 'feeRate' | 'suspensionShare' | 'transition' | 'riskShared'> {
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
    ratioRaised: ratioFromPercent(values.ratio_raised),
    suspensionNet: fenFromText(values.suspension_net),
    noticeWorkdays: Number(values.notice_workdays),
    returnWorkdays: Number(values.return_workdays),
    writeoffReasons: values.writeoff_reasons,
  };
}
