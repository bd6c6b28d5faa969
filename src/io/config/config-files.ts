import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compareCodePoints } from '../../domain/order.js';
import { ConfigError } from './config-error.js';

/** A configuration file as it was read, by its name below the configuration directory. */
export interface ConfigFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** The tables of the configuration; the packs under `policy/` come besides. */
export const CONFIG_TABLES = [
  'banks.csv',
  'enterprise-sizes.csv',
  'fund.csv',
  'fx.csv',
  'limits.yaml',
  'lpr.csv',
  'rules.yaml',
  'workdays.csv',
] as const;

/** A table that there may be none of, shipped or given: who may make and check (人员名单). */
export const OPTIONAL_TABLE = 'people.csv';

/** A fund's own tables: those that come with the program are samples (files.md §6). */
export const OWN_TABLES = ['banks.csv', 'fund.csv', 'fx.csv'] as const;

/**
 * The configuration that comes with the program: the project's `config/`, found upwards of this module so that it
 * is the same from sources and from the compiled program.
 */
export function shippedConfig(): string {
  for (
    let folder = dirname(fileURLToPath(import.meta.url));
    folder !== dirname(folder);
    folder = dirname(folder)
  ) {
    const config = join(folder, 'config');
    if (existsSync(join(config, 'limits.yaml'))) return config;
  }
  throw new Error('the shipped config/ is not there');
}

/** Where the packs stand below the configuration: `policy/<CODE>/…`. */
const PACKS = 'policy';

/** Which of a fund's own tables a directory does not have. */
export async function missingTables(dir: string | undefined): Promise<string[]> {
  const there = await Promise.all(
    OWN_TABLES.map(async (name) => dir !== undefined && (await bytesOf(dir, name)) !== undefined),
  );
  return OWN_TABLES.filter((_, i) => there[i] === false);
}

/**
 * All configuration files, in the order in which they are hashed. A table that the directory does not have comes from
 * the shipped configuration; so do the packs, all of them, where it has no folder `policy`.
 * @throws ConfigError where the directory is none or a file cannot be read
 */
export async function readConfigFiles(dir: string | undefined): Promise<ReadonlyMap<string, ConfigFile>> {
  const shipped = shippedConfig();
  if (dir !== undefined && !(await isDirectory(dir)))
    throw new ConfigError(dir, undefined, '不是文件夹或不存在');
  const own = dir === undefined ? [] : await packFiles(dir);
  if (own.length === 0 && dir !== undefined && (await isDirectory(join(dir, PACKS))))
    throw new ConfigError(PACKS, undefined, '文件夹里没有政策包');
  const packs = own.length > 0 ? own : await packFiles(shipped);
  const files = new Map<string, ConfigFile>();
  for (const name of [...CONFIG_TABLES, ...packs].sort(compareCodePoints)) {
    const given = dir === undefined ? undefined : await bytesOf(dir, name);
    const bytes = given ?? (await bytesOf(shipped, name));
    if (bytes === undefined) throw new ConfigError(name, undefined, '文件不存在');
    files.set(name, { name, bytes });
  }
  return withPeople(files, dir);
}

/** The optional table in its place, which is by name. */
async function withPeople(
  files: ReadonlyMap<string, ConfigFile>,
  dir: string | undefined,
): Promise<ReadonlyMap<string, ConfigFile>> {
  const bytes = dir === undefined ? undefined : await bytesOf(dir, OPTIONAL_TABLE);
  if (bytes === undefined) return files;
  const all = [...files.values(), { name: OPTIONAL_TABLE, bytes }];
  return new Map(all.sort((a, b) => compareCodePoints(a.name, b.name)).map((file) => [file.name, file]));
}

/** Names of the packs' files, `policy/XW/scheme.yaml` say; none where there is no folder `policy`. */
export async function packFiles(dir: string): Promise<string[]> {
  if (!(await isDirectory(join(dir, PACKS)))) return [];
  const entries = await readdir(join(dir, PACKS), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
    .map((entry) => relative(dir, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

/** Identity of a configuration: SHA-256 over the names, lengths and bytes of its files. */
export function configHash(files: Iterable<ConfigFile>): string {
  const hash = createHash('sha256');
  for (const { name, bytes } of files) hash.update(`${name}\n${bytes.length}\n`).update(bytes);
  return hash.digest('hex');
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

async function bytesOf(dir: string, name: string): Promise<Buffer | undefined> {
  try {
    return await readFile(join(dir, name));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new ConfigError(
      name,
      undefined,
      `无法读取:${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
