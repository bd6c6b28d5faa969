import { ask, date } from '../../db/column.js';
import type { Sql, SqlValue } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';
import type { Scheme } from '../../domain/scheme.js';
import { eventsOf, type ItemEvent } from '../records/events.js';
import { afterEvents } from '../records/history.js';
import { CLAIMS, type Claim, FILINGS, type Filing } from '../records/records.js';

/** The books as an earlier row found them: what came before it, in the state in which earlier events had left it. */
export interface Moment {
  /** Id of the row that looks at the books. */
  readonly id: bigint;
  readonly on: IsoDate;
}

/** A run comes after its day's files; everything else has the row that caused it. */
function isBefore(event: ItemEvent, { id, on }: Moment): boolean {
  return event.sourceId === undefined ? event.happenedOn < on : event.sourceId < id;
}

async function earlierEvents(
  sql: Sql,
  moment: Moment,
  ids: readonly bigint[],
): Promise<Map<bigint, ItemEvent[]>> {
  const events = [...(await eventsOf(sql, ids))];
  return new Map(events.map(([id, all]) => [id, all.filter((event) => isBefore(event, moment))]));
}

/** Filings that came before, as they stood. */
async function filingsAt(
  sql: Sql,
  moment: Moment,
  condition: string,
  params: readonly SqlValue[],
): Promise<Filing[]> {
  const filings = await FILINGS.select(sql, `WHERE t.id < $1 AND ${condition} ORDER BY t.id`, [
    moment.id,
    ...params,
  ]);
  const events = await earlierEvents(
    sql,
    moment,
    filings.map((f) => f.id),
  );
  return filings.map((filing) => afterEvents(filing, events.get(filing.id) ?? []));
}

/** Accepted or referred. */
export const isRegistered = (filing: Filing): boolean => filing.status === '受理' || filing.status === '待核';

/** Of an enterprise under its code of any time; what it was at the moment is looked at afterwards. */
const EVER_OF_ENTERPRISE = `(t.uscc = $2 OR t.filed_uscc = $2 OR t.id IN (SELECT item_id FROM events
  WHERE kind = 'filing' AND changes @> jsonb_build_array(jsonb_build_object('item', '统一社会信用代码', 'to', $2::text))))`;

/** Loans of one enterprise, at any bank and under any scheme, that were registered (accepted or referred). */
export async function registeredLoans(sql: Sql, moment: Moment, uscc: string): Promise<Filing[]> {
  const filings = await filingsAt(sql, moment, EVER_OF_ENTERPRISE, [uscc]);
  return filings.filter((filing) => isRegistered(filing) && filing.uscc === uscc);
}

/** The bank's attempts to register an IOU under a scheme, newest last. */
export async function attemptsAt(
  sql: Sql,
  moment: Moment,
  bank: string,
  scheme: Scheme,
  iouNo: string,
): Promise<Filing[]> {
  return filingsAt(sql, moment, 't.bank = $2 AND t.scheme = $3 AND t.iou_no = $4', [bank, scheme, iouNo]);
}

/** Days on which a row of this scheme and IOU came that was 退回 by then, at once or by an operator. */
export async function rejectedFilingDays(
  sql: Sql,
  moment: Moment,
  bank: string,
  scheme: Scheme,
  iouNo: string,
): Promise<IsoDate[]> {
  const rows = await ask(
    sql,
    { day: date },
    `SELECT received_on AS day FROM rejected_rows
     WHERE file_id < $1::bigint / 1000000000 AND bank = $2 AND scheme = $3 AND iou_no = $4 AND kind = 'filing'
     ORDER BY day`,
    [moment.id, bank, scheme, iouNo],
  );
  const attempts = await attemptsAt(sql, moment, bank, scheme, iouNo);
  const rejected = attempts.filter((filing) => filing.status === '退回');
  return [...rows.map((row) => row.day), ...rejected.map((filing) => filing.receivedOn)];
}

/** The bank's attempts to register an IOU under any scheme, newest last. */
export async function filingsOfIou(sql: Sql, moment: Moment, bank: string, iouNo: string): Promise<Filing[]> {
  return filingsAt(sql, moment, 't.bank = $2 AND t.iou_no = $3', [bank, iouNo]);
}

/** Accepted filings of one enterprise, at any bank and under any scheme. */
export async function acceptedOfEnterprise(sql: Sql, moment: Moment, uscc: string): Promise<Filing[]> {
  const filings = await filingsAt(sql, moment, EVER_OF_ENTERPRISE, [uscc]);
  return filings.filter((filing) => filing.status === '受理' && filing.uscc === uscc);
}

/** A claim as it stood: its state, and whether an operator or the bureau had sent it back. */
interface ClaimAt {
  readonly claim: Claim;
  readonly live: boolean;
  readonly sentBack: boolean;
}

async function claimsAt(sql: Sql, moment: Moment, bank: string, iouNo: string): Promise<ClaimAt[]> {
  const claims = await CLAIMS.select(sql, 'WHERE t.id < $1 AND t.bank = $2 AND t.iou_no = $3 ORDER BY t.id', [
    moment.id,
    bank,
    iouNo,
  ]);
  const events = await earlierEvents(
    sql,
    moment,
    claims.map((c) => c.id),
  );
  return claims.map((claim) => {
    const last = events.get(claim.id)?.at(-1);
    const status = last?.toStatus ?? '受理';
    return {
      claim,
      live: !['退回', '撤回', '不予确认'].includes(status),
      sentBack: status === '不予确认' || (status === '退回' && last?.cause === 'decision'),
    };
  });
}

/** Number of the claim on the IOU that was live. */
export async function liveClaim(
  sql: Sql,
  moment: Moment,
  bank: string,
  iouNo: string,
): Promise<string | undefined> {
  return (await claimsAt(sql, moment, bank, iouNo)).find(({ live }) => live)?.claim.businessNo;
}

/** First day on which a claim on the IOU came that was 退回 (at once or by an operator) or 不予确认 by then. */
export async function earliestSentBackClaim(
  sql: Sql,
  moment: Moment,
  bank: string,
  iouNo: string,
): Promise<IsoDate | undefined> {
  const rows = await ask(
    sql,
    { day: date },
    `SELECT received_on AS day FROM rejected_rows
     WHERE file_id < $1::bigint / 1000000000 AND bank = $2 AND iou_no = $3 AND kind = 'claim'`,
    [moment.id, bank, iouNo],
  );
  const sentBack = (await claimsAt(sql, moment, bank, iouNo)).filter((one) => one.sentBack);
  return [...rows.map((row) => row.day), ...sentBack.map(({ claim }) => claim.receivedOn)].sort()[0];
}
