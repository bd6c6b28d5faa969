import { describe, expect, test } from 'vitest';
import { fen, lastOfMonth, plusDays, shown, sum, tablesOf } from './base.js';
import { amountOf, PAID } from './books.js';
import { type Facts, factsOf } from './facts.js';
import type { Kind } from './files.js';
import { openSums } from './sums.js';
import { Dice } from './worlds/dice.js';
import { type SheetOfWorld, sheet, sheetsOf, tell } from './worlds/sheets.js';
import { makeWorld } from './worlds/world.js';

/** What holds in every world whatever its rows: tried on worlds that the dice throw. */

const SEEDS = Array.from({ length: 5 }, (_, at) => at + 1);
const SMALL = { months: 7, pace: 0.5 };
const PEOPLE = { maker: '经办甲', checker: '复核乙', reason: '试' };

const worlds = SEEDS.map((seed) => {
  const world = makeWorld(seed, 'config', { size: SMALL });
  const tables = tablesOf((name) => world.config.get(name) ?? '');
  const until = lastOfMonth(world.until);
  return { seed, tables, until, sheets: sheetsOf(world, tables) };
});

const withoutReceipts = ({ receipts: _, ...rest }: Facts): Omit<Facts, 'receipts'> => rest;

describe.each(worlds)('world $seed', ({ seed, tables, until, sheets }) => {
  const told = tell(sheets, tables, until);
  const facts = factsOf(told);
  const retold = (other: readonly SheetOfWorld[], to = until): Facts => factsOf(tell(other, tables, to));

  test('has something to show', () => {
    expect(Object.keys(facts.receipts).length).toBeGreaterThan(20);
    expect(facts.registers['claims']?.length).toBeGreaterThan(0);
  });

  test('the sums of the settlements are those of the registers', () => {
    expect(openSums(facts)).toEqual([]);
  });

  test('every fen of a statement is in one place', () => {
    const { lines, matches, fees, claims } = told.books;
    const signed = (of: readonly { direction: string; amount: bigint }[]): bigint =>
      sum(of.map(({ direction, amount }) => (direction === '收' ? amount : -amount)));
    const word = (name: string): bigint =>
      sum(matches.filter(({ target }) => target === name).map(({ amount }) => amount));
    const returned = sum(claims.map((claim) => told.books.receivedOn(claim)));
    const seen = sum(claims.map((claim) => told.books.seen(claim)));
    const parked = signed(lines.map(({ direction, parked: amount }) => ({ direction, amount })));
    const placed = parked + returned + word('利息') + word('注资') + word('存款转回') - word('存款存出');
    expect(shown(signed(lines))).toBe(shown(placed - seen - sum(fees.map(({ amount }) => amount))));
  });

  test('a file split in two gives the same but receipts', () => {
    const dice = new Dice(seed);
    const split = sheets.flatMap((one) => {
      const at = dice.whole(1, Math.max(one.rows.length - 1, 1));
      return [
        { ...one, name: `${one.name}-1`, rows: one.rows.slice(0, at) },
        { ...one, name: `${one.name}-2`, rows: one.rows.slice(at) },
      ];
    });
    expect(withoutReceipts(retold(split))).toEqual(withoutReceipts(facts));
  });

  test('filing rows of different enterprises, and amendments of different loans, commute', () => {
    const dice = new Dice(seed);
    const apart: Partial<Record<Kind, readonly string[]>> = {
      filing: ['uscc', 'iou_no'],
      amendment: ['iou_no'],
    };
    const swapped = sheets.map((one) => {
      const rows = one.rows.slice();
      const [first, second] = [dice.whole(0, rows.length), dice.whole(0, rows.length)].sort(
        (a, b) => a - b,
      ) as [number, number];
      const [left, right] = [rows[first], rows[second]];
      const between = rows.slice(first, second + 1);
      const keys = apart[one.kind];
      if (left === undefined || right === undefined || keys === undefined) return one;
      const differ = keys.every(
        (key) => new Set(between.map(({ cells }) => cells[key])).size === between.length,
      );
      if (!differ) return one;
      rows[first] = right;
      rows[second] = left;
      return { ...one, rows };
    });
    expect(withoutReceipts(retold(swapped))).toEqual(withoutReceipts(facts));
  });

  test('what is done and undone is nothing', () => {
    const done = plusDays(until, 1);
    const undone = plusDays(until, 2);
    const { books } = told;
    const sheetPairs: SheetOfWorld[][] = [];
    const pair = (
      sender: string,
      kind: Kind,
      did: object,
      undoer: string,
      undoKind: Kind,
      undid: object,
    ): void => {
      sheetPairs.push([
        sheet(done, sender, kind, [{ ...did }]),
        sheet(undone, undoer, undoKind, [{ ...undid }]),
      ]);
    };
    const live = books.claims.filter((claim) => !['退回', '撤回', '不予确认'].includes(claim.state));
    for (const claim of live) {
      const iou_no = claim.iou;
      const row = {
        recovery_no: 'UNDO',
        iou_no,
        recovered_on: until,
        amount: '12345.67',
        principal_part: '',
      };
      const no = `R-${claim.bank}-${claim.scheme}-${claim.iou}-UNDO`;
      const correction = { document_no: '冲1', ...PEOPLE };
      pair(claim.bank, 'recovery', row, 'CUSTODIAN', 'correction', {
        business_no: no,
        action: '撤销回收',
        ...correction,
      });
      const recalls = books.clawbacks.filter(
        ({ claim: of, recovery }) =>
          recovery === undefined &&
          of.bank === claim.bank &&
          of.scheme === claim.scheme &&
          of.iou === claim.iou,
      );
      const recall = { business_no: claim.no, action: '追回', amount: '', ...correction };
      const recallNo = `Z-${claim.bank}-${claim.scheme}-${claim.iou}-${recalls.length + 1}`;
      const back = { business_no: recallNo, action: '撤销回收', ...correction };
      if (PAID.includes(claim.state))
        pair('CUSTODIAN', 'correction', recall, 'CUSTODIAN', 'correction', back);
      const confirmed = {
        business_no: claim.no,
        outcome: '同意',
        document_no: '文1',
        amount: shown(amountOf(claim)),
      };
      const kept = books.recoveries.some((one) => one.claim === claim && one.way === 'kept' && !one.undone);
      if (claim.state === '建议补偿' && !kept)
        pair('BUREAU', 'confirmation', confirmed, 'BUREAU', 'confirmation', {
          ...confirmed,
          outcome: '撤销',
        });
    }
    for (const line of books.lines.filter(({ parked }) => parked > 0n)) {
      const open = books.clawbacks.find((one) => !one.undone && books.isOpen(one));
      const targets = [
        line.direction === '收' ? '利息' : '存款存出',
        ...(open === undefined ? [] : [open.no]),
      ];
      for (const target of targets) {
        const row = { action: '勾对', txn_no: line.txn, target, amount: '0.01', ...PEOPLE };
        pair('CUSTODIAN', 'matching', row, 'CUSTODIAN', 'matching', { ...row, action: '撤销' });
      }
    }
    const still = retold(sheets, undone);
    const lasting = ({
      receipts: _,
      settlements: __,
      clawbacks: ___,
      payments: ____,
      registers,
      ...rest
    }: Facts) => {
      const { matches: _____, ...kept } = registers;
      return { ...rest, registers: kept };
    };
    let taken = 0;
    for (const pairOfSheets of sheetPairs.slice(0, 12)) {
      const after = retold([...sheets, ...pairOfSheets], undone);
      const outcomes = [done, undone].flatMap((day) =>
        Object.entries(after.receipts)
          .filter(([name]) => name.startsWith(day))
          .map(([, { accepted }]) => accepted),
      );
      if (outcomes.join() !== '1,1') continue;
      taken++;
      expect(lasting(after)).toEqual(lasting(still));
      expect(
        sum(
          Object.values(after.settlements)
            .flat()
            .map((row) => fen(row[5] ?? '0')),
        ),
      ).toBe(
        sum(
          Object.values(still.settlements)
            .flat()
            .map((row) => fen(row[5] ?? '0')),
        ),
      );
    }
    expect(sheetPairs.length === 0 || taken > 0).toBe(true);
  });
});
