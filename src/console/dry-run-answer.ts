import { speakingRows } from '../ledger/console/file-rows.js';
import { fileById } from '../ledger/records/files.js';
import { moneyWords } from '../operations/dry-run-money.js';
import { dryRun } from '../stages/dry-run.js';
import { look } from '../stages/receive.js';
import type { Call } from './call.js';
import { columnsOf, rowAnswer } from './handlers/files.js';
import { todayOf } from './inbox.js';
import type { CheckedFile } from './schemas/files.js';

/** Rows that a dry run lists. */
const MOST_ROWS = 1_000;

/** Judges a file as if the sender dropped it now, and records nothing. */
export async function dryRunAnswer(
  { place, db, who }: Pick<Call, 'place' | 'db' | 'who'>,
  file: { readonly sender: string; readonly name: string; readonly path: string },
): Promise<CheckedFile> {
  const { reference } = place.configuration;
  const inspected = await look({ file, receivedOn: todayOf(place) }, reference);
  const fund = who.bank === undefined ? 'sum' : 'usable';
  const { record, told } = await dryRun(db, inspected, reference, async (tx, taken) => ({
    rows: await speakingRows(tx, taken.id, MOST_ROWS + 1),
    money: await moneyWords(tx, taken, reference, fund),
  }));
  const rows = told?.rows ?? [];
  return {
    file: record.name,
    status: record.status,
    code: record.code ?? null,
    message: record.message ?? null,
    received_on: record.receivedOn,
    rows: record.rows,
    accepted: record.accepted,
    rejected: record.rejected,
    referred: record.referred,
    columns: columnsOf(record, place),
    items: rows.slice(0, MOST_ROWS).map((row) => rowAnswer(record, row, place)),
    more: rows.length > MOST_ROWS,
    money: told?.money ?? '',
    already: told !== undefined && (await fileById(db, record.id)) !== undefined,
  };
}
