import { access, constants, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Db, Where } from '../db/db.js';
import { type IsoDate, isDate } from '../domain/dates.js';
import { configurationFrom } from '../io/config/archived.js';
import { OWN_TABLES } from '../io/config/config-files.js';
import { type Configuration, loadConfiguration } from '../io/config/load.js';
import { makeFolder } from '../io/folders.js';
import { booksThere, openDb } from '../ledger/open.js';
import { type KeptFacts, kept } from '../ledger/records/kept.js';
import { keptConfigFiles } from '../ledger/views/archive.js';
import type { Workplace } from '../pipeline.js';
import { type HttpPlace, LOOPBACK } from '../services/http.js';
import { settle } from './changes.js';
import { reasonOf, WordsError } from './exit.js';
import { toldBooks } from './told-books.js';

/** Options that say where books, outputs and configuration are. */
export interface PlaceOptions {
  readonly data?: string;
  readonly out?: string;
  readonly config?: string;
  /** The books are to go on with another configuration, or into another output folder, than before. */
  readonly changeConfig?: boolean;
  readonly changeOut?: boolean;
  /** Where what was taken is archived, and whether another archive than before is meant. */
  readonly archive?: string;
  readonly changeArchive?: boolean;
}

/** DATABASE_URL wins over nothing: naming both places for the books is a mistake, not a preference. */
export function whereBooksAre(options: PlaceOptions): Where {
  const url = process.env.DATABASE_URL;
  if (url !== undefined && url !== '') {
    if (options.data !== undefined) throw new WordsError('已设置DATABASE_URL,不能同时使用--data。');
    return { kind: 'postgres', url };
  }
  if (options.data === '') throw new WordsError('--data是空的,应为账簿所在的目录。');
  return options.data === undefined
    ? { kind: 'memory' }
    : { kind: 'directory', path: join(resolve(options.data), 'db') };
}

/** Commands that work a step at a time need books that are kept. */
export function demandKeptBooks(options: PlaceOptions): void {
  if (options.data === undefined && (process.env.DATABASE_URL ?? '') === '')
    throw new WordsError('请用DATABASE_URL(PostgreSQL)或--data <目录>指明账簿所在。');
}

/** Opens books for a command that only reads them: it never makes any. The caller closes them. */
export async function openKeptBooks(options: PlaceOptions): Promise<Db> {
  demandKeptBooks(options);
  const where = whereBooksAre(options);
  if (await booksThere(where)) return toldBooks(await openDb(where));
  const place = where.kind === 'directory' ? `目录${options.data}中` : 'DATABASE_URL指向的数据库中';
  throw new WordsError(`${place}没有账簿。请核对--data或DATABASE_URL;本命令只读账簿,不会新建。`);
}

/** The configuration that kept books work with; undefined where they have begun with none. */
export async function keptConfiguration(db: Db): Promise<Configuration | undefined> {
  const { config, openedWith } = await kept(db);
  const hash = config ?? openedWith;
  const files = hash === undefined ? [] : await keptConfigFiles(db, hash);
  return files.length === 0 ? undefined : configurationFrom(files);
}

/** The configuration for a command that only reads: the one named, else the books' own. */
export async function configurationFor(db: Db, options: PlaceOptions): Promise<Configuration> {
  return (
    (await namedConfiguration(options.config)) ??
    (await keptConfiguration(db)) ??
    loadConfiguration(undefined)
  );
}

/**
 * Opens the books and everything around them, for a command that writes. Kept books go on with their own configuration
 * and folders; others are refused unless the words say that the change is meant. The caller closes `db`.
 */
export async function openPlace(options: PlaceOptions): Promise<Workplace> {
  if (options.archive === '') throw new WordsError('--archive是空的,应为存档目录。');
  if (options.out === '') throw new WordsError('--out是空的,应为输出目录。');
  const where = whereBooksAre(options);
  const there = where.kind !== 'memory' && (await booksThere(where));
  const named = await namedConfiguration(options.config);
  if (!there) demandOwnTables(named, options);
  if (options.data !== undefined) await demandFolder('--data', resolve(options.data));
  if (options.archive !== undefined) await demandFolder('--archive', resolve(options.archive));
  if (options.out !== undefined) await demandFolder('--out', resolve(options.out));
  const db = await openDb(where);
  try {
    const facts = await kept(db);
    const own = await keptConfiguration(db);
    const configuration = named ?? own ?? demandOwnTables(undefined, options);
    const out = outputsOf(facts, options);
    const { archive: asked, ...unnamed } = options;
    const archive = { own: archiveOf(facts, out, unnamed), asked: asked && resolve(asked) };
    await settle(db, { own, named, facts, out, archive }, options);
    await demandFolder('输出目录', out);
    return { db, configuration, out, archive: archive.asked ?? archive.own };
  } catch (error) {
    await db.close();
    throw error;
  }
}

/** Where files are archived: where the words say, now or before; else beside embedded books; with PostgreSQL where it began, whatever becomes of the outputs. */
export function archiveOf(facts: KeptFacts, out: string, options: PlaceOptions): string {
  const chosen = options.archive === undefined ? facts.archiveChosen : resolve(options.archive);
  if (chosen !== undefined) return chosen;
  if (options.data !== undefined) return join(resolve(options.data), 'archive');
  return facts.archive ?? join(out, 'archive');
}

/** New books are a fund's own: the tables of banks, capital and rates that come with the program are samples. */
function demandOwnTables(named: Configuration | undefined, options: PlaceOptions): Configuration {
  const missing = named?.missing ?? OWN_TABLES;
  if (named !== undefined && missing.length === 0) return named;
  const where =
    options.config === undefined
      ? '没有指明--config'
      : `--config ${options.config}中没有${missing.join('、')}`;
  throw new WordsError(
    `${where}。启用新账簿须有本资金自己的${OWN_TABLES.join('、')}(格式见config/README.md);示例的一套在samples/config,只供演示。`,
  );
}

export async function demandFolder(what: string, path: string): Promise<void> {
  try {
    await makeFolder(path);
    await access(path, constants.W_OK);
  } catch (error) {
    throw new WordsError(`${what}${path}不能使用:${reasonOf(error)}。`);
  }
}

/** Where outputs go: --out, else where these books' outputs went before, else below the books. */
function outputsOf({ out }: KeptFacts, options: PlaceOptions): string {
  if (options.out !== undefined) return resolve(options.out);
  if (out !== undefined) return out;
  if (options.data !== undefined) return join(resolve(options.data), 'out');
  throw new WordsError('新账簿请用--out <目录>指明输出目录。');
}

/** Where a command puts what it makes from kept books on request (papers, reports, payment orders): --out, else where the books' outputs go. */
export async function outputsFor(db: Db, options: PlaceOptions): Promise<string> {
  const out = options.out ?? (await kept(db)).out;
  if (out === undefined) throw new WordsError('账簿没有记下输出目录,请用--out <目录>指明。');
  await demandFolder('--out', resolve(out));
  return resolve(out);
}

export function dateOption(value: string): IsoDate {
  if (!isDate(value)) throw new WordsError(`日期"${value}"应为YYYY-MM-DD。`);
  return value;
}

/** Where a service is to answer; undefined where no port is named. */
export function httpPlace({ port, host }: { port?: number; host?: string }): HttpPlace | undefined {
  return port === undefined ? undefined : { port, host: host ?? LOOPBACK };
}

export function portOption(value: string): number {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new WordsError(`端口"${value}"应为1至65535。`);
  return port;
}

/** @throws WordsError where the inbox is none */
export async function demandInbox(inbox: string): Promise<void> {
  if (inbox === '') throw new WordsError('<inbox>是空的,应为收件目录。');
  const found = await stat(inbox).catch((error: unknown) => {
    throw new WordsError(`收件目录${inbox}不能使用:${reasonOf(error)}。`);
  });
  if (!found.isDirectory()) throw new WordsError(`收件目录${inbox}不是文件夹。`);
}

/** The configuration that the words name, where they name one. @throws WordsError where it is no folder */
export async function namedConfiguration(dir: string | undefined): Promise<Configuration | undefined> {
  if (dir === undefined) return undefined;
  const found = await stat(dir).catch((error: unknown) => {
    throw new WordsError(`--config ${dir}不能使用:${reasonOf(error)}。`);
  });
  if (!found.isDirectory()) throw new WordsError(`--config ${dir}不是文件夹。`);
  return loadConfiguration(dir);
}
