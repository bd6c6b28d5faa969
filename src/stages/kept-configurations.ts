import type { Sql } from '../db/db.js';
import { configurationFrom } from '../io/config/archived.js';
import type { Configuration } from '../io/config/load.js';
import { ROW_SPAN } from '../ledger/records/records.js';
import { configHashOf, keptConfigFiles } from '../ledger/views/archive.js';

/** The configurations that were in force, as the books keep them, by hash. Read once each. */
export class KeptConfigurations {
  readonly #sql: Sql;
  readonly #read = new Map<string, Configuration>();

  /** @param known one that was read before */
  constructor(sql: Sql, known?: Configuration) {
    this.#sql = sql;
    if (known !== undefined) this.#read.set(known.reference.hash, known);
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
