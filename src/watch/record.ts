import type { Sql } from '../db/db.js';
import { addDays, type IsoDate, monthEnd } from '../domain/dates.js';
import { archiveFile } from '../io/archive.js';
import { lockWork, type NewWork, recordedTokens, recordWork } from '../ledger/work/work.js';
import { calendarOfWork } from '../ledger/work/work-progress.js';
import { inOrder, type Workplace } from '../pipeline.js';
import { putAway, type TakenFile, takenDates, takenOn } from './taken.js';

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

/** Archives what was taken and makes work of it. A link or a folder is archived by nobody: it is refused unopened. */
async function workOf(place: Workplace, taken: TakenFile, dated: boolean): Promise<NewWork> {
  const { token, receivedOn, file } = taken;
  const { sender, name, problem, control } = file;
  const base = { task: 'file', token, receivedOn, dated, sender, name } as const;
  if (problem !== undefined) return { ...base, problem, sha256: '', bytes: 0 };
  const digest = await archiveFile(place.archive, file.path);
  return { ...base, ...digest, ...(control === undefined ? {} : { control }) };
}

/** What is recorded already was left behind by a crash between recording and putting away. */
async function unrecorded(
  place: Workplace,
  inbox: string,
  taken: readonly TakenFile[],
): Promise<TakenFile[]> {
  const tokens = taken.map(({ token }) => token);
  const known = await recordedTokens(place.db, tokens);
  for (const item of taken) if (known.has(item.token)) await putAway(inbox, item);
  return taken.filter(({ token }) => !known.has(token));
}

/** A whole day of a dated inbox: its files in the order in which they take effect, then the day's own line. */
export async function recordDay(
  place: Workplace,
  inbox: string,
  on: IsoDate,
  unmovable: readonly TakenFile[],
): Promise<void> {
  const taken = await unrecorded(place, inbox, await takenOn(inbox, on));
  const all = [...taken, ...unmovable];
  const byFile = new Map(all.map((item) => [item.file, item]));
  const work: NewWork[] = [];
  for (const file of inOrder([...byFile.keys()], place.configuration.reference.limits)) {
    const item = byFile.get(file);
    if (item !== undefined) work.push(await workOf(place, item, true));
  }
  await place.db.transaction(async (tx) => {
    await lockWork(tx);
    await recordWork(tx, [...work, dateWork(on, true)]);
  });
  for (const item of taken) await putAway(inbox, item);
}

/**
 * Live: everything taken and not yet recorded, in the order of arrival. Before the files of a date come the runs of
 * month ends that have gone by; `until` is the date that is not over yet.
 */
export async function recordLive(
  place: Workplace,
  inbox: string,
  until: IsoDate,
  unmovable: readonly TakenFile[],
): Promise<number> {
  const taken: TakenFile[] = [];
  for (const on of await takenDates(inbox)) taken.push(...(await takenOn(inbox, on)));
  const fresh = await unrecorded(place, inbox, taken);
  const work: NewWork[] = [];
  for (const item of [...fresh, ...unmovable]) work.push(await workOf(place, item, false));
  const made = await place.db.transaction(async (tx) => {
    await lockWork(tx);
    return recordInTime(tx, work, until);
  });
  for (const item of fresh) await putAway(inbox, item);
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
