import { join } from 'node:path';
import type { Sql } from '../../db/db.js';
import type { Agreements } from '../../domain/agreements.js';
import type { IsoDate } from '../../domain/dates.js';
import type { FileDigest } from '../../io/hash-file.js';
import { outputsOf } from '../../ledger/records/outputs.js';
import { clawbackPapers } from './clawback.js';
import { opinionPapers } from './opinion.js';
import { paymentPapers } from './payment.js';
import type { PaperKind, PaperSource, Printed } from './printed.js';
import { reconciliationPapers } from './reconciliation.js';
import { settlementPapers } from './settlement.js';

const MAKERS: Readonly<Record<PaperKind, (source: PaperSource) => Promise<Printed[]>>> = {
  payment: paymentPapers,
  clawback: clawbackPapers,
  opinion: opinionPapers,
  settlement: settlementPapers,
  reconciliation: reconciliationPapers,
};

/** What is printed, for whom: all of a date where nothing is said. */
export interface PaperChoice {
  readonly kinds: readonly PaperKind[];
  /** A bank's code, BUREAU or CUSTODIAN; everybody's where it is left out. */
  readonly receiver?: string;
}

/**
 * Writes the papers (文书) of a business date as `<folder>/<date>/<receiver>/<name>.pdf`, from what the books say.
 * @returns the paths written, below `folder`
 */
export async function writePapers(
  sql: Sql,
  folder: string,
  on: IsoDate,
  agreements: Agreements,
  { kinds, receiver }: PaperChoice,
): Promise<Map<string, FileDigest>> {
  const outputs = await outputsOf(sql, on);
  const printedFrom = (name: string): string => {
    const digest = outputs.get(name);
    return digest === undefined ? '' : `本件依据 ${on}/${name}(SHA-256:${digest.sha256})打印。`;
  };
  const written = new Map<string, FileDigest>();
  for (const kind of kinds) {
    for (const printed of await MAKERS[kind]({ sql, on, agreements, printedFrom })) {
      if (receiver !== undefined && printed.folder !== receiver) continue;
      const path = `${on}/${printed.folder}/${printed.name}.pdf`;
      written.set(path, await printed.paper.write(join(folder, path)));
    }
  }
  return written;
}
