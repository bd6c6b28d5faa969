import { z } from 'zod';
import { isDate } from '../../domain/dates.js';

/** The form of a `document.yaml`: every number, list and choice that a policy sets, dated, with its article. */

const text = z.string().min(1);
const texts = z.array(text).min(1);
const anyTexts = z.array(text);
const date = z.string().refine(isDate, '不是有效日期,应为YYYY-MM-DD');
const period = z.strictObject({ from: date, to: date }).refine((one) => one.from <= one.to, '止早于起');
const count = z.string().regex(/^\d{1,4}$/, '应为整数');
const yuan = z.string().regex(/^\d{1,15}(\.\d{1,2})?$/, '应为金额(元),最多2位小数');
const perCent = z.string().regex(/^\d{1,3}(\.\d{1,4})?$/, '应为百分数,最多4位小数');
const atMostHundred = perCent.refine((one) => Number(one) <= 100, '比例超过100%');
const ratio = atMostHundred.refine((one) => Number(one) > 0, '比例应大于0');
const number = z.string().regex(/^\d{1,15}(\.\d{1,4})?$/, '应为数字,最多4位小数');

interface Bounds {
  readonly over?: string | undefined;
  readonly at_least?: string | undefined;
  readonly below?: string | undefined;
  readonly up_to?: string | undefined;
}

/** Whether some number lies within the bounds. */
function isPossible({ over, at_least: atLeast, below, up_to: upTo }: Bounds): boolean {
  const least = Math.max(Number(over ?? -1), Number(atLeast ?? -1));
  const most = Math.min(Number(below ?? Infinity), Number(upTo ?? Infinity));
  const open = Number(over ?? -1) === least || Number(below ?? Infinity) === most;
  return open ? least < most : least <= most;
}

const bounds = z
  .strictObject({
    over: number.optional(),
    at_least: number.optional(),
    below: number.optional(),
    up_to: number.optional(),
  })
  .refine((one) => Object.keys(one).length > 0, '没有写over、at_least、below、up_to中的任何一项')
  .refine(isPossible, '界限互相矛盾,没有数字能符合');
const when = z
  .record(text, z.union([texts, bounds, text], { error: '应为可选的值,或over、at_least、below、up_to' }))
  .refine((one) => Object.keys(one).length > 0, '没有写任何条件');
export type When = z.infer<typeof when>;

/** One value for all, or an ordered list of values with their conditions. */
const cased = <T extends z.ZodType>(value: T) =>
  z.union([value, z.array(z.strictObject({ when: when.optional(), is: value })).min(1)], {
    error: '写法不对:应为一个值,或按条件的几档,如[{when: {qualified: 是}, is: …}, {is: …}]',
  });

const slab = z.strictObject({ up_to: yuan.optional(), percent: atMostHundred });
const ratioCase = z
  .strictObject({
    when: when.optional(),
    percent: ratio.optional(),
    slabs: z.array(slab).min(1).optional(),
    why: text.optional(),
    at_most_of: z.literal('own_risk').optional(),
    base_at_most: text.optional(),
    refer: text.optional(),
  })
  .refine((one) => (one.percent === undefined) !== (one.slabs === undefined), 'percent与slabs应写且只写一项');
const ratioTable = z.strictObject({
  pick: z.enum(['first', 'highest']).optional(),
  cases: z.array(ratioCase).min(1),
  add_ons: z
    .strictObject({
      stack: z.enum(['sum', 'highest']),
      cases: z.array(z.strictObject({ when, points: ratio, why: text })).min(1),
    })
    .optional(),
  most: ratio.optional(),
  most_amount: yuan.optional(),
});
export type RatioFile = z.infer<typeof ratioTable>;

const measure = z
  .strictObject({
    of: z.enum(['applied/filed', 'paid/filed', 'net']),
    period: z.enum(['all', 'year']),
    over: z.union([perCent, yuan]),
    lifted: z.enum(['within', 'below']),
  })
  .refine((one) => one.of === 'net' || Number(one.over) <= 100, '占比超过100%');

/** The form of each parameter's value. */
export const VALUES = {
  filing_window: z
    .strictObject({
      per: z.enum(['quarter', 'month']),
      days: count.refine((one) => Number(one) > 0, '应大于0'),
      kind: z.enum(['working', 'calendar']),
    })
    .refine(({ per, days }) => Number(days) <= (per === 'month' ? 31 : 92), '天数比一个月或一个季度还长'),
  entity_types: texts,
  enterprise_sizes: cased(texts),
  loan_types: texts,
  covers: texts,
  referred_covers: anyTexts,
  referred_originations: anyTexts,
  qualifications: anyTexts,
  cap_bank: cased(yuan),
  cap_credit: cased(yuan),
  credit_report_workdays: count,
  rate_cap: z.union([z.strictObject({ over_lpr: perCent }), z.strictObject({ times_lpr: number })], {
    error: '应为{over_lpr: 百分点}或{times_lpr: 倍数}',
  }),
  lpr_one_year_months: count,
  term_months: z
    .strictObject({ at_least: count.optional(), most: count.optional() })
    .refine((one) => Object.keys(one).length > 0, '没有写at_least或most')
    .refine((one) => Number(one.at_least ?? 0) <= Number(one.most ?? one.at_least), 'at_least大于most'),
  bad_classes: texts,
  claim_window: z.strictObject({ from: z.enum(['maturity', 'classified']), months: count }),
  ratio: ratioTable,
  first_loan: z.enum(['type', 'enterprise', 'bank', 'ever']),
  before: texts,
  suspension: z.strictObject({ join: z.enum(['and', 'or']), measures: z.array(measure).min(1) }),
  run_period: z.enum(['month', 'quarter', 'year']),
  notice_workdays: count,
  return_workdays: count,
  writeoff_reasons: texts,
  writeoff_papers: z.array(z.literal('internal_no')).min(1),
  fee_rate: atMostHundred,
  transition: period,
  risk_shared: z.strictObject({ loan_type: text, covers: texts, least_own_share: atMostHundred }),
};
export type ParameterKey = keyof typeof VALUES;

const dated = <T extends z.ZodType>(value: T) =>
  z.strictObject({
    article: text,
    values: z.array(z.strictObject({ from: date, to: date, value, source: text, checked: date })).min(1),
  });

export const DOCUMENT_SCHEMA = z.strictObject({
  number: text,
  short: text,
  title: text,
  validity: period,
  /** 怠于追偿: the article by which the custodian may bar a bank; a document without it knows no such suspension. */
  opinions: z.strictObject({
    建议补偿: text,
    暂停补偿: text.optional(),
    资金不足: text.optional(),
    建议核销: text.optional(),
    怠于追偿: text.optional(),
  }),
  parameters: z.strictObject({
    filing_window: dated(VALUES.filing_window).optional(),
    entity_types: dated(VALUES.entity_types).optional(),
    enterprise_sizes: dated(VALUES.enterprise_sizes).optional(),
    loan_types: dated(VALUES.loan_types).optional(),
    covers: dated(VALUES.covers).optional(),
    referred_covers: dated(VALUES.referred_covers).optional(),
    referred_originations: dated(VALUES.referred_originations).optional(),
    qualifications: dated(VALUES.qualifications).optional(),
    cap_bank: dated(VALUES.cap_bank).optional(),
    cap_credit: dated(VALUES.cap_credit).optional(),
    credit_report_workdays: dated(VALUES.credit_report_workdays).optional(),
    rate_cap: dated(VALUES.rate_cap).optional(),
    lpr_one_year_months: dated(VALUES.lpr_one_year_months).optional(),
    term_months: dated(VALUES.term_months).optional(),
    bad_classes: dated(VALUES.bad_classes).optional(),
    claim_window: dated(VALUES.claim_window).optional(),
    ratio: dated(VALUES.ratio),
    first_loan: dated(VALUES.first_loan).optional(),
    before: dated(VALUES.before).optional(),
    suspension: dated(VALUES.suspension).optional(),
    run_period: dated(VALUES.run_period),
    notice_workdays: dated(VALUES.notice_workdays).optional(),
    return_workdays: dated(VALUES.return_workdays).optional(),
    writeoff_reasons: dated(VALUES.writeoff_reasons).optional(),
    writeoff_papers: dated(VALUES.writeoff_papers).optional(),
    fee_rate: dated(VALUES.fee_rate).optional(),
    transition: dated(VALUES.transition).optional(),
    risk_shared: dated(VALUES.risk_shared).optional(),
  }),
});

export type DocumentFile = z.infer<typeof DOCUMENT_SCHEMA>;

/** A parameter as the file has it. */
export type FileParameter = NonNullable<DocumentFile['parameters'][ParameterKey]>;

/** The value of each parameter on one day. */
export type Values = { readonly [K in ParameterKey]?: z.infer<(typeof VALUES)[K]> | undefined };
