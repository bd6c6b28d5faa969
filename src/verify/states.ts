import type { Sql } from '../db/db.js';
import { filingsWithHistory } from '../ledger/records/history.js';
import type { Filing } from '../ledger/records/records.js';
import { type Difference, shown } from './difference.js';

/** Derives every filing that something happened to from what its row said and its events, and compares the two. */
export async function checkStates(sql: Sql): Promise<Difference | undefined> {
  for await (const { filing, derived } of filingsWithHistory(sql)) {
    const found = firstDifference(filing, derived);
    if (found !== undefined) return found;
  }
  return undefined;
}

function firstDifference(filing: Filing, derived: Filing): Difference | undefined {
  for (const name of Object.keys(filing) as (keyof Filing)[]) {
    if (filing[name] === derived[name]) continue;
    return {
      what: '备案的现状与事件',
      where: `${filing.businessNo} 的 ${name}`,
      kept: shown(filing[name]?.toString()),
      computed: shown(derived[name]?.toString()),
    };
  }
  return undefined;
}
