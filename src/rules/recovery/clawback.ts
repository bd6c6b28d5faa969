import type { IsoDate } from '../../domain/dates.js';
import { type Fen, lesser, share } from '../../domain/money.js';
import type { PolicyTerms } from '../../domain/policy.js';
import type { WorkCalendar } from '../../domain/workdays.js';
import type { Calculation } from '../rule.js';

export const MONEY_TO_RETURN: Calculation = {
  name: '应缴回金额',
  doneBy: 'moneyToReturn(src/rules/recovery/clawback.ts)',
  articles: { XW: '第十六条', KC: '第十七条' },
  quotes: {
    XW: ['追偿回收款按比例(追偿回收款×补偿比例)及时缴回风险补偿资金专用账户(不扣除实现债权费用)'],
    KC: ['追偿回收款按比例(追偿回收款×补偿比例)及时缴回风险补偿资金专用账户(不扣除实现债权费用)'],
  },
  reading:
    '回收款是向借款人收回的全部现金(含利息,不扣费用)。按“(已拨付金额-已追回)÷补偿基数”乘以累计回收款,四舍五入到分,以已拨付金额减已追回为限,减去以前各次通知已要求缴回的,不低于零;按累计数计算,分次回收不会差分厘。“已追回”是追回所要求返还的。',
  parameters: [],
};

export const RETURN_DUE: Calculation = {
  name: '缴回期限',
  doneBy: 'returnDue、returnLateDays(src/rules/recovery/clawback.ts)',
  articles: { XW: '第十八条', KC: '第十九条' },
  quotes: {
    XW: ['并在通知后 10 个工作日内归还已补偿的资金'],
    KC: ['并在通知后 10 个工作日内按补偿比例归还已补偿的资金'],
  },
  reading:
    '通知日(收到回收文件之日;拨付前收到的为拨付之日)之后若干个工作日。超过工作日历的不猜,期限和逾期天数留空。应缴回为零的,通知当日即缴清。缴清入账日晚于期限的,逾期工作日从期限次日数到入账日。',
  parameters: ['return_workdays', 'workdays.csv'],
};

/** What was asked of one claim before, in fen. */
export interface AskedSoFar {
  /** Money recovered, over all notices. */
  readonly recovered: Fen;
  /** What notices ask for, and what recalls (追回) do. */
  readonly noticed: Fen;
  readonly recalled: Fen;
}

/**
 * Money to return (应缴回金额) for one more recovery: what was rightly paid (paid less recalled) ÷ base on all recoveries
 * noticed so far, up to what was rightly paid, less what notices asked before, 0 at least. On the running total, fen
 * do not drift. Source: XW §16, KC §17.
 */
export function moneyToReturn(paid: Fen, base: Fen, before: AskedSoFar, recovered: Fen): Fen {
  const rightly = paid - before.recalled;
  const owed = lesser(share(before.recovered + recovered, { num: rightly, den: base }), rightly);
  return owed > before.noticed ? owed - before.noticed : 0n;
}

/** What can still be recalled (可追回) of a paid claim: nobody gives back more than was paid. Source: XW §19, KC §20. */
export function leftToRecall(paid: Fen, before: Pick<AskedSoFar, 'noticed' | 'recalled'>): Fen {
  return paid - before.noticed - before.recalled;
}

/** 缴回期限: the n-th working day after the notice; undefined past the calendar's end. Source: XW §18, KC §19. */
export function returnDue(
  noticedOn: IsoDate,
  terms: PolicyTerms,
  calendar: WorkCalendar,
): IsoDate | undefined {
  return calendar.nthAfter(noticedOn, terms.returnWorkdays);
}

/** 缴回逾期工作日 once settled; undefined without a due date or where the calendar does not cover the span. */
export function returnLateDays(
  due: IsoDate | undefined,
  settledOn: IsoDate,
  calendar: WorkCalendar,
): number | undefined {
  return due === undefined ? undefined : calendar.countAfter(due, settledOn);
}
