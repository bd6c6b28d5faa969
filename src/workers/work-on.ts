import { setTimeout as sleep } from 'node:timers/promises';
import { isDatabaseAway } from '../db/db.js';
import { archivePath } from '../io/archive.js';
import type { DroppedFile } from '../io/inbox.js';
import { lockOutputs } from '../ledger/records/books.js';
import { type FileRecord, fileById } from '../ledger/records/files.js';
import { workConfiguration } from '../ledger/work/watch-facts.js';
import { before, type Work, workOf } from '../ledger/work/work.js';
import {
  advance,
  beginTry,
  giveUp,
  noteError,
  receiptedOn,
  StaleWorkError,
} from '../ledger/work/work-states.js';
import { closeDate, type Workplace } from '../pipeline.js';
import { publishInto } from '../publish/date.js';
import { publishReceipt } from '../publish/receipt.js';
import { type Inspected, look, receiveFile } from '../stages/receive.js';
import { describe, isOperating, pauseAfter, triesLeft } from './failure.js';
import type { Teller } from './tell.js';

/** Who works, where, and whom to tell. */
export interface Crew {
  readonly place: Workplace;
  /** Names this worker in the ledger: host and process. */
  readonly name: string;
  readonly tell: Teller;
  /** Whether the worker is being stopped: nothing new is begun. */
  stopping(): boolean;
}

/** Finished, or to be looked at again after so many milliseconds. */
export type Result = 'done' | { readonly again: number };

/** How long a worker waits in place for its turn before it takes something else up. */
const PATIENCE_MS = 1_500;
const LOOK_EVERY_MS = 10;
const LOOK_LATER_MS = 100;
/** Work with more than that ahead of it is not waited for. */
const NEAR = 16;

/**
 * One piece of work as far as it goes now: judge and commit in its turn, then write what it gives. Safe to repeat from
 * anywhere, by anybody, also at the same time: each step moves the ledger's line on in the transaction of its
 * effects, or finds it moved.
 */
export async function workOn(crew: Crew, id: bigint): Promise<Result> {
  try {
    return await attempt(crew, id);
  } catch (error) {
    if (error instanceof StaleWorkError) return { again: 0 };
    if (isDatabaseAway(error)) {
      crew.tell.away(id, describe(error));
      return { again: 1_000 };
    }
    return noteFailure(crew, id, error);
  }
}

async function attempt(crew: Crew, id: bigint): Promise<Result> {
  const work = await workOf(crew.place.db, id);
  if (work === undefined || work.state === 'published' || work.state === 'failed') return 'done';
  if (work.state === 'committed' || work.state === 'receipted') {
    await publish(crew, work);
    return 'done';
  }
  if ((await before(crew.place.db, work)) > NEAR) return { again: LOOK_LATER_MS };
  const looking = work.task === 'file' ? lookAt(crew, work) : undefined;
  looking?.catch(() => {});
  if ((await waitForTurn(crew, work)) > 0) return { again: LOOK_LATER_MS };
  if (crew.stopping()) return { again: 0 };
  if (triesLeft(work) <= 0) {
    await giveUp(crew.place.db, id, `处理${work.tries}次都没有完成,最后一次没有留下原因(进程被中断)`);
    crew.tell.gaveUp(work);
    return 'done';
  }
  // Judged by another configuration than the watcher's, the same files would give other bytes.
  if ((await workConfiguration(crew.place.db)) !== crew.place.configuration.reference.hash)
    return { again: LOOK_LATER_MS };
  await beginTry(crew.place.db, work, crew.name);
  if (looking === undefined) await takeDate(crew, work);
  else await takeFile(crew, work, await looking);
  return 'done';
}

/** How many are ahead once patience has run out; 0 when it is this work's turn. */
async function waitForTurn(crew: Crew, work: Work): Promise<number> {
  for (const end = Date.now() + PATIENCE_MS; ; ) {
    const ahead = await before(crew.place.db, work);
    if (ahead === 0 || crew.stopping() || Date.now() > end) return ahead;
    await sleep(LOOK_EVERY_MS * ahead);
  }
}

/** The archived file, read ahead of its turn. */
async function lookAt(crew: Crew, work: Work): Promise<Inspected> {
  const { place, tell } = crew;
  const { sender, name, problem, promised, sha256, receivedOn } = work;
  const path = sha256 === '' ? '' : archivePath(place.archive, sha256);
  const file: DroppedFile = {
    sender,
    name,
    path,
    ...(problem === undefined ? {} : { problem }),
    ...(Object.keys(promised).length === 0 ? {} : { promised }),
  };
  const inspected = await tell.stage(work, 'look', () =>
    look({ file, receivedOn }, place.configuration.reference),
  );
  if (inspected.found.sha256 !== sha256) throw new Error('存档文件与收取时的SHA-256不符');
  return inspected;
}

async function takeFile(crew: Crew, work: Work, inspected: Inspected): Promise<void> {
  const { db, configuration } = crew.place;
  const record = await crew.tell.stage(work, 'commit', () =>
    receiveFile(db, inspected, configuration.reference, (tx, taken) =>
      advance(tx, work.id, 'recorded', 'committed', taken.id),
    ),
  );
  await crew.tell.taken(work, record);
  await publish(crew, { ...work, state: 'committed', fileId: record.id });
}

/** A dated inbox's day, or a month's end: the run where one is due, and what the date comes to. */
async function takeDate(crew: Crew, work: Work): Promise<void> {
  await crew.tell.stage(work, 'date', () =>
    closeDate(crew.place, work.receivedOn, work.dated ? 'all' : new Set()),
  );
  await advance(crew.place.db, work.id, 'recorded', 'published');
}

async function publish(crew: Crew, work: Work): Promise<void> {
  const { db, out } = crew.place;
  if (work.state === 'committed') {
    const record = await recordOf(crew, work);
    await crew.tell.stage(work, 'receipt', () => publishReceipt(db, out, record));
    await advance(db, work.id, 'committed', work.dated ? 'published' : 'receipted');
  }
  if (!work.dated) await crew.tell.stage(work, 'publish', () => publishLive(crew, work));
}

async function recordOf(crew: Crew, work: Work): Promise<FileRecord> {
  const record = work.fileId === undefined ? undefined : await fileById(crew.place.db, work.fileId);
  if (record === undefined) throw new Error('账簿中没有这份文件');
  return record;
}

/** The date's outputs as they stand. Whoever gets the lock writes them for all files that wait for it. */
async function publishLive({ place: { db, out } }: Crew, work: Work): Promise<void> {
  await db.transaction(async (tx) => {
    await lockOutputs(tx);
    const fresh = await receiptedOn(tx, work.receivedOn);
    if (!fresh.some(({ id }) => id === work.id)) return;
    await publishInto(tx, out, work.receivedOn, new Set(fresh.map(({ fileId }) => fileId)));
    for (const { id } of fresh) await advance(tx, id, 'receipted', 'published');
  });
}

/** A file that fails again and again is given up, so that those behind it go on; what is in the books is never. */
async function noteFailure(crew: Crew, id: bigint, error: unknown): Promise<Result> {
  const { db } = crew.place;
  try {
    const work = await workOf(db, id);
    if (work === undefined) return 'done';
    crew.tell.failed(work, describe(error), isOperating(error));
    const reason = error instanceof Error ? error.message : String(error);
    await noteError(db, id, reason);
    const left = triesLeft({ ...work, errors: work.errors + 1 }, isOperating(error));
    if (work.task === 'file' && work.state === 'recorded' && left <= 0) {
      await giveUp(db, id, reason);
      crew.tell.gaveUp(work);
      return 'done';
    }
    return { again: pauseAfter(work.errors + 1) };
  } catch (second) {
    crew.tell.away(id, describe(second));
    return { again: 1_000 };
  }
}
