import { type Day, plusDays, sum } from '../base.js';
import { amountOf, type Clawback, type Line, PAID } from '../books.js';
import { anySum, type Cells, type Making, partOf, people, someDay, yuan } from './making.js';

/** The account bank's lines, and the custodian's matching of them. */

interface Draft {
  readonly direction: '收' | '支';
  readonly amount: bigint;
  readonly purpose: string;
  readonly counterparty?: string;
  readonly business_no?: string;
  readonly fee_year?: string;
  readonly booked_on?: Day;
}

export function statementRows(making: Making): Cells[] {
  const { dice, books, day, tables } = making;
  const drafts = dice.shuffled([
    ...payments(making),
    ...returns(making),
    ...bounces(making),
    ...ordinary(making),
  ]);
  let balance = books.lines.at(-1)?.balance ?? tables.fund[0]?.capital ?? 0n;
  const rows: Cells[] = [];
  for (const draft of drafts.slice(0, dice.whole(2, 9))) {
    const booked = draft.booked_on ?? someDay(dice, '2025-06-30', day, 8);
    const late = dice.chance(0.03) ? plusDays(day, 1) : booked;
    balance += draft.direction === '收' ? draft.amount : -draft.amount;
    if (dice.chance(0.03)) balance += dice.pick([1n, -1n, 100_000n]);
    const known = dice.chance(0.03) ? dice.pick(books.lines)?.txn : undefined;
    const odd = dice.chance(0.01) ? dice.pick(['利息', books.claims[0]?.no ?? '注资', 'R-X']) : undefined;
    rows.push({
      txn_no: known ?? odd ?? `T${String(making.serial()).padStart(6, '0')}`,
      booked_on: late,
      direction: draft.direction,
      amount: yuan(draft.amount),
      counterparty: draft.counterparty ?? '',
      business_no: draft.business_no ?? '',
      purpose: draft.purpose,
      balance: balance < 0n ? `-${yuan(-balance)}` : yuan(balance),
      fee_year: draft.fee_year ?? '',
    });
  }
  return rows;
}

/** The bank's code, a name of it, or another bank. */
function partyOf({ dice, tables, banks }: Making, bank: string): string {
  const names = tables.banks.filter(({ code }) => code === bank).map(({ name }) => name);
  return dice.way([
    [5, bank],
    [4, dice.pick(names) ?? bank],
    [1, dice.pick(banks) ?? bank],
    [1, '某公司'],
  ]);
}

function payments(making: Making): Draft[] {
  const { dice, books } = making;
  const due = books.claims.filter(
    (claim) => PAID.includes(claim.state) && books.seen(claim) < amountOf(claim) && dice.chance(0.7),
  );
  return due.map((claim) => {
    const amount = dice.way<bigint>([
      [12, amountOf(claim)],
      [1, amountOf(claim) + 1n],
      [1, partOf(dice, amountOf(claim))],
    ]);
    const business_no = dice.way([
      [12, claim.no],
      [1, ''],
      [1, dice.pick(books.claims)?.no ?? ''],
    ]);
    return {
      direction: '支',
      amount,
      purpose: '补偿拨付',
      counterparty: partyOf(making, claim.bank),
      business_no,
    };
  });
}

function returns(making: Making): Draft[] {
  const { dice, books, tables, day } = making;
  const open = books.clawbacks.filter((one) => !one.undone && books.isOpen(one) && dice.chance(0.6));
  return open.map((clawback) => {
    const left = clawback.asked - books.returned(clawback);
    const amount = dice.way<bigint>([
      [8, left],
      [1, left + 1n],
      [2, partOf(dice, left)],
      [1, left + anySum(dice, 1, 5000)],
    ]);
    const business_no = dice.way([
      [7, clawback.no],
      [4, ''],
      [0.4, 'R-WRONG-1'],
      [0.4, clawback.claim.no],
    ]);
    const { due } = clawback;
    const afterDue = due === undefined ? undefined : tables.calendar.nthAfter(due, 1);
    const booked = dice.pick([due, afterDue, undefined, undefined, undefined]);
    return {
      direction: '收',
      amount,
      purpose: dice.chance(0.94) ? '追偿返还' : dice.pick(['利息', '其他', '注资']),
      counterparty: partyOf(making, clawback.claim.bank),
      business_no,
      ...(booked !== undefined && booked <= day ? { booked_on: booked } : {}),
    };
  });
}

function bounces(making: Making): Draft[] {
  const { dice, books } = making;
  const seen = books.claims.filter((claim) => books.seen(claim) > 0n && dice.chance(0.08));
  return seen.map((claim) => ({
    direction: '收',
    amount: dice.chance(0.8) ? amountOf(claim) : partOf(dice, amountOf(claim)),
    purpose: '退汇',
    counterparty: partyOf(making, claim.bank),
    business_no: dice.chance(0.9) ? claim.no : '',
  }));
}

function ordinary(making: Making): Draft[] {
  const { dice, books, day } = making;
  const year = dice.pick([day.slice(0, 4), String(Number(day.slice(0, 4)) - 1)]);
  const allowed = (books.sizeOfFund(day) * 8n) / 1000n;
  const taken = sum(books.fees.filter((fee) => fee.year === year).map(({ amount }) => amount));
  const room = allowed > taken ? allowed - taken : 1n;
  const drafts: Draft[] = [
    { direction: '收', amount: anySum(dice, 1, 50_000), purpose: '利息' },
    { direction: '收', amount: anySum(dice, 100, 3_000_000), purpose: '注资' },
    {
      direction: '支',
      amount: dice.pick([room, room + 1n, partOf(dice, room)]),
      purpose: '管理费',
      fee_year: year,
    },
    { direction: '支', amount: dice.pick([room, room + 1n, partOf(dice, room)]), purpose: '管理费' },
    { direction: '支', amount: anySum(dice, 1000, 2_000_000), purpose: '存款存出' },
    { direction: '收', amount: anySum(dice, 1000, 2_000_000), purpose: '存款转回' },
    {
      direction: '收',
      amount: anySum(dice, 1, 20_000),
      purpose: dice.pick(['其他', '追偿返还', '管理费', '存款存出', '补偿拨付', '退汇']),
    },
    {
      direction: '支',
      amount: anySum(dice, 1, 20_000),
      purpose: dice.pick(['其他', '利息', '注资', '退汇', '追偿返还', '补偿拨付']),
    },
  ];
  return drafts.filter(() => dice.chance(0.22));
}

export function matchingRow(making: Making): Cells {
  const { dice, books } = making;
  const undo = dice.chance(0.3);
  const parked = books.lines.filter((line) => line.parked > 0n);
  const matches = books.matches.filter(({ amount }) => amount > 0n);
  const match = undo ? dice.pick(matches) : undefined;
  const line = match?.line ?? dice.pick(dice.chance(0.95) ? parked : books.lines);
  const target = match === undefined ? targetFor(making, line) : nameOf(match.target);
  const part = match?.amount ?? line?.parked ?? 100n;
  const open = openOf(making, target);
  const amount = dice.way<bigint>([
    [6, match === undefined && open < part ? open : part],
    [3, partOf(dice, part > 0n ? part : 1n)],
    [1, part + 1n],
    [1, open > 0n ? open + 1n : 1n],
    [1, open > 0n ? open : 1n],
  ]);
  const swapped =
    match !== undefined && typeof match.target !== 'string' && 'txn' in match.target && dice.chance(0.5);
  return {
    action: undo ? '撤销' : '勾对',
    txn_no: swapped ? target : dice.chance(0.03) ? 'T999999' : (line?.txn ?? 'T999999'),
    target: swapped ? (line?.txn ?? '') : target,
    amount: yuan(amount > 0n ? amount : 1n),
    ...people(dice),
  };
}

const WORDS = ['利息', '注资', '存款转回', '存款存出'] as const;

function targetFor(making: Making, line: Line | undefined): string {
  const { dice, books } = making;
  const open = books.clawbacks.filter((one) => !one.undone && books.isOpen(one));
  const near = open.filter(({ claim }) => claim.bank === line?.counterparty || dice.chance(0.3));
  const unseen = books.claims.filter(
    (claim) => PAID.includes(claim.state) && books.seen(claim) < amountOf(claim),
  );
  const others = books.lines.filter((other) => other.parked > 0n && other.direction !== line?.direction);
  const incoming = line?.direction !== '支';
  const fitting: readonly (readonly [number, string | undefined])[] = [
    [near.length > 0 && incoming ? 6 : 0, dice.pick(near)?.no],
    [unseen.length > 0 && !incoming ? 6 : 0, dice.pick(unseen)?.no],
    [others.length > 0 ? 3 : 0, dice.pick(others)?.txn],
    [2, dice.pick(WORDS)],
    [0.5, dice.pick(books.claims)?.no],
    [0.5, dice.pick(books.clawbacks)?.no],
    [0.3, dice.pick(books.lines)?.txn],
    [0.3, dice.pick(['其他', '管理费', 'R-WRONG', books.recoveries[0]?.no ?? 'R-1'])],
  ];
  return dice.way(fitting) ?? dice.pick(WORDS);
}

const nameOf = (target: Clawback | { readonly no: string } | Line | string): string =>
  typeof target === 'string' ? target : 'txn' in target ? target.txn : target.no;

function openOf({ books }: Making, target: string): bigint {
  const clawback = books.clawback(target);
  if (clawback !== undefined) return clawback.asked - books.returned(clawback);
  const claim = books.claim(target);
  if (claim !== undefined) return amountOf(claim) - books.seen(claim);
  return books.line(target)?.parked ?? 1_000_000_00n;
}
