import { byCodePoint, type Day, lastOfMonth, plusDays, plusMonths, quarterStart, tablesOf } from '../base.js';
import { OPEN, PAID } from '../books.js';
import { type Drop, type Kind, ORDER, wordsOf } from '../files.js';
import { Telling } from '../reference.js';
import {
  confirmationRows,
  correctionRow,
  decisionRows,
  recoveryRow,
  standingRow,
  writeOffRow,
} from './deeds.js';
import { Dice } from './dice.js';
import { amendmentRow, claimRow, filingRow } from './loans.js';
import { type Cells, type Making, makeFirms } from './making.js';
import { matchingRow, statementRows } from './money.js';
import { fileName, type Paper, ruined, type Sheet, written } from './paper.js';
import { makeTables } from './tables.js';

/** A random small world: a fund's tables and the files of some months. The same seed and size make the same bytes. */

export interface World {
  /** Tables by file name. */
  readonly config: ReadonlyMap<string, string>;
  readonly drops: readonly Drop[];
  readonly until: Day;
}

export interface Size {
  readonly months: number;
  /** How much happens a day: 1 makes about 40 files a month. */
  readonly pace: number;
}

/** How a world is thrown: `hostile` fills cells with what programs stumble over. */
export interface Throw {
  readonly size?: Size;
  readonly hostile?: boolean;
}

export function makeWorld(
  seed: number,
  shipped: string,
  { size: wanted, hostile = false }: Throw = {},
): World {
  const dice = new Dice(seed);
  const size = wanted ?? (hostile ? crowded(dice) : ordinary(dice));
  const start = dice.way<Day>([
    [5, '2025-07-01'],
    [3, '2025-10-01'],
    [3, '2026-01-01'],
    [1, '2026-07-01'],
    [1, '2026-10-01'],
  ]);
  const until = plusDays(plusMonths(start, size.months), dice.pick([-1, -1, -1, -2, 5]));
  const config = makeTables(dice, shipped, start, until);
  const tables = tablesOf((name) => config.get(name) ?? '');
  const telling = new Telling(tables);
  const banks = Array.from(new Set(tables.banks.map(({ code }) => code))).sort(byCodePoint);
  const firms = makeFirms(dice, tables, dice.whole(4, 12));
  const tidy = dice.chance(0.5);
  const narrow = tidy && dice.chance(0.7);
  let serial = 0;
  const drops: Drop[] = [];
  const drop = (one: Drop): void => {
    drops.push(one);
    telling.take(one);
  };
  for (let day = start; day <= until; day = plusDays(day, 1)) {
    const making: Making = {
      dice,
      tables,
      books: telling.books,
      banks,
      firms,
      day,
      tidy,
      serial: () => ++serial,
    };
    for (const kind of ORDER)
      for (const sender of sendersOf(kind, banks)) {
        const pace = narrow ? narrowed(making, kind, size.pace) : size.pace;
        const files = filesToday(making, kind, sender, pace);
        for (let file = 0; file < files; file++) {
          const sheet = sheetOf(making, kind, sender);
          if (sheet.length > 0) for (const one of papers(making, kind, sender, sheet, hostile)) drop(one);
        }
      }
    const before = dice.pick(drops.filter((one) => one.day >= plusDays(day, -40)));
    if (before !== undefined && dice.chance(0.02 * size.pace)) drop(sentAgain(making, before));
    telling.endDay(day);
  }
  return { config, drops, until };
}

const ordinary = (dice: Dice): Size => ({
  months: dice.chance(0.6) ? dice.whole(5, 11) : dice.whole(13, 16),
  pace: dice.pick([0.25, 0.4, 0.6]),
});
/** Many files on few days: what matters is how many are tried. */
const crowded = (dice: Dice): Size => ({ months: dice.whole(3, 6), pace: dice.pick([2, 5, 10]) });

function sendersOf(kind: Kind, banks: readonly string[]): readonly string[] {
  if (kind === 'decision' || kind === 'correction' || kind === 'standing' || kind === 'matching')
    return ['CUSTODIAN'];
  if (kind === 'confirmation') return ['BUREAU'];
  return kind === 'statement' ? ['ACCOUNT'] : banks;
}

/** How many files of a kind a sender sends today: what there is to say decides. */
function filesToday(
  { dice, tables, books, day, tidy }: Making,
  kind: Kind,
  sender: string,
  pace: number,
): number {
  const quarter = quarterStart(day);
  const [day15, day16] = [tables.calendar.nth(quarter, 15), tables.calendar.nth(quarter, 16)];
  const inWindow = day <= (day15 ?? plusDays(quarter, 21));
  const own = books.claims.filter((claim) => claim.bank === sender);
  const chance = (): number => {
    switch (kind) {
      case 'filing':
        if (day === day15 || day === day16) return 0.5;
        return inWindow ? 0.22 : 0.008;
      case 'amendment':
        return books.filings.length > 0 && !tidy ? 0.04 : 0.008;
      case 'claim':
        return books.filings.some((one) => isEdge(day, one.maturesOn) && one.bank === sender) ? 0.35 : 0.06;
      case 'decision':
        return [...books.filings, ...books.claims, ...books.amendments].some(({ state }) => state === '待核')
          ? 0.16
          : 0.01;
      case 'correction':
        return tidy ? 0.1 : 0.05;
      case 'standing':
        return 0.015;
      case 'confirmation':
        return books.claims.some(({ state }) => state === '建议补偿') ? 0.16 : 0.02;
      case 'recovery':
        return own.some(({ state }) => PAID.includes(state) || OPEN.includes(state))
          ? tidy
            ? 0.12
            : 0.05
          : 0.004;
      case 'writeoff':
        return own.some(({ state }) => PAID.includes(state)) ? 0.04 : 0.003;
      case 'statement':
        return day >= lastOfMonth(day) || day.endsWith('-03') ? 0.6 : 0.06;
      case 'matching':
        return books.lines.some(({ parked }) => parked > 0n) ? 0.12 : 0.02;
    }
  };
  if (!dice.chance(Math.min(chance() * pace, 0.9))) return 0;
  return dice.chance(0.06) ? 2 : 1;
}

/** Few loans, and much that happens to them. */
function narrowed({ books }: Making, kind: Kind, pace: number): number {
  if (kind !== 'filing') return pace * 2.5;
  return books.filings.filter(({ state }) => state === '受理').length < 5 ? pace : pace / 20;
}

/** A day on which a claim on a loan of this maturity is judged by a hair. */
const isEdge = (day: Day, matures: Day): boolean => {
  const last = plusMonths(matures, 12);
  return [plusDays(matures, -1), matures, last, plusDays(last, 1)].includes(day);
};

function sheetOf(making: Making, kind: Kind, sender: string): Sheet {
  const { dice } = making;
  const some = (most: number, make: () => Cells): Cells[] =>
    Array.from({ length: dice.whole(1, most) }, () => make());
  switch (kind) {
    case 'filing':
      return some(6, () => filingRow(making, sender));
    case 'amendment':
      return some(3, () => amendmentRow(making, sender));
    case 'claim': {
      const edge = making.books.filings.filter(
        (one) => one.bank === sender && one.state === '受理' && isEdge(making.day, one.maturesOn),
      );
      return [
        ...edge.slice(0, 2).map((one) => claimRow(making, sender, one)),
        ...some(2, () => claimRow(making, sender)),
      ];
    }
    case 'decision':
      return decisionRows(making);
    case 'correction':
      return some(3, () => correctionRow(making));
    case 'standing':
      return some(2, () => standingRow(making));
    case 'confirmation':
      return confirmationRows(making);
    case 'recovery':
      return some(2, () => recoveryRow(making, sender));
    case 'writeoff':
      return some(2, () => writeOffRow(making, sender));
    case 'statement':
      return statementRows(making);
    case 'matching':
      return some(4, () => matchingRow(making));
  }
}

/** A sheet as it is dropped: once, or with a mishap before or after it. */
function papers(
  { dice, banks, day, serial }: Making,
  kind: Kind,
  sender: string,
  sheet: Sheet,
  hostile: boolean,
): Drop[] {
  const { ending, ...paper } = written(dice, kind, sheet, hostile && dice.chance(0.5));
  const named = (of: Paper['ending']): string => fileName(dice, kind, serial(), of);
  const sound: Drop = { day, sender, name: named(ending), ...paper };
  const mishap = (of: Partial<Drop>): Drop => ({ ...sound, name: named(ending), ...of });
  const wrong = (): Drop => {
    const { ending: other, ...bad } = ruined(dice, kind, sheet);
    return { day, sender, name: named(other), ...bad };
  };
  return dice.way<() => Drop[]>([
    [40, () => [sound]],
    [2, () => [wrong(), sound]],
    [1, () => [sound, mishap({})]],
    [
      0.7,
      () => [sound, mishap({ sender: dice.pick(['CUSTODIAN', 'BUREAU', 'ACCOUNT', 'NOBODY', ...banks]) })],
    ],
    [0.7, () => [sound, mishap({ name: oddName(dice, kind, serial()) })]],
  ])();
}

function oddName(dice: Dice, kind: Kind, serial: number): string {
  const [english, chinese] = wordsOf(kind);
  const long = (length: number): string => `${english}-${serial}`.padEnd(length - 4, 'x');
  return dice.pick([
    `${english}s${serial}.csv`,
    `${chinese}材料${serial}.csv`,
    `unknown-${serial}.csv`,
    `${english}-${serial}.txt`,
    `${english}-${serial}`,
    `${english}${serial}é.csv`,
    `${long(128)}.csv`,
    `${long(129)}.csv`,
    `${english}-${serial}\u0007.csv`,
  ]);
}

function sentAgain({ dice, day, serial }: Making, { sender, name, ...paper }: Drop): Drop {
  const [ending = '.csv'] = /\.(csv|xlsx)$/i.exec(name) ?? [];
  const again = `${name.slice(0, 20).replace(/\.(csv|xlsx)$/i, '')}-${serial()}${ending}`;
  return { ...paper, day, sender: dice.chance(0.9) ? sender : 'CUSTODIAN', name: again };
}
