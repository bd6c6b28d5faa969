import type { IsoDate } from '../../domain/dates.js';
import type { Finding } from '../../domain/findings.js';
import type { Fen } from '../../domain/money.js';
import type { Policies } from '../../domain/policy.js';
import type { Scheme } from '../../domain/scheme.js';
import type { WorkCalendar } from '../../domain/workdays.js';
import { inCatalogueOrder } from '../catalogue.js';
import * as is from './recovery.js';

/** The live claim that a recovery is on, as far as judging it needs. */
export interface RecoveredClaim {
  readonly scheme: Scheme;
  readonly paidOn: IsoDate | undefined;
  /** 补偿基数 as it stands before, in fen; undefined for want of a rate. */
  readonly base: Fen | undefined;
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
  const { policies } = reference;
  const notice = claim === undefined ? undefined : noticeOf(row, claim, receivedOn, reference);
  const findings = inCatalogueOrder([
    ...(claim === undefined ? [is.noClaim(row, policies.documentsOn(receivedOn))] : []),
    ...(known ? [is.duplicateRecovery(row)] : []),
    ...is.checkParts(row),
    ...is.checkRecoveryDate(row, receivedOn),
    ...(notice?.late ?? []),
    ...is.checkOddAmount(row, claim?.base),
  ]);
  return { findings, lateDays: notice?.lateDays };
}

function noticeOf(
  row: is.RecoveryRow,
  { scheme, paidOn }: RecoveredClaim,
  receivedOn: IsoDate,
  { policies, calendar }: RecoveryContext['reference'],
): { lateDays: number | undefined; late: readonly Finding[] } {
  if (paidOn === undefined) return { lateDays: 0, late: [] };
  const document = policies.of(scheme).documentOn(receivedOn);
  const terms = document.termsOn(receivedOn);
  const lateDays = is.noticeLateDays(row.recoveredOn, paidOn, receivedOn, terms, calendar);
  const isLate = lateDays !== undefined && lateDays > 0;
  const late = isLate ? [is.lateNotice(document, row, paidOn, receivedOn, lateDays, terms, calendar)] : [];
  return { lateDays, late };
}
