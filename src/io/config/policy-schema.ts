import { z } from 'zod';
import { isDate } from '../../domain/dates.js';

/** The form of a `document.yaml`: every number and list that a policy sets, dated, with its article. */

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

const PARAMETERS = z.strictObject({
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
  ratio_raised: parameter(perCent).optional(),
  suspension_net: parameter(yuan),
  run_period: parameter(z.enum(['month', 'quarter'])),
  notice_workdays: parameter(count),
  return_workdays: parameter(count),
  writeoff_reasons: parameter(texts),
  writeoff_papers: parameter(texts).optional(),
  before: parameter(texts).optional(),
  fee_rate: parameter(perCent).optional(),
  suspension_share: parameter(perCent).optional(),
  transition: parameter(period).optional(),
  risk_shared: parameter(riskShared).optional(),
});

export const DOCUMENT_SCHEMA = z.strictObject({
  number: text,
  short: text,
  validity: period,
  /** 怠于追偿: the article by which the custodian may bar a bank; a document without it knows no such suspension. */
  opinions: z.strictObject({
    建议补偿: text,
    暂停补偿: text,
    资金不足: text,
    建议核销: text,
    怠于追偿: text.optional(),
  }),
  parameters: PARAMETERS,
});

export type DocumentFile = z.infer<typeof DOCUMENT_SCHEMA>;

/** A parameter as the file has it; its value is a text, a list of texts or a map of them. */
export type FileParameter = NonNullable<DocumentFile['parameters'][keyof DocumentFile['parameters']]>;

/** The value of each parameter on one day. */
export type Values = {
  readonly [K in keyof DocumentFile['parameters']]: NonNullable<DocumentFile['parameters'][K]> extends {
    values: readonly { value: infer V }[];
  }
    ? V | (undefined extends DocumentFile['parameters'][K] ? undefined : never)
    : never;
};
