import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sql } from '../db/db.js';
import type { IsoDate } from '../domain/dates.js';
import { writeJson } from '../io/out.js';
import { openDb } from '../ledger/open.js';
import { keep } from '../ledger/records/kept.js';
import { writeSheets } from '../publish/write-sheet.js';
import { rederive } from '../verify/rederive.js';
import { ChangedConfiguration, filesGiven } from './changed-configuration.js';
import {
  bankDifferences,
  fundDifferences,
  type MonthDifference,
  monthDifferences,
  rowDifferences,
} from './differences.js';
import { WHAT_IF_SHEETS } from './what-if-sheets.js';

/** The folder holds no configuration file, or none that differs from those in force. */
export class NothingChangedError extends Error {
  override readonly name = 'NothingChangedError';
}

export interface Asked {
  /** Folder with the configuration files that are to be other than they were. */
  readonly config: string;
  /** First day on which they are in force instead; undefined: from the opening of the books on. */
  readonly from: IsoDate | undefined;
  readonly archive: string;
  /** Where the differences go. */
  readonly out: string;
}

export interface WhatIf {
  /** Names of the configuration files that differ. */
  readonly changed: readonly string[];
  readonly banks: Awaited<ReturnType<typeof bankDifferences>>;
  readonly months: readonly MonthDifference[];
  readonly fund: Awaited<ReturnType<typeof fundDifferences>>;
  /** Rows that differ. */
  readonly rows: number;
}

/**
 * 假设分析: takes the archive again as `verify` does, under the configuration with the given files in it, on books in
 * memory, and writes what differs from the books that are kept. Those and their outputs are only read.
 * @throws NothingChangedError, ConfigError
 */
export async function whatIf(
  books: Sql,
  asked: Asked,
  progress: (file: bigint, rows: number) => void = () => {},
): Promise<WhatIf> {
  const given = await filesGiven(asked.config);
  if (given.length === 0)
    throw new NothingChangedError(`--config ${asked.config}中没有程序认得的配置文件(见config/README.md)。`);
  const changed = new ChangedConfiguration(given, asked.from);
  const folder = await mkdtemp(join(tmpdir(), 'riskpool-what-if-'));
  const db = await openDb({ kind: 'memory' });
  try {
    const fresh = { db, out: folder, registersOut: folder };
    await rederive(books, asked.archive, fresh, progress, { instead: changed.instead });
    if (changed.changed.length === 0)
      throw new NothingChangedError('--config中的文件与账簿所用的配置没有不同,没有可比较的。');
    await keep(db, { workbooks: 'yes' });
    const both = { before: books, after: db };
    await writeSheets(db, asked.out, WHAT_IF_SHEETS, both);
    await writeJson(join(asked.out, 'assumption.json'), {
      from: asked.from ?? null,
      changed: changed.changed,
    });
    let rows = 0;
    for await (const page of rowDifferences(both)) rows += page.length;
    return {
      changed: changed.changed,
      banks: await bankDifferences(both),
      months: await monthDifferences(both),
      fund: await fundDifferences(both),
      rows,
    };
  } finally {
    await db.close();
    await rm(folder, { recursive: true, force: true });
  }
}
