import { percent, times, yuan } from '../domain/money.js';
import type { Change } from '../ledger/records/events.js';
import type { Claim, Filing } from '../ledger/records/records.js';

/** Values of items that change after their arrival, as events tell them: 项目, 原值, 新值. */

/** Only what differs. */
export function changed(item: string, from: string | undefined, to: string | undefined): Change[] {
  return from === to ? [] : [{ item, from: from ?? '', to: to ?? '' }];
}

/** A rate that was found for a filing accepted without one. Changes the filing. */
export function rateFound(loan: Filing, rate: string): Change[] {
  const principal = times(loan.principal, rate);
  const changes = [
    ...changed('汇率', loan.rate, rate),
    ...changed('贷款本金', loan.principalFen === undefined ? '' : yuan(loan.principalFen), yuan(principal)),
  ];
  loan.rate = rate;
  loan.principalFen = principal;
  return changes;
}

type Figures = Pick<Claim, 'base' | 'ratioNum' | 'ratioDen' | 'amount'>;

/** Base, ratio and amount of a claim, where they differ. */
export function figureChanges(before: Figures, after: Figures): Change[] {
  const money = (value: bigint | undefined) => (value === undefined ? '' : yuan(value));
  const ratio = ({ ratioNum, ratioDen }: Figures) =>
    ratioNum === undefined || ratioDen === undefined
      ? ''
      : `${percent({ num: ratioNum, den: ratioDen }, 2)}%`;
  return [
    ...changed('不良本金余额', money(before.base), money(after.base)),
    ...changed('补偿比例', ratio(before), ratio(after)),
    ...changed('补偿金额', money(before.amount), money(after.amount)),
  ];
}
