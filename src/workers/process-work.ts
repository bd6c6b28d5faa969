import { setTimeout as sleep } from 'node:timers/promises';
import { isDatabaseAway } from '../db/db.js';
import { archivePath } from '../io/archive.js';
import type { DroppedFile } from '../io/inbox.js';
import { lockOutputs } from '../ledger/records/books.js';
import { type FileRecord, fileById } from '../ledger/records/files.js';
import { workConfiguration } from '../ledger/work/service-facts.js';
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
import type { AsideReceipt } from '../publish/aside-receipt.js';
import { publishReceipt, receiptAside } from '../publish/receipt.js';
import { type Inspected, look, receiveFile } from '../stages/receive.js';
import { describe, isOperating, pauseAfter, remainingTries, type WorkObserver } from './attempts.js';

/** Where work is done, under which name, and who is informed of it. */
export interface WorkContext {
  readonly place: Workplace;
  /** This worker's name in the ledger: host and process. */
  readonly name: string;
  readonly observer: WorkObserver;
  /** The latest date of live work that this worker takes up; without it, any. */
  latest?(): Work['receivedOn'];
  /** Whether the worker is being stopped: nothing new is begun. */
  stopping(): boolean;
}

/** Finished, or to be looked at again after so many milliseconds. */
export type Result = 'done' | { readonly again: number };

/** How long a worker waits in place for its turn before it takes something else up. */
const WAIT_IN_PLACE_MS = 1_500;
const LOOK_EVERY_MS = 10;
const LOOK_LATER_MS = 100;
/** Work with more than that ahead of it is not waited for. */
const NEAR = 16;

/**
 * One piece of work as far as it goes now: judge and commit in its turn, then write what it gives. Safe to repeat from
 * anywhere, by anybody, also at the same time: each step moves the ledger's line on in the transaction of its
 * effects, or finds it moved.
 */
export async function processWork(context: WorkContext, id: bigint): Promise<Result> {
  try {
    return await attempt(context, id);
  } catch (error) {
    if (error instanceof StaleWorkError) return { again: 0 };
    if (isDatabaseAway(error)) {
      context.observer.away(id, describe(error));
      return { again: 1_000 };
    }
    return noteFailure(context, id, error);
  }
}

async function attempt(context: WorkContext, id: bigint): Promise<Result> {
  const work = await workOf(context.place.db, id);
  if (work === undefined || work.state === 'published' || work.state === 'failed') return 'done';
  if (work.state === 'committed' || work.state === 'receipted') {
    await publish(context, work);
    return 'done';
  }
  const latest = context.latest?.();
  if (latest !== undefined && !work.dated && work.receivedOn > latest) return { again: LOOK_LATER_MS };
  if ((await before(context.place.db, work)) > NEAR) return { again: LOOK_LATER_MS };
  const looking = work.task === 'file' ? lookAt(context, work) : undefined;
  looking?.catch(() => {});
  if ((await waitForTurn(context, work)) > 0) return { again: LOOK_LATER_MS };
  if (context.stopping()) return { again: 0 };
  if (remainingTries(work) <= 0) {
    await giveUp(context.place.db, id, `处理${work.tries}次都没有完成,最后一次没有留下原因(进程被中断)`);
    context.observer.gaveUp(work);
    return 'done';
  }
  // Judged by another configuration than the watcher's, the same files would give other bytes.
  if ((await workConfiguration(context.place.db)) !== context.place.configuration.reference.hash)
    return { again: LOOK_LATER_MS };
  await beginTry(context.place.db, work, context.name);
  if (looking === undefined) await takeDate(context, work);
  else await commitFile(context, work, await looking);
  return 'done';
}

/** Waits a while for this work's turn. Gives back how many pieces are still ahead: 0 when it is its turn. */
async function waitForTurn(context: WorkContext, work: Work): Promise<number> {
  for (const end = performance.now() + WAIT_IN_PLACE_MS; ; ) {
    const ahead = await before(context.place.db, work);
    if (ahead === 0 || context.stopping() || performance.now() > end) return ahead;
    await sleep(LOOK_EVERY_MS * ahead);
  }
}

/** The archived file, read ahead of its turn. */
async function lookAt(context: WorkContext, work: Work): Promise<Inspected> {
  const { place, observer } = context;
  const { sender, name, problem, control, sha256, receivedOn } = work;
  const path = sha256 === '' ? '' : archivePath(place.archive, sha256);
  const file: DroppedFile = {
    sender,
    name,
    path,
    ...(problem === undefined ? {} : { problem }),
    ...(Object.keys(control).length === 0 ? {} : { control }),
  };
  const inspected = await observer.stage(work, 'look', () =>
    look({ file, receivedOn }, place.configuration.reference),
  );
  if (inspected.found.sha256 !== sha256) throw new Error('存档文件与收取时的SHA-256不符');
  return inspected;
}

async function commitFile(context: WorkContext, work: Work, inspected: Inspected): Promise<void> {
  const { db, configuration } = context.place;
  const receipt = receiptAside(context.place.out);
  try {
    const record = await context.observer.stage(work, 'commit', () =>
      receiveFile(db, { ...inspected, receipt }, configuration.reference, (tx, taken) =>
        advance(tx, work.id, 'recorded', 'committed', taken.id),
      ),
    );
    await context.observer.taken(work, record);
    await publish(context, { ...work, state: 'committed', fileId: record.id }, receipt);
  } finally {
    await receipt.abort();
  }
}

/** A dated inbox's day, or a month's end: the run where one is due, and what the date comes to. */
async function takeDate(context: WorkContext, work: Work): Promise<void> {
  await context.observer.stage(work, 'date', () => closeDate(context.place, work.receivedOn));
  await advance(context.place.db, work.id, 'recorded', 'published');
}

async function publish(context: WorkContext, work: Work, receipt?: AsideReceipt): Promise<void> {
  const { db, out, configuration } = context.place;
  const { policies } = configuration.reference;
  if (work.state === 'committed') {
    const record = await recordOf(context, work);
    await context.observer.stage(work, 'receipt', () => publishReceipt(db, out, record, policies, receipt));
    await advance(db, work.id, 'committed', work.dated ? 'published' : 'receipted');
  }
  if (!work.dated) await context.observer.stage(work, 'publish', () => publishLive(context, work));
}

async function recordOf(context: WorkContext, work: Work): Promise<FileRecord> {
  const record = work.fileId === undefined ? undefined : await fileById(context.place.db, work.fileId);
  if (record === undefined) throw new Error('账簿中没有这份文件');
  return record;
}

/** The date's outputs as they stand. Whoever gets the lock writes them for all files that wait for it. */
async function publishLive({ place: { db, out } }: WorkContext, work: Work): Promise<void> {
  await db.transaction(async (tx) => {
    await lockOutputs(tx);
    const fresh = await receiptedOn(tx, work.receivedOn);
    if (!fresh.some(({ id }) => id === work.id)) return;
    await publishInto(tx, out, work.receivedOn);
    for (const { id } of fresh) await advance(tx, id, 'receipted', 'published');
  });
}

/** A file that fails again and again is given up, so that those behind it go on; what is in the books is never. */
async function noteFailure(context: WorkContext, id: bigint, error: unknown): Promise<Result> {
  const { db } = context.place;
  try {
    const work = await workOf(db, id);
    if (work === undefined) return 'done';
    context.observer.failed(work, describe(error), isOperating(error));
    const reason = error instanceof Error ? error.message : String(error);
    await noteError(db, id, reason);
    const remaining = remainingTries({ ...work, errors: work.errors + 1 }, isOperating(error));
    if (work.task === 'file' && work.state === 'recorded' && remaining <= 0) {
      await giveUp(db, id, reason);
      context.observer.gaveUp(work);
      return 'done';
    }
    return { again: pauseAfter(work.errors + 1) };
  } catch (second) {
    context.observer.away(id, describe(second));
    return { again: 1_000 };
  }
}
