import type { Dirent } from 'node:fs';
import { lstat, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isDate } from '../domain/dates.js';
import { compareCodePoints } from '../domain/order.js';
import { digestOf } from '../io/hash-file.js';
import { isMissing } from '../io/plain-file.js';
import { type Difference, shown } from './difference.js';

/** What lies in the outputs and is neither a date's nor a register's: `registers-<date>` are copies, `papers` are prints, `payments` messages to the bank, `reports` reports; told apart by name. */
const OURS = /^(registers(-\d{4}-\d{2}-\d{2})?|papers|payments|reports)$/;

/** Anything at the top of the outputs that is not ours. */
export async function strayOutputs(
  out: string,
  archive: string | undefined,
): Promise<Difference | undefined> {
  for (const entry of await entriesIn(out)) {
    const path = join(out, entry.name);
    const known = entry.isDirectory() && (isDate(entry.name) || OURS.test(entry.name) || path === archive);
    if (!known && !isUnfinished(entry.name))
      return { what: '输出目录中有不属于输出的内容', where: entry.name, kept: '有', computed: '(无)' };
  }
  return undefined;
}

/** Compares the dates' folders byte for byte, the oldest first. */
export async function compareDates(out: string, fresh: string): Promise<Difference | undefined> {
  const dates = new Set([...(await foldersIn(out)), ...(await foldersIn(fresh))].filter(isDate));
  for (const date of [...dates].sort()) {
    const found = await compareFolder(out, fresh, date);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Compares one folder below both places, files of either side. */
export async function compareFolder(
  out: string,
  fresh: string,
  folder: string,
): Promise<Difference | undefined> {
  const names = new Set([...(await filesIn(join(out, folder))), ...(await filesIn(join(fresh, folder)))]);
  // A manifest repeats what the outputs are: the output itself says more.
  const last = (name: string): number => (name === 'manifest.json' ? 1 : 0);
  const ordered = [...names].sort((a, b) => last(a) - last(b) || compareCodePoints(a, b));
  for (const name of ordered) {
    const found = await compareFile(`${folder}/${name}`, join(out, folder, name), join(fresh, folder, name));
    if (found !== undefined) return found;
  }
  return undefined;
}

async function foldersIn(path: string): Promise<string[]> {
  const entries = await entriesIn(path);
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}

/** What a process was writing when it was killed, or is writing now. */
const isUnfinished = (name: string): boolean => /^\.[A-Za-z0-9]*-\d+-[a-z0-9]+-\d+\.tmp$/.test(name);

async function entriesIn(path: string, recursive = false): Promise<Dirent[]> {
  return readdir(path, { withFileTypes: true, recursive }).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
}

/** Everything below a folder but folders, by its path in it: hidden files and links too. */
async function filesIn(path: string): Promise<string[]> {
  const entries = await entriesIn(path, true);
  return entries
    .filter((entry) => !entry.isDirectory() && !isUnfinished(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1));
}

async function compareFile(name: string, path: string, fresh: string): Promise<Difference | undefined> {
  const [found, derived] = await Promise.all([statOf(path), isFile(fresh)]);
  const there = found !== undefined;
  if (found !== undefined && !found.isFile())
    return { what: '输出文件不是普通文件', where: name, kept: '链接或特殊文件', computed: '普通文件' };
  if (found !== undefined && (found.mode & ANYBODY_WRITES) !== 0)
    return { what: '输出文件任何人可写', where: name, kept: modeOf(found), computed: '0640' };
  if (!there || !derived) {
    const what = there ? '多出的输出文件' : '缺少输出文件';
    return { what, where: name, kept: there ? '有' : '(无)', computed: derived ? '有' : '(无)' };
  }
  const [a, b] = await Promise.all([digestOf(path), digestOf(fresh)]);
  if (a.sha256 === b.sha256) return undefined;
  return { what: '输出文件', ...(await firstLine(name, path, fresh)) };
}

/** Anybody on the machine may write. */
export const ANYBODY_WRITES = 0o002;
export const modeOf = ({ mode }: { readonly mode: number }): string =>
  (mode & 0o7777).toString(8).padStart(4, '0');

const statOf = (path: string) =>
  lstat(path).catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );

/** Above this the bytes are compared, not the lines. */
const READABLE = 64 * 1024 * 1024;

async function firstLine(name: string, path: string, fresh: string): Promise<Omit<Difference, 'what'>> {
  const sizes = await Promise.all([stat(path), stat(fresh)]);
  if (sizes.some(({ size }) => size > READABLE)) {
    return { where: name, kept: `${sizes[0].size}字节`, computed: `${sizes[1].size}字节,内容不同` };
  }
  const [a, b] = await Promise.all([linesOf(path), linesOf(fresh)]);
  let line = 0;
  while (line < Math.max(a.length, b.length) && a[line] === b[line]) line += 1;
  return { where: `${name} 第${line + 1}行`, kept: shown(a[line]), computed: shown(b[line]) };
}

/** As Latin-1, so that every byte counts, then back to text for the line that is shown. */
async function linesOf(path: string): Promise<string[]> {
  const lines = (await readFile(path)).toString('latin1').split('\n');
  return lines.map((line) => Buffer.from(line, 'latin1').toString('utf8'));
}
