import type { IsoDate } from '../../domain/dates.js';
import type { Finding } from '../../domain/findings.js';
import { type Fen, lesser, type Ratio, share, yuanWords } from '../../domain/money.js';
import type { Policies } from '../../domain/policy.js';
import { noted, type Rule, rule } from '../rule.js';
import type { StatementRow } from './statement.js';

/** What on a statement line does not reconcile (未达事项): it is booked all the same and stands in the exceptions register. */

export const S_UNMATCHED = rule('S-UNMATCHED', 'info');
export const S_PAYMENT = rule('S-PAYMENT', 'info');
export const S_FEE = rule('S-FEE', 'info');

/** What a line without an item of ours is booked to. */
export type PlainBooking = 'interest' | 'capital' | 'fee' | 'deposit-out' | 'deposit-back';

/** Combinations of direction and purpose that book themselves; 追偿返还, 补偿拨付 and 退汇 are matched, anything else is 待查款. */
export const PLAIN_BOOKINGS: Readonly<Record<string, PlainBooking>> = {
  收利息: 'interest',
  收注资: 'capital',
  支管理费: 'fee',
  支存款存出: 'deposit-out',
  收存款转回: 'deposit-back',
};

type Line = Pick<StatementRow, 'direction' | 'purpose' | 'amount' | 'counterparty' | 'businessNo'>;

/** What to do about a sum that went to suspense (待查款). */
const REMEDIES = new Map([
  [S_UNMATCHED, '查明款项来源后,由托管机构报勾对文件,把待查款对到缴回通知、补偿、另一笔流水或用途。'],
  [S_PAYMENT, '核对拨付凭证与确认文件;编号写错的由托管机构报勾对文件对到该补偿,付错退回的与退回流水勾对。'],
]);

const heldInSuspense = (one: Rule, why: string, sum: Fen): Finding =>
  noted(one, `${why},${yuanWords(sum)}记入待查款。请${REMEDIES.get(one)}`);

/** A direction and purpose that the dedicated account has no business with. */
export function strangePurpose(line: Line): Finding {
  return heldInSuspense(
    S_UNMATCHED,
    `${line.direction}方向的"${line.purpose}"不是专户应有的收支`,
    line.amount,
  );
}

/** A clawback (缴回通知, 追回): what it asks for and what of that came back, in fen. */
interface Clawback {
  readonly asked: Fen | undefined;
  readonly returned: Fen;
}

/** What of a clawback has not come back yet. */
export const openOf = ({ asked = 0n, returned }: Clawback): Fen => asked - returned;

/** What of a claim's payment has not been seen on a statement. */
export const unseenOf = ({
  amount = 0n,
  seen,
}: {
  readonly amount: Fen | undefined;
  readonly seen: Fen;
}): Fen => amount - seen;

/** The clawback that a line names; without a number, the one open clawback of its counterparty of this very amount. */
export function clawbackFor<T extends Clawback>(
  line: Line,
  books: {
    clawback(businessNo: string): T | undefined;
    clawbacksOf(counterparty: string): readonly T[];
  },
): T | undefined {
  if (line.businessNo !== '') return books.clawback(line.businessNo);
  const equal = books.clawbacksOf(line.counterparty).filter((one) => openOf(one) === line.amount);
  return equal.length === 1 ? equal[0] : undefined;
}

/** 追偿返还: what of it settles its clawback, and what is beyond what is open there, or on none. In fen. */
export function checkClawbackMoney(
  line: Line,
  clawback: { readonly businessNo: string; readonly open: Fen } | undefined,
): { readonly findings: readonly Finding[]; readonly settled: Fen; readonly left: Fen } {
  const open = clawback?.open ?? 0n;
  const settled = lesser(line.amount, open);
  const left = line.amount - settled;
  if (left === 0n) return { findings: [], settled, left };
  const why =
    clawback === undefined
      ? line.businessNo === ''
        ? `未写业务编号,且没有唯一一笔${line.counterparty || '(空)'}的未缴回金额与之相等`
        : `业务编号${line.businessNo}不是缴回通知或追回`
      : `超过${clawback.businessNo}未缴回的${yuanWords(open)}`;
  return { findings: [heldInSuspense(S_UNMATCHED, why, left)], settled, left };
}

/** The claim that a payment or its return names, 已拨付 or since 已核销; sums in fen. */
export interface NamedPayment {
  readonly businessNo: string;
  readonly amount: Fen;
  /** What of its payment was seen on statements. */
  readonly seen: Fen;
}

/** 补偿拨付 that no payment of ours explains. */
export function checkPayment(line: Line, claim: NamedPayment | undefined): Finding[] {
  const why = paymentFault(line, claim);
  return why === undefined ? [] : [heldInSuspense(S_PAYMENT, why, line.amount)];
}

function paymentFault(line: Line, claim: NamedPayment | undefined): string | undefined {
  if (claim === undefined) return `业务编号${line.businessNo || '(空)'}不是已拨付的补偿`;
  if (claim.seen > 0n) return `流水上已见到${claim.businessNo}的拨付${yuanWords(claim.seen)},不应重复支付`;
  if (claim.amount !== line.amount)
    return `金额${yuanWords(line.amount)}与${claim.businessNo}的补偿金额${yuanWords(claim.amount)}不符`;
  return undefined;
}

/** 退汇: a payment of ours that came back whole. Anything else is 待查款. */
export function checkBounce(line: Line, claim: NamedPayment | undefined): Finding[] {
  const why = bounceFault(line, claim);
  return why === undefined ? [] : [heldInSuspense(S_UNMATCHED, why, line.amount)];
}

function bounceFault(line: Line, claim: NamedPayment | undefined): string | undefined {
  if (claim === undefined) return `退汇的业务编号${line.businessNo || '(空)'}不是已拨付的补偿`;
  if (claim.seen !== claim.amount)
    return `流水上见到${claim.businessNo}的拨付${yuanWords(claim.seen)},不是全额,无从退汇`;
  if (claim.amount !== line.amount)
    return `退汇${yuanWords(line.amount)}与${claim.businessNo}的补偿金额${yuanWords(claim.amount)}不符`;
  return undefined;
}

/** Most that may be taken as fee (委托管理费) for a year, in fen. Source: XW §24. */
export function feeLimit(fundSize: Fen, rate: Ratio): Fen {
  return share(fundSize, rate);
}

/** The schemes share one fund, and one of them sets what its fee may be; undefined where none does. */
export function feeRateOn(policies: Policies, date: IsoDate): Ratio | undefined {
  return policies
    .documentsOn(date)
    .find((one) => one.termsOn(date).feeRate !== undefined)
    ?.termsOn(date).feeRate;
}

/** `total`: fees of the year with this line. */
export function checkFee(year: string, total: Fen, fundSize: Fen, rate: Ratio | undefined): Finding[] {
  if (rate === undefined) return [];
  const limit = feeLimit(fundSize, rate);
  if (total <= limit) return [];
  const message = `${year}年度管理费累计${yuanWords(total)}超过资金规模${yuanWords(fundSize)}对应的年度上限${yuanWords(limit)}。请核对归属年度和提取金额,多提的退回专户。`;
  return [noted(S_FEE, message)];
}
