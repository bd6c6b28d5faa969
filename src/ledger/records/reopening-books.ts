import type { Sql } from '../../db/db.js';
import {
  AMENDMENTS,
  type Amendment,
  CLAIMS,
  type Claim,
  FILINGS,
  type Filing,
  RECOVERIES,
} from './records.js';
import { LIVE } from './status-sql.js';

/** What a 重审 or 取消备案 asks the books about the number that it names, the latest attempt of it. */

const LATEST = 'WHERE t.business_no = $1 ORDER BY t.id DESC LIMIT 1';

export async function latestFiling(sql: Sql, businessNo: string): Promise<Filing | undefined> {
  return (await FILINGS.select(sql, LATEST, [businessNo]))[0];
}

export async function latestClaim(sql: Sql, businessNo: string): Promise<Claim | undefined> {
  return (await CLAIMS.select(sql, LATEST, [businessNo]))[0];
}

/** A 结清 that took effect and was not taken up again. */
export async function acceptedSettlement(sql: Sql, businessNo: string): Promise<Amendment | undefined> {
  const accepted = `WHERE t.business_no = $1 AND t.change = '结清' AND t.status = '受理'`;
  return (await AMENDMENTS.select(sql, accepted, [businessNo]))[0];
}

export async function filingById(sql: Sql, id: bigint): Promise<Filing> {
  const [filing] = await FILINGS.select(sql, 'WHERE t.id = $1', [id]);
  if (filing === undefined) throw new Error(`no filing ${id}`);
  return filing;
}

/** The live claim on an IOU of a bank, under whichever scheme. */
export async function liveClaimOn(sql: Sql, bank: string, iouNo: string): Promise<Claim | undefined> {
  const live = `WHERE t.bank = $1 AND t.iou_no = $2 AND t.status ${LIVE}`;
  return (await CLAIMS.select(sql, live, [bank, iouNo]))[0];
}

/** Every claim that was made on this attempt to file. */
export async function claimsOn(sql: Sql, filing: Filing): Promise<Claim[]> {
  return CLAIMS.select(sql, 'WHERE t.filing_id = $1 ORDER BY t.id', [filing.id]);
}

export async function hasKeptRecovery(sql: Sql, claim: Claim): Promise<boolean> {
  return (
    (
      await RECOVERIES.select(
        sql,
        `WHERE t.claim_id = $1 AND t.treatment = 'kept' AND t.undone_on IS NULL LIMIT 1`,
        [claim.id],
      )
    ).length > 0
  );
}

/** Writes an item of each kind that changed. */
export async function saveItems(
  sql: Sql,
  items: { filings?: readonly Filing[]; claims?: readonly Claim[]; amendments?: readonly Amendment[] },
): Promise<void> {
  await FILINGS.update(sql, items.filings ?? []);
  await CLAIMS.update(sql, items.claims ?? []);
  await AMENDMENTS.update(sql, items.amendments ?? []);
}
