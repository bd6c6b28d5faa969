import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ControlTotals } from '../domain/control.js';
import { type IsoDate, isDate } from '../domain/dates.js';
import { compareCodePoints } from '../domain/order.js';
import { codeOf, isMissing } from './plain-file.js';

/** The inbox cannot be read as it is laid out; `message` is for the operator. */
export class InboxError extends Error {
  override readonly name = 'InboxError';
}

/** An entry that somebody dropped. One with a `problem` is refused by its name and must never be opened. */
export interface DroppedFile {
  /** The folder's name; empty for an entry that lies directly in the day's folder. */
  readonly sender: string;
  readonly name: string;
  readonly path: string;
  /** Chinese sentence for the sender. */
  readonly problem?: string;
  /** What the sender's marker file says of it. */
  readonly control?: ControlTotals;
}

/** What lies at the top of a dated inbox: its business dates, ascending, and whatever else, which is not taken. */
export interface DatedInbox {
  readonly days: readonly IsoDate[];
  readonly others: readonly string[];
}

export async function listDays(inbox: string): Promise<DatedInbox> {
  const entries = await entriesOf(inbox);
  const isDay = (entry: Dirent) => entry.isDirectory() && isDate(entry.name);
  const others = entries.filter((entry) => !isDay(entry)).map((entry) => entry.name);
  return { days: entries.filter(isDay).map((entry) => entry.name), others };
}

/** What was dropped on one day, by sender and name in code-point order. */
export async function listDay(inbox: string, date: IsoDate): Promise<DroppedFile[]> {
  const dropped: DroppedFile[] = [];
  const day = join(inbox, date);
  for (const entry of await entriesOf(day)) {
    const path = join(day, entry.name);
    if (!entry.isDirectory() || isGarbled(entry.name)) dropped.push(droppedFile('', entry, path));
    else
      for (const file of await entriesOf(path))
        dropped.push(droppedFile(entry.name, file, join(path, file.name)));
  }
  return inNameOrder(apart(dropped));
}

function inNameOrder(files: DroppedFile[]): DroppedFile[] {
  return files.sort((a, b) => compareCodePoints(a.sender, b.sender) || compareCodePoints(a.name, b.name));
}

function droppedFile(sender: string, entry: Dirent, path: string): DroppedFile {
  const problem = problemOf(entry);
  return { sender, name: entry.name, path, ...(problem === undefined ? {} : { problem }) };
}

const SET_ASIDE = '看管的收件目录会把它移到.aside中';

function problemOf(entry: Dirent): string | undefined {
  if (isGarbled(entry.name)) return '文件名不是UTF-8编码。请改名后重新报送。';
  if (entry.isFile()) return undefined;
  if (entry.isDirectory())
    return `这是一个文件夹,不是文件,不予收取,也不删除(${SET_ASIDE})。请把文件直接放入本机构的文件夹后重新报送。`;
  return `这是链接或特殊文件,不是普通文件,不予收取,也不删除(${SET_ASIDE})。请报送文件本身。`;
}

/** A name whose bytes are not UTF-8 is listed with replacement characters; it cannot be opened by that name. */
function isGarbled(name: string): boolean {
  return name.includes('\ufffd');
}

/** Two garbled names may read the same: numbered, each still gets its own receipt. */
function apart(dropped: readonly DroppedFile[]): DroppedFile[] {
  const seen = new Map<string, number>();
  return dropped.map((file) => {
    const count = (seen.get(file.path) ?? 0) + 1;
    seen.set(file.path, count);
    return count === 1 ? file : { ...file, name: `${file.name}#${count}` };
  });
}

/** A sender's folder that cannot be listed. */
export interface UnreadableFolder {
  readonly sender: string;
  /** The system's code, EACCES say. */
  readonly code: string;
}

/**
 * What lies in a live inbox, by sender and name; a folder or file whose name begins with a dot at the top is ours. One
 * sender's folder that cannot be read keeps nobody else's from being listed.
 */
export async function listSenders(
  inbox: string,
): Promise<{ files: DroppedFile[]; unreadable: UnreadableFolder[] }> {
  const files: DroppedFile[] = [];
  const unreadable: UnreadableFolder[] = [];
  for (const entry of await entriesOf(inbox)) {
    const path = join(inbox, entry.name);
    if (entry.name.startsWith('.')) continue;
    if (!entry.isDirectory() || isGarbled(entry.name)) files.push(droppedFile('', entry, path));
    else
      try {
        const entries = await readdir(path, { withFileTypes: true });
        files.push(...entries.map((file) => droppedFile(entry.name, file, join(path, file.name))));
      } catch (error) {
        if (!isMissing(error)) unreadable.push({ sender: entry.name, code: codeOf(error) });
      }
  }
  return { files: inNameOrder(apart(files)), unreadable };
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.sort((a, b) => compareCodePoints(a.name, b.name));
  } catch (error) {
    throw new InboxError(`收件目录${folder}无法读取${isMissing(error) ? ',不存在' : ''}(${codeOf(error)})`);
  }
}
