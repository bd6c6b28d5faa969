import type { Command } from 'commander';
import type { Db } from '../db/db.js';
import { keep } from '../ledger/records/kept.js';

export interface WorkbookOptions {
  /** Undefined where the command's words say nothing: it stays as it was. */
  readonly xlsx?: boolean;
}

/** Options of every command that writes sheets. */
export function workbookOptions(command: Command): Command {
  return command
    .option('--xlsx', '从此每张表除CSV外另写一份Excel工作簿(.xlsx),记入账簿')
    .option('--no-xlsx', '从此不再另写工作簿');
}

/** Keeps with the books whether sheets are written as workbooks, too, so that whoever writes the next ones knows. */
export async function settleWorkbooks(db: Db, { xlsx }: WorkbookOptions): Promise<void> {
  if (xlsx !== undefined) await keep(db, { workbooks: xlsx ? 'yes' : 'no' });
}
