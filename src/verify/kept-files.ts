import { createHash } from 'node:crypto';
import type { Sql } from '../db/db.js';
import { archivePath } from '../io/archive.js';
import { configurationFrom } from '../io/config/archived.js';
import { digestIfThere } from '../io/hash-file.js';
import { archivedFiles, type KeptConfigFile, keptConfigFiles } from '../ledger/views/archive.js';
import type { Difference } from './difference.js';

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
    const computed = configurationFrom(files).reference.hash;
    if (computed !== hash)
      return { what: '存档的配置与其标识不符', where: `配置${hash}`, kept: hash, computed };
  }
  return undefined;
}
