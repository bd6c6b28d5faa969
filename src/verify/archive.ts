import type { Sql } from '../db/db.js';
import { archivePath } from '../io/archive.js';
import { digestIfThere } from '../io/hash-file.js';
import { archivedFiles } from '../ledger/views/archive.js';
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
