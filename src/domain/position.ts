import type { IsoDate } from './dates.js';
import type { Fen } from './money.js';
import { type ClaimStatus, isPaid } from './transitions.js';

/** Sums of one bank and scheme, in fen. */
export interface Sums {
  /** 备案本金总额: CNY principal of its accepted filings. */
  readonly filed: Fen;
  /** 申请不良本金总额: base of its claims other than 待核, 退回, 撤回, 不予确认. */
  readonly applied: Fen;
  /** 补偿净额: recommended and paid compensation less clawback money received. */
  readonly net: Fen;
  /** 已拨付补偿: recommended and paid compensation, whatever came back. */
  readonly used: Fen;
}

/** A bank's position under one scheme: of all time, and of the calendar year of the run alone. */
export interface Position extends Sums {
  readonly year: Sums;
}

/** What position and registers show beside: parts of the sums of all time, in fen. */
export interface PositionParts extends Position {
  /** 建议未拨付: recommended, not yet confirmed. */
  readonly recommended: Fen;
  /** 已拨付, 已核销 included. */
  readonly paid: Fen;
  /** 已缴回: clawback money received. */
  readonly returned: Fen;
}

/** Claims of one bank and scheme that stand in one state; sums in fen, the year's beside those of all time. */
export interface ClaimSums {
  readonly status: ClaimStatus;
  readonly base: Fen;
  /** Of claims received in the year. */
  readonly yearBase: Fen;
  readonly amount: Fen;
  readonly returned: Fen;
  /** Of claims paid in the year. */
  readonly yearPaid: Fen;
  readonly yearReturned: Fen;
}

/** States of a claim whose base does not count as applied for (申请不良本金). */
export const NOT_APPLIED: readonly ClaimStatus[] = ['待核', '退回', '撤回', '不予确认'];

/**
 * The position that accepted filings and claims make. A year's sums are of filings and claims received in it, and of
 * what was paid in it or is recommended. Source: XW §8, KC §9.
 */
export function positionOf(
  filings: { readonly filed: Fen; readonly yearFiled: Fen },
  claims: readonly ClaimSums[],
): PositionParts {
  const sum = (what: (one: ClaimSums) => Fen, counts: (status: ClaimStatus) => boolean): Fen =>
    claims.filter(({ status }) => counts(status)).reduce((total, one) => total + what(one), 0n);
  const applied = (status: ClaimStatus): boolean => !NOT_APPLIED.includes(status);
  const recommended = sum(
    ({ amount }) => amount,
    (status) => status === '建议补偿',
  );
  const paid = sum(({ amount }) => amount, isPaid);
  const returned = sum(
    ({ returned }) => returned,
    () => true,
  );
  const yearUsed = recommended + sum(({ yearPaid }) => yearPaid, isPaid);
  return {
    recommended,
    paid,
    returned,
    filed: filings.filed,
    applied: sum(({ base }) => base, applied),
    used: recommended + paid,
    net: recommended + paid - returned,
    year: {
      filed: filings.yearFiled,
      applied: sum(({ yearBase }) => yearBase, applied),
      used: yearUsed,
      net:
        yearUsed -
        sum(
          ({ yearReturned }) => yearReturned,
          () => true,
        ),
    },
  };
}

const NOTHING: Sums = { filed: 0n, applied: 0n, net: 0n, used: 0n };
export const NO_POSITION: Position = { ...NOTHING, year: NOTHING };

const more = (sums: Sums, amount: Fen): Sums => ({
  ...sums,
  net: sums.net + amount,
  used: sums.used + amount,
});

/** A position after one more claim was recommended. */
export const withPaid = (position: Position, amount: Fen): Position => ({
  ...more(position, amount),
  year: more(position.year, amount),
});

export const BANK_STATES = ['正常', '暂停'] as const;
export type BankState = (typeof BANK_STATES)[number];

/** First and last day of the calendar year that a day lies in. */
export const yearOf = (on: IsoDate): { readonly from: IsoDate; readonly to: IsoDate } => ({
  from: `${on.slice(0, 4)}-01-01`,
  to: `${on.slice(0, 4)}-12-31`,
});
