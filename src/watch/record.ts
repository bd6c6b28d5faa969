import type { Sql } from '../db/db.js';
import { addDays, type IsoDate, monthEnd } from '../domain/dates.js';
import { archiveFile } from '../io/archive.js';
import type { FileDigest } from '../io/hash-file.js';
import { lockWork, type NewWork, recordedDigests, recordWork } from '../ledger/work/work.js';
import { calendarOfWork } from '../ledger/work/work-progress.js';
import { inOrder, type Workplace } from '../pipeline.js';
import { putAway } from './put-away.js';
import type { TakenFile } from './taken.js';

const dateWork = (on: IsoDate, dated: boolean): NewWork => ({
  task: 'date',
  token: `date-${on}`,
  receivedOn: on,
  dated,
  sender: '',
  name: '',
  sha256: '',
  bytes: 0,
});

/** Work that is ready to be recorded, with the taken file it was made of; none for what was left where it lies. */
export interface Prepared {
  readonly work: NewWork;
  readonly taken: TakenFile | undefined;
}

/** Archives what was taken and makes work of it. A link or a folder is archived by nobody: it is refused unopened. */
export async function prepare(place: Workplace, taken: TakenFile, dated: boolean): Promise<Prepared> {
  const { token, receivedOn, file } = taken;
  const { sender, name, problem, control } = file;
  const base = { task: 'file', token, receivedOn, dated, sender, name } as const;
  if (problem !== undefined) return { work: { ...base, problem, sha256: '', bytes: 0 }, taken };
  const digest = await archiveFile(place.archive, file.path);
  return { work: { ...base, ...digest, ...(control === undefined ? {} : { control }) }, taken };
}

/** Work of something that stays where it lies, refused there: a name, a folder or a file that nobody may move. */
export function prepareLying(
  token: string,
  receivedOn: IsoDate,
  file: TakenFile['file'],
  dated: boolean,
): Prepared {
  const { sender, name, problem = '' } = file;
  const work = {
    task: 'file',
    token,
    receivedOn,
    dated,
    sender,
    name,
    problem,
    sha256: '',
    bytes: 0,
  } as const;
  return { work, taken: undefined };
}

const digestOfWork = ({ work }: Prepared): FileDigest | undefined =>
  work.problem === undefined ? { sha256: work.sha256, bytes: work.bytes } : undefined;

/** What is recorded already was left behind by a crash between recording and putting away: it is put away now. */
export async function unrecorded(
  place: Workplace,
  inbox: string,
  taken: readonly TakenFile[],
): Promise<TakenFile[]> {
  const known = await recordedDigests(
    place.db,
    taken.map(({ token }) => token),
  );
  for (const item of taken) {
    const digest = known.get(item.token);
    if (digest !== undefined) await putAway(inbox, item, digest.sha256 === '' ? undefined : digest);
  }
  return taken.filter(({ token }) => !known.has(token));
}

/** A whole day of a dated inbox: its files in the order in which they take effect, then the day's own line. */
export async function recordDay(
  place: Workplace,
  inbox: string,
  on: IsoDate,
  prepared: readonly Prepared[],
): Promise<void> {
  const byFile = new Map(
    prepared.map((item) => [{ sender: item.work.sender, name: item.work.name, path: '' }, item]),
  );
  const ordered = inOrder([...byFile.keys()], place.configuration.reference.limits);
  const work = ordered.flatMap((file) => byFile.get(file)?.work ?? []);
  await place.db.transaction(async (tx) => {
    await lockWork(tx);
    await recordWork(tx, [...work, dateWork(on, true)]);
  });
  await putAllAway(inbox, prepared);
}

async function putAllAway(inbox: string, prepared: readonly Prepared[]): Promise<void> {
  for (const item of prepared)
    if (item.taken !== undefined) await putAway(inbox, item.taken, digestOfWork(item));
}

/**
 * Live: everything prepared, in the order of arrival. Before the files of a date come the runs of month ends that have
 * gone by; `until` is the date that is not over yet.
 * @returns how many pieces of work were recorded
 */
export async function recordLive(
  place: Workplace,
  inbox: string,
  until: IsoDate,
  prepared: readonly Prepared[],
): Promise<number> {
  const made = await place.db.transaction(async (tx) => {
    await lockWork(tx);
    return recordInTime(
      tx,
      prepared.map(({ work }) => work),
      until,
    );
  });
  await putAllAway(inbox, prepared);
  return made;
}

async function recordInTime(tx: Sql, work: readonly NewWork[], until: IsoDate): Promise<number> {
  const { first, last, lastRun } = await calendarOfWork(tx);
  const open = lastRun === undefined ? '' : addDays(lastRun, 1);
  // The past is closed: what comes to light after its day's run, or after a later file, counts as of the newest day.
  let now = [last ?? '', open].sort().at(-1) ?? '';
  let run = lastRun;
  let since = first;
  const all: NewWork[] = [];
  const runsBefore = (on: IsoDate): void => {
    if (since === undefined) return;
    for (
      let end = monthEnd(run === undefined ? since : addDays(run, 1));
      end < on;
      end = monthEnd(addDays(end, 1))
    ) {
      all.push(dateWork(end, false));
      run = end;
    }
  };
  for (const item of work) {
    if (item.receivedOn > now) now = item.receivedOn;
    runsBefore(now);
    since ??= now;
    all.push({ ...item, receivedOn: now });
  }
  runsBefore(until);
  await recordWork(tx, all);
  return all.length;
}
