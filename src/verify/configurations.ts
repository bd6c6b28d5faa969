import { createHash } from 'node:crypto';
import type { Sql } from '../db/db.js';
import { configurationFrom } from '../io/config/archived.js';
import type { Configuration } from '../io/config/load.js';
import { ROW_SPAN } from '../ledger/records/records.js';
import { configHashOf, type KeptConfigFile, keptConfigFiles } from '../ledger/views/archive.js';
import type { Difference } from './difference.js';

/** The configurations that were in force, as the books keep them, by hash. Read once each. */
export class KeptConfigurations {
  readonly #sql: Sql;
  readonly #read = new Map<string, Configuration>();

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async get(hash: string): Promise<Configuration> {
    const known = this.#read.get(hash);
    if (known !== undefined) return known;
    const files = await keptConfigFiles(this.#sql, hash);
    if (files.length === 0) throw new Error(`账簿中没有配置${hash}的存档`);
    const configuration = configurationFrom(files);
    this.#read.set(hash, configuration);
    return configuration;
  }

  /** The configuration under which the file of an item was taken. */
  async ofRow(sql: Sql, itemId: bigint): Promise<Configuration> {
    return this.get(await configHashOf(sql, itemId / ROW_SPAN));
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
    const computed = configurationFrom(files).reference.hash;
    if (computed !== hash)
      return { what: '存档的配置与其标识不符', where: `配置${hash}`, kept: hash, computed };
  }
  return undefined;
}
