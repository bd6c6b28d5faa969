import { fen, least, shown, sum } from './base.js';
import {
  type Arrival,
  amountOf,
  type Books,
  type Clawback,
  type Line,
  PAID,
  type Target,
  type WriteOff,
} from './books.js';
import { lossOf } from './claims.js';
import { isOnePerson } from './custodian.js';
import type { Cells } from './files.js';
import { cell } from './filings.js';

/** Pages "Write-off", "Statement" and "Matching". */

export function judgeWriteOff(books: Books, bank: string, arrival: Arrival, cells: Cells): string[] {
  const codes: string[] = [];
  const add = (code: string, when: boolean): void => {
    if (when) codes.push(code);
  };
  const claim = books.live(bank, cell(cells, 'iou_no'));
  const paid = claim?.state === '已拨付' ? claim : undefined;
  const duplicate = claim !== undefined && books.activeWriteOff(claim);
  add('W-NOT-PAID', paid === undefined);
  add('W-DUPLICATE', duplicate);
  add('W-REASON', cell(cells, 'reason') === '终结本次执行');
  add('W-INTERNAL', paid?.scheme === 'KC' && cell(cells, 'internal_no') === '');
  add('W-NO-LOSS', paid !== undefined && lossOf(books, paid) === 0n);
  add('W-DATE', cell(cells, 'ruled_on') > arrival.day);
  add('W-OPEN-CLAWBACK', paid !== undefined && books.hasOpenClawback(paid));
  return codes;
}

export function registerWriteOff(books: Books, bank: string, arrival: Arrival, cells: Cells): string {
  const claim = books.live(bank, cell(cells, 'iou_no'));
  if (claim === undefined) throw new Error('a write-off of nothing was not returned');
  const no = `W-${bank}-${claim.scheme}-${claim.iou}`;
  const writeOff: WriteOff = { no, claim, arrival, amount: undefined, state: '已受理', doneOn: undefined };
  books.writeOffs.push(writeOff);
  return no;
}

/** Statement. */

export function judgeStatement(books: Books, arrival: Arrival, cells: Cells): string[] {
  const codes: string[] = [];
  if (books.line(cell(cells, 'txn_no')) !== undefined) codes.push('S-DUPLICATE');
  if (cell(cells, 'booked_on') > arrival.day) codes.push('S-DATE');
  if (codes.length > 0) return codes;
  const before = books.lines.at(-1)?.balance ?? books.tables.fund[0]?.capital ?? 0n;
  const amount = fen(cell(cells, 'amount'));
  const expected = cell(cells, 'direction') === '收' ? before + amount : before - amount;
  return fen(cell(cells, 'balance')) === expected ? [] : ['S-BALANCE'];
}

/** The bank whose code a counterparty is, else the one bank that has had that name. */
function bankNamed(books: Books, counterparty: string): string | undefined {
  const { banks } = books.tables;
  if (banks.some(({ code }) => code === counterparty)) return counterparty;
  const codes = new Set(banks.filter(({ name }) => name === counterparty).map(({ code }) => code));
  return codes.size === 1 ? Array.from(codes)[0] : undefined;
}

const ON_THEIR_OWN = ['收利息', '收注资', '收存款转回', '支存款存出'];

export function bookLine(books: Books, arrival: Arrival, cells: Cells, codes: readonly string[]): string {
  const { day } = arrival;
  const amount = fen(cell(cells, 'amount'));
  const line: Line = {
    txn: cell(cells, 'txn_no'),
    bookedOn: cell(cells, 'booked_on'),
    direction: cell(cells, 'direction') === '收' ? '收' : '支',
    amount,
    counterparty: cell(cells, 'counterparty'),
    businessNo: cell(cells, 'business_no'),
    balance: fen(cell(cells, 'balance')),
    parked: 0n,
    everWith: new Set(),
  };
  books.lines.push(line);
  const except = (code: string, of: bigint): void => {
    books.exceptions.push({ day: line.bookedOn, line, amount: of, code });
  };
  const park = (code: string, left: bigint): void => {
    line.parked = left;
    if (left > 0n) except(code, left);
  };
  if (codes.includes('S-BALANCE')) except('S-BALANCE', amount);
  const purpose = cell(cells, 'purpose');
  const what = line.direction + purpose;
  const claim = books.claim(line.businessNo);
  const paid = claim !== undefined && PAID.includes(claim.state) ? claim : undefined;
  if (what === '收追偿返还') {
    const clawback = line.businessNo === '' ? matching(books, line) : books.clawback(line.businessNo);
    const settled = clawback === undefined ? 0n : least(amount, clawback.asked - books.returned(clawback));
    if (clawback !== undefined) books.give(line, clawback, settled, day);
    park('S-UNMATCHED', amount - settled);
  } else if (what === '支补偿拨付') {
    if (paid !== undefined && books.seen(paid) === 0n && amountOf(paid) === amount)
      books.give(line, paid, amount, day);
    else park('S-PAYMENT', amount);
  } else if (what === '收退汇') {
    if (paid !== undefined && books.seen(paid) === amountOf(paid) && amountOf(paid) === amount) {
      for (const match of books.matches) if (match.target === paid) match.amount = 0n;
      paid.creditedOn = undefined;
    } else park('S-UNMATCHED', amount);
  } else if (what === '支管理费') {
    const year = cell(cells, 'fee_year') || line.bookedOn.slice(0, 4);
    books.fees.push({ year, amount });
    const inYear = sum(books.fees.filter((fee) => fee.year === year).map((fee) => fee.amount));
    if (inYear * 1000n > books.sizeOfFund(day) * 8n) except('S-FEE', amount);
  } else if (ON_THEIR_OWN.includes(what)) books.give(line, purpose, amount, day);
  else park('S-UNMATCHED', amount);
  return line.txn;
}

/** The one open clawback of the line's counterparty whose open amount equals it. */
function matching(books: Books, line: Line): Clawback | undefined {
  const bank = bankNamed(books, line.counterparty);
  const equal = books.clawbacks.filter(
    (one) =>
      !one.undone &&
      one.claim.bank === bank &&
      books.isOpen(one) &&
      one.asked - books.returned(one) === line.amount,
  );
  return equal.length === 1 ? equal[0] : undefined;
}

/** Matching. */

const WORDS = ['利息', '注资', '存款转回', '存款存出'];

function targetOf(books: Books, name: string): Target | undefined {
  return books.clawback(name) ?? books.claim(name) ?? books.line(name) ?? WORDS.find((word) => word === name);
}

function fits(line: Line, target: Target): boolean {
  if (typeof target === 'string') return (target === '存款存出') === (line.direction === '支');
  if ('txn' in target) return target.direction !== line.direction;
  if ('asked' in target) return line.direction === '收';
  return line.direction === '支' && PAID.includes(target.state);
}

/** What is open of a target; of a word nothing limits it. */
function openOf(books: Books, target: Target): bigint | undefined {
  if (typeof target === 'string') return undefined;
  if ('txn' in target) return target.parked;
  if ('asked' in target) return target.asked - books.returned(target);
  return amountOf(target) - books.seen(target);
}

export function judgeMatching(books: Books, cells: Cells): string[] {
  const codes = isOnePerson(cells) ? ['M-FOUR-EYES'] : [];
  const undo = cell(cells, 'action') === '撤销';
  const amount = fen(cell(cells, 'amount'));
  const line = books.line(cell(cells, 'txn_no'));
  if (line === undefined || (!undo && line.parked < amount)) return [...codes, 'M-LINE'];
  const target = targetOf(books, cell(cells, 'target'));
  const matched = target === undefined ? 0n : books.matched(line, target);
  if (target === undefined || (undo ? matched === 0n : !fits(line, target))) return [...codes, 'M-TARGET'];
  const open = undo ? matched : openOf(books, target);
  if (open !== undefined && amount > open) codes.push('M-AMOUNT');
  if (typeof target === 'string' || !('asked' in target)) return codes;
  const bank = bankNamed(books, line.counterparty);
  if (!undo && bank !== undefined && bank !== target.claim.bank) codes.push('M-BANK');
  if (undo && books.activeWriteOff(target.claim)) codes.push('M-WRITTEN-OFF');
  return codes;
}

export function applyMatching(books: Books, arrival: Arrival, cells: Cells): string {
  const line = books.line(cell(cells, 'txn_no'));
  const target = targetOf(books, cell(cells, 'target'));
  if (line === undefined || target === undefined) throw new Error('a matching of nothing was not returned');
  const amount = fen(cell(cells, 'amount'));
  if (cell(cells, 'action') === '撤销') books.takeBack(line, target, amount, arrival.day);
  else {
    line.parked -= amount;
    if (typeof target !== 'string' && 'txn' in target) target.parked -= amount;
    books.give(line, target, amount, arrival.day);
  }
  const serial = String(books.handMatches.length + 1);
  const names = [cell(cells, 'txn_no'), cell(cells, 'target'), shown(amount)];
  books.handMatches.push([serial, arrival.day, cell(cells, 'action'), ...names]);
  return line.txn;
}
