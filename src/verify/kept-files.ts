import { createHash } from 'node:crypto';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sql } from '../db/db.js';
import { archivePath } from '../io/archive.js';
import { configurationFrom } from '../io/config/archived.js';
import { digestIfThere } from '../io/hash-file.js';
import {
  archivedDigests,
  archivedFiles,
  type KeptConfigFile,
  keptConfigFiles,
} from '../ledger/views/archive.js';
import type { Difference } from './difference.js';
import { ANYBODY_WRITES, modeOf } from './outputs.js';

/** A copy that a killed process had not finished. */
const UNFINISHED = /^\.[0-9a-f-]{36}\.tmp$/;
/** A file that is being recorded at this moment is in the archive before the books know it. */
const YOUNG_MS = 60_000;

/** The archive holds what was taken and nothing else: no links, no other files, nothing that anybody may write. */
export async function strayArchived(sql: Sql, archive: string): Promise<Difference | undefined> {
  const known = await archivedDigests(sql);
  const entries = await readdir(archive, { withFileTypes: true, recursive: true });
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    const where = path.slice(archive.length + 1);
    const stat = await lstat(path);
    if (!stat.isSymbolicLink() && (stat.mode & ANYBODY_WRITES) !== 0)
      return {
        what: '存档任何人可写',
        where,
        kept: modeOf(stat),
        computed: stat.isDirectory() ? '0750' : '0640',
      };
    if (entry.isDirectory() && /^[0-9a-f]{2}$/.test(where)) continue;
    if (UNFINISHED.test(where)) continue;
    const ours =
      entry.isFile() && where === `${entry.name.slice(0, 2)}/${entry.name}` && known.has(entry.name);
    if (!ours && Date.now() - stat.ctimeMs > YOUNG_MS)
      return {
        what: '存档中有账簿不知道的内容',
        where,
        kept: entry.isFile() ? '文件' : '链接或文件夹',
        computed: '(无)',
      };
  }
  return undefined;
}

/** Every file taken is in the archive, byte for byte. */
export async function checkArchive(sql: Sql, archive: string): Promise<Difference | undefined> {
  const seen = new Set<string>(['']);
  for await (const page of archivedFiles(sql)) {
    for (const file of page) {
      if (seen.has(file.sha256)) continue;
      seen.add(file.sha256);
      const path = archivePath(archive, file.sha256);
      const digest = await digestIfThere(path);
      if (digest?.sha256 === file.sha256) continue;
      const where = `${file.receivedOn}/${file.sender}/${file.name}(${path})`;
      if (digest === undefined)
        return { what: '存档文件不见了', where, kept: `SHA-256 ${file.sha256}`, computed: '(无)' };
      return {
        what: '存档文件被改动',
        where,
        kept: `SHA-256 ${file.sha256}`,
        computed: `SHA-256 ${digest.sha256}`,
      };
    }
  }
  return undefined;
}

/** The configuration's identity, or why the files make none. */
function hashOf(files: readonly KeptConfigFile[]): string {
  try {
    return configurationFrom(files).reference.hash;
  } catch (error) {
    return `不成其为配置:${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Every kept configuration file still is what its hash says, and all of them together what theirs says. */
export async function checkConfigurations(sql: Sql): Promise<Difference | undefined> {
  const byHash = new Map<string, KeptConfigFile[]>();
  for (const file of await keptConfigFiles(sql)) {
    const sha256 = createHash('sha256').update(file.bytes).digest('hex');
    if (sha256 !== file.sha256) {
      const where = `配置${file.hash}的${file.name}`;
      return { what: '存档的配置文件被改动', where, kept: file.sha256, computed: sha256 };
    }
    byHash.set(file.hash, [...(byHash.get(file.hash) ?? []), file]);
  }
  for (const [hash, files] of byHash) {
    const computed = hashOf(files);
    if (computed !== hash)
      return { what: '存档的配置与其标识不符', where: `配置${hash}`, kept: hash, computed };
  }
  return undefined;
}
