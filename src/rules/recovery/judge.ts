import type { IsoDate } from '../../domain/dates.js';
import type { Finding } from '../../domain/findings.js';
import type { Policies } from '../../domain/policy.js';
import type { Scheme } from '../../domain/scheme.js';
import type { WorkCalendar } from '../../domain/workdays.js';
import { inCatalogueOrder } from '../catalogue.js';
import * as is from './recovery.js';

/** The live claim that a recovery is on, as far as judging it needs. */
export interface RecoveredClaim {
  readonly scheme: Scheme;
  readonly paidOn: IsoDate | undefined;
}

export interface RecoveryContext {
  readonly receivedOn: IsoDate;
  readonly reference: { readonly policies: Policies; readonly calendar: WorkCalendar };
}

export interface RecoveryOpinion {
  readonly findings: readonly Finding[];
  /** 通知逾期工作日: 0 where nothing was paid yet, undefined where there is no claim or the calendar does not say. */
  readonly lateDays: number | undefined;
}

/** All findings of a recovery row. `known`: its number was accepted on this IOU before. */
export function judgeRecovery(
  row: is.RecoveryRow,
  claim: RecoveredClaim | undefined,
  known: boolean,
  { receivedOn, reference }: RecoveryContext,
): RecoveryOpinion {
  const terms = reference.policies[claim?.scheme ?? 'XW'].termsOn(receivedOn);
  const { calendar } = reference;
  const paidOn = claim?.paidOn;
  const lateDays =
    claim === undefined
      ? undefined
      : paidOn === undefined
        ? 0
        : is.noticeLateDays(row.recoveredOn, paidOn, receivedOn, terms, calendar);
  const late =
    claim === undefined || paidOn === undefined || lateDays === undefined || lateDays === 0
      ? []
      : [is.lateNotice(claim.scheme, row, paidOn, receivedOn, lateDays, terms, calendar)];
  const findings = inCatalogueOrder([
    ...(claim === undefined ? [is.noClaim(row)] : []),
    ...(known ? [is.duplicateRecovery(row)] : []),
    ...is.checkParts(row),
    ...is.checkRecoveryDate(row, receivedOn),
    ...late,
  ]);
  return { findings, lateDays };
}
