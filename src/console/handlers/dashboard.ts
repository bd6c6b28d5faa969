import { yuan } from '../../domain/money.js';
import { deskCounts } from '../../ledger/console/desk.js';
import { filesOn } from '../../ledger/console/overview.js';
import { confirmable } from '../../ledger/console/signatures.js';
import { available } from '../../ledger/records/positions.js';
import type { Handler } from '../call.js';
import { desk } from '../desk-deadlines.js';
import { deskLines } from '../desk-lines.js';
import { todayOf } from '../inbox.js';
import type { Dashboard } from '../schemas/overview.js';
import { type Standing, standings } from '../standing.js';

const FILES_LISTED = 20;

/** 工作台: what waits for the caller, what others have, what is late, what falls due. */
export const dashboard: Handler = async (call): Promise<Dashboard> => {
  const { db, who, place } = call;
  const today = todayOf(place);
  const ofBank = who.bank !== undefined;
  const bank = who.bank ?? null;
  const left = await available(db);
  const counts = await deskCounts(db, { bank, login: who.login, today });
  // The bureau's queue, and what it may not see yet: one look.
  const queue = ofBank ? [] : await confirmable(db, false);
  const near = (await standings(db, place.configuration.reference, today, who.bank)).filter(isNear);
  const files = await filesOn(db, today, bank, FILES_LISTED);
  return {
    as_of: today,
    ...deskLines({ role: who.role, ofBank, today, counts, queue }),
    deadlines: await desk(call, today),
    files_today: files.map((file) => ({ ...file, id: Number(file.id) })),
    fund_usable: left > 0n,
    available: ofBank ? null : yuan(left),
    near_suspension: near.map(nearAnswer),
  };
};

/** Suspended, about to be, or with four fifths of the net sum used. */
const isNear = ({ state, nextClaim, position, netLimit }: Standing): boolean =>
  state === '暂停' || nextClaim !== null || (netLimit !== null && position.net * 5n >= netLimit * 4n);

const nearAnswer = (one: Standing): Dashboard['near_suspension'][number] => ({
  bank: one.position.bank,
  scheme: one.position.scheme,
  state: one.state,
  share: one.share,
  share_limit: one.shareLimit,
  net: yuan(one.position.net),
  net_limit: one.netLimit === null ? null : yuan(one.netLimit),
  next_claim: one.nextClaim,
  link: `/claims?bank=${one.position.bank}&scheme=${one.position.scheme}`,
});
