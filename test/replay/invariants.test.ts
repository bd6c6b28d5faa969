import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Db } from '../../src/db/db.js';
import { addDays, isMonthEnd } from '../../src/domain/dates.js';
import { type DroppedFile, listDay, listDays } from '../../src/io/inbox.js';
import { openBooks, recordRun } from '../../src/ledger/records/books.js';
import type { FileRecord } from '../../src/ledger/records/files.js';
import { inOrder, type Workplace } from '../../src/pipeline.js';
import { schemesOfRun } from '../../src/rules/opinion.js';
import { inspect, receiveFile } from '../../src/stages/receive.js';
import { runReview } from '../../src/stages/review.js';
import { temporaryFolder } from '../support/files.js';
import { faultsOf } from './invariants.js';
import { filesBelow, fromRoot, openReplay, SAMPLES } from './replays.js';

/** The books hold after every single step, also where files are missing that the others counted on. */

interface Steps {
  /** Which files are dropped at all. */
  readonly takes: (path: string) => boolean;
  readonly afterFile?: (db: Db, record: FileRecord, path: string) => Promise<void>;
  readonly afterRun?: (db: Db) => Promise<void>;
}

/** The calendar of a replay without its outputs: it is the books that are looked at. */
async function takeInSteps(place: Workplace, steps: Steps): Promise<void> {
  const { db, archive, configuration } = place;
  const { reference } = configuration;
  const inbox = fromRoot(SAMPLES.inbox);
  const { days } = await listDays(inbox);
  await openBooks(db, configuration);
  for (let on = days[0] ?? ''; on <= SAMPLES.until; on = addDays(on, 1)) {
    const dropped = days.includes(on) ? inOrder(await listDay(inbox, on), reference.limits) : [];
    for (const file of dropped) {
      const path = `${on}/${file.sender}/${file.name}`;
      if (!steps.takes(path)) continue;
      const record = await receiveFile(
        db,
        await inspect({ file, receivedOn: on }, reference, archive),
        reference,
      );
      await steps.afterFile?.(db, record, file.path);
    }
    if (!isMonthEnd(on)) continue;
    await db.transaction(async (tx) => {
      await runReview(tx, on, reference);
      await recordRun(tx, on, schemesOfRun(on, reference.policies), reference.hash);
    });
    await steps.afterRun?.(db);
  }
}

async function inNewBooks(steps: Steps): Promise<void> {
  const place = await openReplay(SAMPLES.config, await temporaryFolder());
  try {
    await takeInSteps(place, steps);
  } finally {
    await place.db.close();
  }
}

describe('the sample year', () => {
  test('holds after every file and every run', { timeout: 120_000 }, async () => {
    let files = 0;
    await inNewBooks({
      takes: () => true,
      afterFile: async (db, record, path) => {
        files += 1;
        expect(await faultsOf(db), record.name).toEqual([]);
        if (record.status === 'processed') expect(record.rows, record.name).toBe(dataRows(path));
      },
      afterRun: async (db) => expect(await faultsOf(db)).toEqual([]),
    });
    expect(files).toBe(filesBelow(fromRoot(SAMPLES.inbox)).size);
  });

  test('holds whatever files never arrive', { timeout: 180_000 }, async () => {
    const paths = [...filesBelow(fromRoot(SAMPLES.inbox)).keys()];
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.constantFrom(...paths), { minLength: 3, maxLength: 30 }),
        async (lost) => {
          await inNewBooks({
            takes: (path) => !lost.includes(path),
            afterRun: async (db) => expect(await faultsOf(db)).toEqual([]),
          });
        },
      ),
      { numRuns: 4, seed: 20_250_630 },
    );
  });
});

/** A change behind the program's back, and the invariant that must notice it. */
const TAMPERINGS: readonly [change: string, notices: RegExp][] = [
  [`UPDATE journal_lines SET debit = debit + 1 WHERE debit > 0 AND entry_id = 5`, /^debits equal credits/],
  [`DELETE FROM file_rows WHERE row_no = 2 AND file_id = (SELECT min(file_id) FROM file_rows)`, /^each row/],
  [`UPDATE file_rows SET business_no = 'X' WHERE result = '退回'`, /^a rejected row/],
  [
    `UPDATE files SET accepted = accepted + 1, rejected = rejected - 1 WHERE kind = 'statement'`,
    /^each accepted/,
  ],
  [`UPDATE statement_lines SET suspense = suspense - 1 WHERE suspense > 0`, /^every fen/],
  [`UPDATE statement_lines SET amount = amount + 1 WHERE booking = 'interest'`, /^a statement line moves/],
  [`UPDATE statement_lines SET balance = balance + 1`, /^the account in the books/],
  [`UPDATE claims SET asked = asked + 1 WHERE asked > 0`, /^what a claim was asked/],
  [`UPDATE recoveries SET returned = returned + 1 WHERE returned > 0`, /^a clawback has received/],
  [`UPDATE opinions SET available = amount - 1`, /^a run recommends/],
  [`UPDATE claims SET status = '建议补偿' WHERE status = '已拨付'`, /^recommended, payable/],
  [`UPDATE claims SET bank = 'NHB' WHERE bank = 'LSB' AND returned > 0`, /^the net of a bank/],
  [`UPDATE recoveries SET asked = asked + 1 WHERE settled_on IS NULL`, /^the open amount of a clawback/],
];

test('the invariants notice what was tampered with', { timeout: 60_000 }, async () => {
  const place = await openReplay(SAMPLES.config, await temporaryFolder());
  await takeInSteps(place, { takes: () => true });
  const undo = new Error('undo');
  for (const [change, notices] of TAMPERINGS) {
    const tampering = place.db.transaction(async (tx) => {
      for (const table of [
        'journal_lines',
        'claims',
        'recoveries',
        'statement_lines',
        'opinions',
        'files',
        'file_rows',
      ])
        await tx.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
      await tx.query(change);
      expect(await faultsOf(tx), change).toContainEqual(expect.stringMatching(notices));
      throw undo;
    });
    await expect(tampering).rejects.toBe(undo);
  }
  await place.db.close();
});

/** Data rows of an input, read by other means than the product's. */
function dataRows(path: DroppedFile['path']): number {
  const bytes = filesBelow(path.slice(0, path.lastIndexOf('/'))).get(path.slice(path.lastIndexOf('/') + 1));
  const text = new TextDecoder('gb18030').decode(bytes);
  const records = parse(text, { relax_column_count: true, relax_quotes: true }) as string[][];
  return records.filter((cells) => cells.some((cell) => cell.trim() !== '')).length - 1;
}
