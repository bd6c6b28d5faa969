import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConfigError } from './config-error.js';

/** A configuration file as it was read, by its name below the configuration directory. */
export interface ConfigFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Every file of the configuration, in the order in which they are hashed. */
export const CONFIG_FILES = [
  'banks.csv',
  'enterprise-sizes.csv',
  'fund.csv',
  'fx.csv',
  'limits.yaml',
  'lpr.csv',
  'policy/KC.yaml',
  'policy/XW.yaml',
  'workdays.csv',
] as const;
export type ConfigName = (typeof CONFIG_FILES)[number];

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

/**
 * All configuration files; one that the directory does not have comes from the shipped configuration.
 * @throws ConfigError where the directory is none or a file cannot be read
 */
export async function readConfigFiles(dir: string | undefined): Promise<ReadonlyMap<ConfigName, ConfigFile>> {
  const shipped = shippedConfig();
  if (dir !== undefined && !(await isDirectory(dir)))
    throw new ConfigError(dir, undefined, '不是文件夹或不存在');
  const files = new Map<ConfigName, ConfigFile>();
  for (const name of CONFIG_FILES) {
    const own = dir === undefined ? undefined : await bytesOf(dir, name);
    const bytes = own ?? (await bytesOf(shipped, name));
    if (bytes === undefined) throw new ConfigError(name, undefined, '文件不存在');
    files.set(name, { name, bytes });
  }
  return files;
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
