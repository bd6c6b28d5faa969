import { z } from 'zod';
import { isDate } from '../../domain/dates.js';

/** The form of `policy/XW.yaml` and `policy/KC.yaml`: every number and list that a policy sets, dated, with its article. */

const text = z.string().min(1);
const texts = z.array(text);
const date = z.string().refine(isDate, '不是有效日期,应为YYYY-MM-DD');
const period = z.strictObject({ from: date, to: date });
const count = z.string().regex(/^\d{1,4}$/, '应为整数');
const yuan = z.string().regex(/^\d{1,15}(\.\d{1,2})?$/, '应为金额(元),最多2位小数');
const perCent = z.string().regex(/^\d{1,3}(\.\d{1,4})?$/, '应为百分数,最多4位小数');
const riskShared = z.strictObject({
  loan_type: text,
  covers: texts,
  least_own_share: perCent,
  ratio_cap: perCent,
});

function parameter<T extends z.ZodType>(value: T) {
  const values = z.array(z.strictObject({ from: date, to: date, value, source: text, checked: date })).min(1);
  return z.strictObject({ title: text, article: text, unit: text, judged_on: text, values });
}

const common = {
  filing_window_workdays: parameter(count),
  entity_types: parameter(texts),
  enterprise_sizes: parameter(texts),
  loan_types: parameter(texts),
  covers: parameter(texts),
  referred_covers: parameter(texts),
  referred_originations: parameter(texts),
  qualifications: parameter(texts),
  cap_bank: parameter(yuan),
  cap_credit: parameter(yuan),
  cap_credit_qualified: parameter(yuan),
  credit_report_workdays: parameter(count),
  rate_spread: parameter(perCent),
  lpr_one_year_months: parameter(count),
  bad_classes: parameter(texts),
  claim_window_months: parameter(count),
  ratio_base: parameter(perCent),
  ratio_raised: parameter(perCent),
  suspension_net: parameter(yuan),
  notice_workdays: parameter(count),
  return_workdays: parameter(count),
  writeoff_reasons: parameter(texts),
};

export const XW_SCHEMA = z.strictObject({
  document: text,
  scheme: z.literal('XW'),
  validity: period,
  parameters: z.strictObject({
    ...common,
    fee_rate: parameter(perCent),
    suspension_share: parameter(perCent),
    transition: parameter(period),
  }),
});

export const KC_SCHEMA = z.strictObject({
  document: text,
  scheme: z.literal('KC'),
  validity: period,
  parameters: z.strictObject({ ...common, risk_shared: parameter(riskShared) }),
});

type XwParameters = z.infer<typeof XW_SCHEMA>['parameters'];
type KcParameters = z.infer<typeof KC_SCHEMA>['parameters'];

/** A parameter as the file has it; its value is a text, a list of texts or a map of them. */
export type FileParameter = XwParameters[keyof XwParameters] | KcParameters[keyof KcParameters];

/** The value of each parameter on one day. */
export type ValuesOf<P> = {
  readonly [K in keyof P]: P[K] extends { values: readonly { value: infer V }[] } ? V : never;
};

export type XwValues = ValuesOf<XwParameters>;
export type KcValues = ValuesOf<KcParameters>;
