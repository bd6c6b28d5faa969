import { type Day, divide, plusDays } from '../base.js';
import { amountOf, type Claim, type Clawback, HELD, isLive, PAID, type Recovery } from '../books.js';
import { lossOf } from '../claims.js';
import { anySum, type Cells, type Making, partOf, people, someDay, yuan } from './making.js';

/** Rows about what was filed and claimed: the custodian's, the bureau's, and the banks' recoveries and write-offs. */

const NOBODY = ['C-NOPE-XW-1', 'F-NOPE-KC-1', 'A-NOPE-XW-1-1', 'R-1', '无此编号'] as const;

export function decisionRows(making: Making): Cells[] {
  const { dice, books } = making;
  const waiting = [...books.filings, ...books.claims, ...books.amendments].filter(
    ({ state }) => state === '待核',
  );
  const numbers = dice.shuffled(waiting.map(({ no }) => no)).slice(0, dice.whole(1, 6));
  if (dice.chance(0.1)) numbers.push(dice.pick([...NOBODY, books.filings[0]?.no ?? 'F-1']));
  if (dice.chance(0.1) && numbers[0] !== undefined) numbers.push(numbers[0]);
  return numbers.map((business_no) => ({
    business_no,
    outcome: dice.chance(0.7) ? '通过' : '退回',
    ...people(dice),
  }));
}

export function correctionRow(making: Making): Cells {
  const { dice, books } = making;
  const action = dice.way([
    [6, '重审'],
    [3, '取消备案'],
    [5, '追回'],
    [6, '撤销回收'],
  ]);
  const paid = books.claims.filter((claim) => PAID.includes(claim.state));
  const settled = books.amendments.filter(({ change }) => change === '结清');
  const live = books.recoveries.filter(({ undone }) => !undone);
  const recalls = books.clawbacks.filter(({ recovery }) => recovery === undefined);
  const newest = newestOf([...live, ...recalls.filter(({ undone }) => !undone)]);
  const held = books.claims.filter(({ state }) => HELD.includes(state) || state === '建议补偿');
  const back = [...books.claims, ...books.filings].filter(({ state }) => state === '退回');
  type Named = readonly { readonly no: string }[];
  const pools: Readonly<Record<string, readonly Named[]>> = {
    重审: [books.filings, books.claims, held, held, back, settled],
    取消备案: [books.filings, books.filings, books.claims.map(({ filing }) => filing)],
    追回: [paid, paid, paid, paid, books.claims],
    撤销回收: [newest, newest, newest, [...books.recoveries, ...recalls], books.claims],
  };
  const pool = dice.pick(pools[action] ?? []) ?? [];
  const business_no = dice.chance(0.04) ? dice.pick(NOBODY) : (dice.pick(pool)?.no ?? dice.pick(NOBODY));
  const claim = books.claim(business_no);
  const left = claim === undefined ? 100n : books.leftToRecall(claim);
  const amount = dice.way<bigint | undefined>([
    [4, undefined],
    [1, left],
    [1, left + 1n],
    [3, partOf(dice, left)],
    [1, 3_000_000n],
    [1, 1n],
  ]);
  return {
    business_no,
    action,
    amount:
      amount === undefined || amount <= 0n || (action !== '追回' && dice.chance(0.8)) ? '' : yuan(amount),
    document_no: `冲〔2026〕${dice.whole(1, 99)}号`,
    ...people(dice),
  };
}

/** The last recovery or recall of each claim. */
function newestOf(items: readonly (Recovery | Clawback)[]): (Recovery | Clawback)[] {
  const last = new Map<Claim, Recovery | Clawback>();
  for (const item of items) {
    const other = last.get(item.claim);
    if (other === undefined || other.arrival.place < item.arrival.place) last.set(item.claim, item);
  }
  return Array.from(last.values());
}

export function standingRow({ dice, banks, books }: Making): Cells {
  const bank = dice.chance(0.95) ? (dice.pick(banks) ?? '') : dice.pick(['NOBANK', 'CUSTODIAN']);
  const scheme = dice.way([
    [12, 'KC'],
    [2, '科创'],
    [2, 'XW'],
    [1, '小微'],
  ]);
  const sensible = books.isBarred(bank, 'KC') ? '恢复' : '暂停';
  const action = dice.chance(0.8) ? sensible : dice.pick(['暂停', '恢复']);
  return { bank, scheme, action, document_no: `资〔2026〕${dice.whole(1, 99)}号`, ...people(dice) };
}

export function confirmationRows(making: Making): Cells[] {
  const { dice, books } = making;
  const recommended = books.claims.filter(({ state }) => state === '建议补偿');
  const writeOffs = books.writeOffs.filter(({ state }) => state === '建议核销');
  const items = dice.shuffled([...recommended, ...writeOffs]).slice(0, dice.whole(1, 5));
  const rows = items.map((item) => {
    const amount = ('named' in item ? amountOf(item) : item.amount) ?? 0n;
    return confirmation(
      making,
      item.no,
      dice.way([
        [9, '同意'],
        [1, '不同意'],
      ]),
      amount,
    );
  });
  const paid = books.claims.filter(({ state }) => PAID.includes(state));
  const taken = dice.pick(paid);
  if (taken !== undefined && dice.chance(0.2))
    rows.push(confirmation(making, taken.no, '撤销', amountOf(taken)));
  const first = items[0];
  if (first !== undefined && dice.chance(0.1)) {
    rows.push(confirmation(making, first.no, '撤销', 0n));
    if (dice.chance(0.5))
      rows.push(confirmation(making, first.no, '同意', 'named' in first ? amountOf(first) : 0n));
  }
  if (dice.chance(0.1)) rows.push(confirmation(making, dice.pick(NOBODY), dice.pick(['同意', '撤销']), 0n));
  return rows;
}

function confirmation({ dice }: Making, business_no: string, outcome: string, amount: bigint): Cells {
  const said = dice.way<string>([
    [8, ''],
    [5, yuan(amount)],
    [1, yuan(amount + 1n)],
  ]);
  const [maker, checker] = dice.way<readonly [string, string]>([
    [6, ['', '']],
    [3, ['经办丙', '复核丁']],
    [1, ['经办丙', '']],
    [1, ['经办丙', '经办 丙']],
  ]);
  return {
    business_no,
    outcome,
    document_no: `京开财〔2026〕${dice.whole(1, 99)}号`,
    amount: said,
    maker,
    checker,
  };
}

export function recoveryRow(making: Making, bank: string): Cells {
  const { dice, books, day } = making;
  const own = books.claims.filter((claim) => claim.bank === bank);
  const live = own.filter(isLive);
  const between = live.filter(
    (one) =>
      one.state === '建议补偿' ||
      books.writeOffs.some(({ claim: of, state }) => of === one && state === '建议核销'),
  );
  const claim =
    dice.pick(
      dice.way([
        [8, live],
        [6, between],
        [1, own],
      ]),
    ) ?? dice.pick(live);
  const base = claim?.assessed?.base ?? 1_000_000n;
  const amount = dice.way<bigint>([
    [10, partOf(dice, base)],
    [3, divide(base, 3n) + 1n],
    [2, base > 0n ? base : 1n],
    [1, base + 1n],
    [1, 1n],
    [1, anySum(dice, 1, 9)],
  ]);
  const part = dice.way<string>([
    [8, ''],
    [3, yuan(partOf(dice, amount))],
    [1, yuan(amount)],
    [1, yuan(amount + 1n)],
    [1, '0.00'],
  ]);
  const number = books.recoveries.filter(
    (one) => one.claim.bank === bank && (one.undone || dice.chance(0.05)),
  );
  const again = dice.chance(0.3) ? dice.pick(number) : undefined;
  return {
    recovery_no: again?.recoveryNo ?? `HS${String(making.serial()).padStart(4, '0')}`,
    iou_no: dice.chance(0.03) ? 'JJ-NONE' : (again?.claim.iou ?? claim?.iou ?? 'JJ-NONE'),
    recovered_on: dice.way<Day>([
      [6, someDay(dice, '2025-07-01', day, 25)],
      [2, workingDaysBefore(making, 20)],
      [2, workingDaysBefore(making, 21)],
      [1, workingDaysBefore(making, dice.whole(18, 40))],
      [1, plusDays(day, 1)],
      [1, claim?.paidOn ?? day],
    ]),
    amount: yuan(amount),
    principal_part: part,
  };
}

/** A day from which `count` working days have gone by until today. */
function workingDaysBefore({ tables, day }: Making, count: number): Day {
  let left = count;
  let from = day;
  while (left > 0) {
    if (tables.calendar.isWorking(from) !== false) left--;
    from = plusDays(from, -1);
  }
  return from;
}

export function writeOffRow(making: Making, bank: string): Cells {
  const { dice, books, day } = making;
  const own = books.claims.filter((claim) => claim.bank === bank);
  const lost = own.filter(
    (claim) => claim.state === '已拨付' && lossOf(books, claim) > 0n && !books.hasOpenClawback(claim),
  );
  const paid = own.filter((claim) => PAID.includes(claim.state));
  const claim =
    dice.pick(
      dice.way([
        [8, lost],
        [2, paid],
        [0.5, own],
      ]),
    ) ?? dice.pick(paid);
  const row: Record<string, string> = {
    iou_no: claim?.iou ?? 'JJ-NONE',
    reason: dice.way([
      [5, '破产清算'],
      [5, '终结执行'],
      [1, '终结本次执行'],
    ]),
    ruling_no: '(2026)京01破1号',
    ruled_on: dice.way([
      [6, someDay(dice, '2025-07-01', day, 30)],
      [1, day],
      [1, plusDays(day, 1)],
    ]),
  };
  if (dice.chance(claim?.scheme === 'KC' ? 0.85 : 0.2)) row['internal_no'] = '内核1';
  return row;
}
