import type { Reference } from '../../domain/reference.js';
import { readBanks } from './banks.js';
import { ConfigError } from './config-error.js';
import {
  type ConfigFile,
  configHash,
  missingTables,
  OPTIONAL_TABLE,
  readConfigFiles,
} from './config-files.js';
import { readFund } from './fund.js';
import { readFx } from './fx.js';
import { readLimits } from './limits.js';
import { readLpr } from './lpr.js';
import { readPacks } from './packs.js';
import { readPeople } from './people.js';
import { readReadings } from './prose.js';
import { readRuleWords } from './rule-words.js';
import { readSizes } from './sizes.js';
import { readWorkdays } from './workdays.js';

/** The configuration in force, and the very files it was read from. */
export interface Configuration {
  readonly reference: Reference;
  readonly files: readonly ConfigFile[];
  /** Of a fund's own tables those that the directory did not have: samples stand in for them. */
  readonly missing: readonly string[];
}

/**
 * Reads and checks the whole configuration (files.md §6); a file that `dir` does not have comes from the shipped one.
 * @throws ConfigError with file, line and reason
 */
export async function loadConfiguration(dir?: string): Promise<Configuration> {
  const files = await readConfigFiles(dir);
  return { reference: referenceFrom(files), files: [...files.values()], missing: await missingTables(dir) };
}

export async function loadReference(dir?: string): Promise<Reference> {
  return (await loadConfiguration(dir)).reference;
}

/**
 * The reference that archived configuration files stand for, without looking at any directory.
 * @throws ConfigError
 */
export function referenceFrom(files: ReadonlyMap<string, ConfigFile>): Reference {
  const file = (name: string): ConfigFile => {
    const found = files.get(name);
    if (found === undefined)
      throw new ConfigError(
        name,
        undefined,
        '没有这个文件。存档的配置出自旧版程序的,请用--config指明现行的配置目录。',
      );
    return found;
  };
  const people = files.get(OPTIONAL_TABLE);
  const catalogue = readRuleWords(file('rules.yaml'));
  const policies = readPacks([...files.values()], catalogue);
  return {
    policies,
    catalogue,
    readings: readReadings(files.get('policy/readings.yaml')),
    calendar: readWorkdays(file('workdays.csv')),
    lpr: readLpr(file('lpr.csv')),
    fx: readFx(file('fx.csv')),
    sizes: readSizes(file('enterprise-sizes.csv')),
    agreements: readBanks(file('banks.csv'), policies),
    fund: readFund(file('fund.csv')),
    people: people && readPeople(people),
    limits: readLimits(file('limits.yaml')),
    hash: configHash(files.values()),
    sources: [...files.values()],
  };
}
