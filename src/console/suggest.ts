import { lesser, yuan } from '../domain/money.js';
import type { Claimant, SuspenseLine } from '../ledger/console/overview.js';
import type { Suggestion } from './schemas/decide.js';

/** 勾对建议: what a line in suspense (待查款) may belong to, and why one may think so. People decide. */

/** Claimants looked at for a sum of several, and the most that make one. */
const LOOKED_AT = 24;
const MOST_PARTS = 4;
/** Suggestions for one line. */
const MOST = 5;

/** @param bankOf the bank's code that a statement's counterparty stands for */
export function suggestions(
  lines: readonly SuspenseLine[],
  claimants: readonly Claimant[],
  bankOf: (counterparty: string) => string | undefined,
): Suggestion[] {
  return [
    ...lines.flatMap((line) => forLine(line, claimants, bankOf(line.counterparty)).slice(0, MOST)),
    ...lines.flatMap((line, i) => opposite(line, lines.slice(i + 1))),
  ];
}

function forLine(line: SuspenseLine, all: readonly Claimant[], bank: string | undefined): Suggestion[] {
  const fitting = all.filter(({ direction }) => direction === line.direction);
  const own = bank === undefined ? fitting : fitting.filter((one) => one.bank === bank);
  const named = fitting.filter(({ target }) => target === line.businessNo);
  const equal = fitting.filter(({ open }) => open === line.suspense);
  const single = [...new Set([...named, ...equal])].map((one) =>
    suggested(line, [one], reasons(line, one, bank)),
  );
  single.sort((a, b) => b.reasons.length - a.reasons.length);
  const parts = sumOf(line.suspense, own.slice(0, LOOKED_AT));
  if (parts.length < 2) return single;
  const why = [
    `${parts.length}笔之和等于待查金额`,
    ...(bank === undefined ? [] : [`对方单位是${bank},各笔都是该行的`]),
  ];
  return [...single, suggested(line, parts, why)];
}

function reasons(
  line: SuspenseLine,
  { target, open, bank: of, since }: Claimant,
  bank: string | undefined,
): string[] {
  return [
    ...(target === line.businessNo ? ['流水上写的就是这个编号'] : []),
    ...(open === line.suspense ? ['金额相等'] : []),
    ...(bank === of ? [`对方单位是${of}`] : []),
    ...(since <= line.bookedOn ? [] : [`但${since}才通知或拨付,晚于入账`]),
  ];
}

function suggested(line: SuspenseLine, parts: readonly Claimant[], why: string[]): Suggestion {
  let left = line.suspense;
  const rows = parts.map(({ target, bank, open }) => {
    const amount = lesser(open, left);
    left -= amount;
    return { target, amount: yuan(amount), bank };
  });
  return { ...headOf(line), rows, reasons: why };
}

/** Money that came and went again: 退汇. */
function opposite(line: SuspenseLine, later: readonly SuspenseLine[]): Suggestion[] {
  const back = later.find((one) => one.direction !== line.direction && one.suspense === line.suspense);
  if (back === undefined) return [];
  const rows = [{ target: back.txnNo, amount: yuan(back.suspense), bank: back.counterparty }];
  const same = back.counterparty === line.counterparty ? ['对方单位相同'] : [];
  return [{ ...headOf(line), rows, reasons: [`与${back.bookedOn}的流水金额相等、方向相反`, ...same] }];
}

const headOf = (line: SuspenseLine) => ({
  txn_no: line.txnNo,
  booked_on: line.bookedOn,
  direction: line.direction,
  suspense: yuan(line.suspense),
  counterparty: line.counterparty,
});

/** The first few that add up to a sum, earliest first; empty where none do. */
function sumOf(sum: bigint, among: readonly Claimant[], parts = MOST_PARTS): readonly Claimant[] {
  if (parts === 0) return [];
  for (const [i, one] of among.entries()) {
    if (one.open === sum) return [one];
    if (one.open > sum) continue;
    const rest = sumOf(sum - one.open, among.slice(i + 1), parts - 1);
    if (rest.length > 0) return [one, ...rest];
  }
  return [];
}
