import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../src/domain/dates.js';
import type { Reference } from '../../src/domain/reference.js';
import { loadReference } from '../../src/io/config/load.js';
import { readHeader } from '../../src/io/header.js';
import { checkForm } from '../../src/io/row-form.js';
import type { FilingRow } from '../../src/rules/filing/filing.js';
import { judgeFilingAlone } from '../../src/rules/filing/judge.js';
import { CleanRowsBuilder } from '../../src/stages/clean-rows.js';
import { type FilingFile, filingContext } from '../../src/stages/filing-record.js';
import { filingRow } from '../../src/stages/filing-row.js';
import { FilingScreen } from '../../src/stages/filing-screen.js';
import { filesBelow, fromRoot } from '../replay/replays.js';

/**
 * Rows that the screen takes are those on which the rules find nothing, with the same record: over random rows of every pack, bent at
 * every boundary, and one after the other, so that what the screen has kept of some is used for others.
 */

/** Samples' filing files: who sent them, when, and their cells. */
function samplesOf(inbox: string) {
  return [...filesBelow(fromRoot(inbox))].flatMap(([path, bytes]) => {
    const [, on = '', bank = ''] = /^([^/]*)\/([^/]*)\/(?:filing|备案)-[^/]*\.csv$/.exec(path) ?? [];
    if (bank === '') return [];
    const [header = [], ...rows] = parse(textOf(bytes), { bom: true }) as string[][];
    return [{ bank, on, header, rows }];
  });
}

function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes);
  }
}

/** Every sum and day that the policies of a configuration name. */
function boundariesOf({ policies }: Reference): { sums: bigint[]; days: string[] } {
  const documents = policies.codes.flatMap((code) => policies.of(code).documents);
  const sums = new Set<bigint>([1_000_000n]);
  const days = new Set(documents.flatMap(({ validFrom, validTo }) => [validFrom, validTo]));
  for (const document of documents)
    for (const { values } of document.parameters)
      for (const { from } of values) {
        days.add(from);
        const { capBank = [], capCredit = [] } = document.termsOn(from);
        for (const { value } of [...capBank, ...capCredit]) sums.add(value);
      }
  return { sums: [...sums], days: [...days] };
}

const yuan = (fen: bigint): string => `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`;
const ODD = ['', ' ', '　', 'X', '１', '\\', '\\N', "a'b", '一 二', '\t', '-1', '0', '999999999999999.99'];

/** What a cell may become: what samples have in its column, that with blanks around it, what is next to a boundary, and nonsense. */
function bent(key: string | undefined, seen: readonly string[], reference: Reference): fc.Arbitrary<string> {
  const { sums, days } = boundariesOf(reference);
  const near = key?.endsWith('_on')
    ? [...days, ...seen].flatMap((day) =>
        /^\d{4}-/.test(day) ? [-1, 0, 1, 31].map((n) => addDays(day, n)) : [],
      )
    : key === 'principal' || key === 'credit_balance'
      ? sums.flatMap((sum) => [sum - 1n, sum, sum + 1n, sum / 2n]).map(yuan)
      : key === 'annual_rate'
        ? ['0.9999', '1', '3.5', '4.5', '4.5001', '4.1', '24']
        : [];
  const usual = fc.constantFrom(...seen, ...near);
  return fc.oneof(
    { weight: 30, arbitrary: usual },
    { weight: 1, arbitrary: usual.map((text) => ` ${text}`) },
    { weight: 1, arbitrary: fc.constantFrom(...ODD) },
  );
}

const PACKS = [
  { name: 'XW, KC', config: 'samples/config', inbox: 'samples/inbox', some: true },
  { name: 'GZ', config: 'samples/packs/GZ/config', inbox: 'samples/packs/GZ/inbox', some: false },
  { name: 'YL', config: 'samples/packs/YL/config', inbox: 'samples/packs/YL/inbox', some: false },
];

describe.each(PACKS)('$name', ({ config, inbox, some }) => {
  it('takes rows on which the rules find nothing, and writes the record that they come to', async () => {
    const reference = await loadReference(fromRoot(config));
    const samples = samplesOf(inbox);
    expect(samples.length).toBeGreaterThan(0);
    let [taken, clean] = [0, 0];
    for (const { bank, on, header, rows } of samples) {
      const read = readHeader('filing', header, reference.policies);
      if ('problem' in read) continue; // refused as a whole
      const cell = read.keys.map((key, i) =>
        bent(key, [...new Set(rows.map((row) => row[i] ?? ''))], reference),
      );
      const row = fc
        .tuple(
          fc.constantFrom(...rows),
          fc.array(fc.nat(read.width - 1), { maxLength: 3 }),
          fc.tuple(...cell),
        )
        .map(([base, places, other]) =>
          base.map((text, i) => (places.includes(i) ? (other[i] ?? '') : text)),
        );
      fc.assert(
        fc.property(fc.array(row, { minLength: 60, maxLength: 60 }), (of) => {
          const found = screened(
            { id: 7n, sender: bank, name: '备案.csv', receivedOn: on },
            read,
            of,
            reference,
          );
          taken += found.taken;
          clean += found.clean;
        }),
        { numRuns: 3 },
      );
    }
    // Where every row is an operator's to decide, or every loan has a say in others, none is clean.
    expect(taken).toBeGreaterThanOrEqual(clean * 0.7);
    expect(clean > 0).toBe(some);
  });
});

type Of = FilingFile;
type Header = ConstructorParameters<typeof FilingScreen>[1];

/** Goes through the rows with one screen: how many it took, and how many are clean. */
function screened(file: Of, header: Header, rows: readonly string[][], reference: Reference) {
  const screen = new FilingScreen(file, header, reference);
  let [taken, clean] = [0, 0];
  for (const [i, cells] of rows.entries()) {
    const rowNo = i + 2;
    const bytes = Buffer.from(cells.join(','));
    const into = new CleanRowsBuilder(file, reference, true);
    const isTaken = screen.take(bytes, 0, bytes.length, rowNo, into);
    const read = new CleanRowsBuilder(file, reference, true);
    const form = checkForm(header, { cells });
    const isClean = form.findings.length === 0 && takes(read, rowNo, filingRow(form.values), file, reference);
    if (isClean) clean += 1;
    if (!isTaken) continue;
    taken += 1;
    expect([cells, isClean]).toEqual([cells, true]);
    expect(into.done()).toEqual(read.done());
  }
  return { taken, clean };
}

/** Whether the rules find nothing in the row, and what is then made of it. */
function takes(
  into: CleanRowsBuilder,
  rowNo: number,
  row: FilingRow,
  file: Of,
  reference: Reference,
): boolean {
  return into.take(rowNo, row, judgeFilingAlone(row, filingContext(row, { ...file, reference })));
}
