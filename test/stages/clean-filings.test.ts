import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Sql } from '../../src/db/db.js';
import type { RecordChunk } from '../../src/io/record-chunks.js';
import { FileRows } from '../../src/ledger/records/file-rows.js';
import type { Workplace } from '../../src/pipeline.js';
import type { ReadRow } from '../../src/stages/chunks.js';
import { FilingStage } from '../../src/stages/filing.js';
import { ChunkReader } from '../../src/stages/read-chunk.js';
import type { FileInHand } from '../../src/stages/stage.js';
import { freshPlace } from '../support/place.js';
import { csv, GOOD_FILING, uscc } from '../support/rows.js';

/** Rows that are accepted as they stand, beside the same rows sent through the rules one and all: the same register. */

/** Few loans and enterprises, amounts around the cap alone and together, so that rows have a say in each other. */
const row = fc.record({
  政策类型: fc.constantFrom('小微', '科创'),
  借据编号: fc.constantFrom('J-1', 'J-2', 'J-3', 'J-4', 'J-5', 'J-6', 'J-7', 'J-8', 'J-9'),
  统一社会信用代码: fc.constantFrom(uscc(1), uscc(2), uscc(3), uscc(4), '9111'),
  贷款金额: fc.constantFrom(
    '5000000.00',
    '5000000.01',
    '10000000.00',
    '10000000.01',
    '20000000.00',
    '9999.99',
  ),
  币种: fc.constantFrom('CNY', 'CNY', 'CNY', 'XYZ'),
  放款日期: fc.constantFrom('2025-08-15', '2025-09-30', '2025-06-30'),
  '年利率(%)': fc.constantFrom('4.1', '4.1', '4.5', '4.5001'),
});
/** Chunks of two files of one bank, the second in books that know the first. */
const files = fc.tuple(
  ...[1, 2].map(() => fc.array(fc.array(row, { minLength: 1, maxLength: 6 }), { maxLength: 4 })),
);

class Undone extends Error {}

/** Registers the files and gives back what the books then hold; nothing is kept. */
async function registered(place: Workplace, of: readonly Row[][][], cleanly: boolean): Promise<unknown> {
  let held: unknown;
  const work = async (tx: Sql): Promise<never> => {
    for (const [i, chunks] of of.entries()) await register(tx, place, BigInt(i + 1), chunks, cleanly);
    held = await tx.query(`SELECT to_jsonb(f) AS filing FROM filings f ORDER BY id`);
    throw new Undone();
  };
  await place.db.transaction(work).catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error;
  });
  return held;
}

type Row = Readonly<Record<string, string>>;

async function register(
  tx: Sql,
  place: Workplace,
  id: bigint,
  chunks: Row[][],
  cleanly: boolean,
): Promise<void> {
  const { reference } = place.configuration;
  const file: FileInHand = {
    id,
    kind: 'filing',
    sender: 'ICBC',
    name: `f${id}`,
    receivedOn: '2025-10-08',
    reference,
  };
  const stage = new FilingStage(tx, file);
  const { reference: _, ...own } = file;
  const header = Object.keys(GOOD_FILING);
  const reader = new ChunkReader({ ...own, header, headerLine: 1, filedBefore: id > 1n }, reference);
  let before = 1;
  for (const rows of chunks) {
    const read = reader.read(chunkOf(rows, before));
    const recall = async (places: readonly number[]): Promise<ReadRow[]> => reader.recall(before, places);
    const every = async (): Promise<readonly ReadRow[]> => {
      const clean = await recall([...(read.clean?.rowNos.keys() ?? [])]);
      return [...read.rows, ...clean].sort((a, b) => a.line - b.line);
    };
    const left = cleanly
      ? await stage.acceptClean({ ...read, recall }, new FileRows(tx, file))
      : await every();
    const sound = left.filter(({ form }) => form.findings.length === 0);
    await stage.take(sound.map(({ line, form }) => ({ rowNo: line, values: form.values })));
    before += rows.length;
  }
}

function chunkOf(rows: readonly Row[], before: number): RecordChunk {
  const text = csv(rows.map((one) => ({ ...GOOD_FILING, ...one })))
    .split('\n')
    .slice(1)
    .join('\n');
  return { bytes: Buffer.from(text), encoding: 'UTF-8', before, quoted: false, tooLong: false };
}

test('rows accepted as they stand are those that the rules accept, with the same records', async () => {
  const place = await freshPlace();
  await fc.assert(
    fc.asyncProperty(files, async (of) => {
      expect(await registered(place, of, true)).toEqual(await registered(place, of, false));
    }),
    { numRuns: 60 },
  );
}, 60_000);
