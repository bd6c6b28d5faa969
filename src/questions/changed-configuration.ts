import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { IsoDate } from '../domain/dates.js';
import { configurationFrom } from '../io/config/archived.js';
import { CONFIG_TABLES, packFiles } from '../io/config/config-files.js';
import type { Configuration } from '../io/config/load.js';
import { isMissing } from '../io/plain-file.js';

interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The configuration files that a folder holds, by the names that the program knows; the others are not looked at. */
export async function filesGiven(dir: string): Promise<NamedBytes[]> {
  const given: NamedBytes[] = [];
  for (const name of [...CONFIG_TABLES, ...(await packFiles(dir))]) {
    const bytes = await readFile(join(dir, name)).catch((error: unknown) => {
      if (isMissing(error)) return undefined;
      throw error;
    });
    if (bytes !== undefined) given.push({ name, bytes });
  }
  return given;
}

/**
 * 假设的配置: whatever configuration was in force, with the given files in the place of its own of that name, for all
 * that is done from a day on (the opening of the books included where no day is named). All else stays as it was.
 * @throws ConfigError where the files do not make a configuration together
 */
export class ChangedConfiguration {
  readonly #given: readonly NamedBytes[];
  readonly #from: IsoDate | undefined;
  readonly #made = new Map<string, Configuration>();
  readonly #changed = new Set<string>();

  constructor(given: readonly NamedBytes[], from: IsoDate | undefined) {
    this.#given = given;
    this.#from = from;
  }

  /** Names of the given files that differ from those in force, as far as they were asked for. */
  get changed(): readonly string[] {
    return [...this.#changed].sort();
  }

  readonly instead = (inForce: Configuration, on: IsoDate): Configuration => {
    if (this.#from !== undefined && on < this.#from) return inForce;
    const { hash } = inForce.reference;
    const made = this.#made.get(hash) ?? this.#make(inForce);
    this.#made.set(hash, made);
    return made;
  };

  #make(inForce: Configuration): Configuration {
    const files = new Map<string, Uint8Array>(inForce.files.map(({ name, bytes }) => [name, bytes]));
    for (const { name, bytes } of this.#given) {
      const own = files.get(name);
      if (own === undefined || !Buffer.from(own).equals(bytes)) this.#changed.add(name);
      files.set(name, bytes);
    }
    return configurationFrom([...files].map(([name, bytes]) => ({ name, bytes })));
  }
}
