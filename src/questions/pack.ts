import { copyFile, cp, readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { Db, Sql } from '../db/db.js';
import { type IsoDate, isDate } from '../domain/dates.js';
import { compareCodePoints } from '../domain/order.js';
import type { Reference } from '../domain/reference.js';
import { archivePath } from '../io/archive.js';
import { makeFolder } from '../io/folders.js';
import { digestOf } from '../io/hash-file.js';
import { writeJson, writeWhole } from '../io/out.js';
import { chainEntries } from '../ledger/journal/journal-chain.js';
import { keptConfigFiles } from '../ledger/views/archive.js';
import { journalHead } from '../ledger/views/dates.js';
import { filesOfDays, filesOfItems, type PackedInput } from '../ledger/views/packed.js';
import { publishRegisters } from '../publish/registers.js';
import { date, type Sheet, sheet, text } from '../publish/sheet.js';
import { writeSheets } from '../publish/write-sheet.js';
import { packPages } from '../rulebook/documents.js';
import { offlineFiles } from './offline-files.js';

/** What an auditor takes away (审计资料包). */
export interface PackAsked {
  /** First and last day, both included: of the dates' outputs, and of the inputs where no items are chosen. */
  readonly from: IsoDate;
  readonly to: IsoDate;
  /** The pack's folder: new or empty. */
  readonly out: string;
  readonly archive: string;
  /** Where the books' outputs lie. */
  readonly outputs: string;
  /** Business numbers whose inputs are wanted; undefined: all that came in those days. */
  readonly items: readonly string[] | undefined;
}

export interface Packed {
  readonly files: number;
  /** SHA-256 of pack.json, which stands for all of it. */
  readonly sha256: string;
}

/**
 * Writes registers as of the last day, the journal from its beginning to that day, the dates' outputs with their
 * manifests, inputs, configurations, the rule book and what checks them offline; last pack.json, which lists it all.
 * @param books are only read
 * @param past books as they stood on the last day, with the folder that what is made of them may be written to
 */
export async function writePack(
  books: Sql,
  past: { readonly db: Db; readonly folder: string },
  reference: Reference,
  asked: PackAsked,
): Promise<Packed> {
  const { from, to, out } = asked;
  await publishRegisters(past.db, past.folder, to, reference);
  await cp(join(past.folder, 'registers'), join(out, 'registers'), { recursive: true });
  const journal = await writeJournal(books, out, to);
  await copyDates(asked);
  await copyInputs(books, asked);
  for (const { hash, name, bytes } of await keptConfigFiles(books))
    await writeWhole(join(out, 'configuration', hash, name), bytes);
  for (const [name, page] of await packPages(reference)) await writeWhole(join(out, 'rulebook', name), page);
  for (const [name, content] of await offlineFiles()) await writeWhole(join(out, name), content);
  const files = await listed(out);
  const { sha256 } = await writeJson(join(out, 'pack.json'), { from, to, journal, files });
  await writeWhole(join(out, 'pack.json.sha256'), `${sha256}  pack.json\n`);
  return { files: files.length, sha256 };
}

/** A line of JSON for each entry, with all that its hash is made from. */
async function writeJournal(
  books: Sql,
  out: string,
  to: IsoDate,
): Promise<{ readonly entry: string; readonly hash: string }> {
  const head = await journalHead(books, to);
  if (head === undefined) throw new Error('books without an entry');
  const lines: string[] = [];
  for await (const entry of chainEntries(books)) {
    if (entry.id > head.entry) break;
    const { id, corrects, ...rest } = entry;
    lines.push(JSON.stringify({ id: id.toString(), corrects: corrects?.toString() ?? null, ...rest }));
  }
  await writeWhole(join(out, 'journal.jsonl'), `${lines.join('\n')}\n`);
  return { entry: head.entry.toString(), hash: head.hash };
}

async function copyDates({ from, to, out, outputs }: PackAsked): Promise<void> {
  const names = (await readdir(outputs)).filter((name) => isDate(name) && name >= from && name <= to);
  for (const name of names) await cp(join(outputs, name), join(out, 'outputs', name), { recursive: true });
}

const INPUTS: Sheet<readonly PackedInput[]> = sheet<PackedInput, readonly PackedInput[]>({
  name: 'inputs',
  title: '收到的文件',
  rows: async (_, files) => files,
  columns: [
    date('日期', (f) => f.receivedOn),
    text('报送方', (f) => f.sender),
    text('文件', (f) => f.name),
    text('结果', (f) => (f.status === 'refused' ? '拒收' : '已处理')),
    text('SHA-256', (f) => f.sha256),
    text('资料包中', (f) => (f.sha256 === '' ? '' : inputName(f))),
  ],
});

/** Senders' names stay in the list: a folder called by the digest, and a name of ours in it. */
const inputName = ({ sha256, encoding }: PackedInput): string =>
  `inputs/${sha256}/input.${encoding === 'XLSX' ? 'xlsx' : 'csv'}`;

async function copyInputs(books: Sql, { from, to, out, archive, items }: PackAsked): Promise<void> {
  const files =
    items === undefined ? await filesOfDays(books, from, to) : await filesOfItems(books, items, to);
  await writeSheets(books, out, [INPUTS], files);
  for (const file of files) {
    if (file.sha256 === '') continue;
    const target = join(out, inputName(file));
    await makeFolder(dirname(target));
    await copyFile(archivePath(archive, file.sha256), target);
  }
}

/** Every file of the pack with its size and digest, by name. */
async function listed(out: string): Promise<{ name: string; bytes: number; sha256: string }[]> {
  const entries = await readdir(out, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(out, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort(compareCodePoints);
  const files = [];
  for (const name of names) files.push({ name, ...(await digestOf(join(out, name))) });
  return files;
}

/** The business numbers of a list: a line each, or the column 业务编号 of a CSV file such as sample.csv. */
export async function numbersIn(path: string): Promise<string[]> {
  const lines = (await readFile(path, 'utf8')).replace(/^\ufeff/, '').split(/\r?\n/);
  const column = lines[0]?.split(',').indexOf('业务编号') ?? -1;
  const cells = column < 0 ? lines : lines.slice(1).map((line) => line.split(',')[column] ?? '');
  return cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
}
