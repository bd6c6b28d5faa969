import { fen, sum } from './base.js';
import {
  type Amendment,
  type Arrival,
  amountOf,
  type Books,
  type Claim,
  type Clawback,
  type Filing,
  HELD,
  isLive,
  isRegistered,
  OPEN,
  PAID,
  type Recovery,
} from './books.js';
import { hasNoRate, isStale, known, passClaim } from './claims.js';
import type { Cells } from './files.js';
import { applyAmendment, cell } from './filings.js';

/** Pages "Decision, confirmation" and "Correction and standing": what the custodian and the bureau say of an item. */

/** Equal after normalisation, without any white space inside, case folded. */
export function isOnePerson(cells: Cells): boolean {
  const name = (key: string): string => cell(cells, key).replace(/\s/gu, '').toLowerCase();
  return name('maker') !== '' && name('maker') === name('checker');
}

/** Decision. */

const referred = (books: Books, no: string): Filing | Claim | Amendment | undefined =>
  [books.filing(no), books.claim(no), books.amendments.find((one) => one.no === no)].find(
    (item) => item?.state === '待核',
  );

export function judgeDecision(books: Books, cells: Cells): string[] {
  const codes: string[] = [];
  const item = referred(books, cell(cells, 'business_no'));
  if (item === undefined) codes.push('D-UNKNOWN');
  if (isOnePerson(cells)) codes.push('D-FOUR-EYES');
  if (item === undefined || cell(cells, 'outcome') !== '通过') return codes;
  if ('filing' in item && hasNoRate(books, item)) codes.push('D-NO-RATE');
  if ('change' in item && isOutdated(books, item)) codes.push('D-STATE');
  return codes;
}

function isOutdated(books: Books, { change, target, bank, iou }: Amendment): boolean {
  if ('filing' in target) return false;
  const stands = change === '撤回' ? isRegistered(target) : target.state === '受理';
  return !stands || books.live(bank, iou) !== undefined;
}

export function applyDecision(books: Books, arrival: Arrival, cells: Cells): string {
  const no = cell(cells, 'business_no');
  const item = referred(books, no);
  const passed = cell(cells, 'outcome') === '通过';
  if (item === undefined) throw new Error('a decision on nothing was not returned');
  if ('change' in item) {
    item.state = passed ? '受理' : '退回';
    item.decidedOn = arrival.day;
    if (passed) applyAmendment(item);
  } else if ('filing' in item) {
    if (passed) passClaim(books, item);
    else {
      item.state = '退回';
      item.endedBy = 'operator';
    }
  } else item.state = passed ? '受理' : '退回';
  return no;
}

/** Confirmation. */

export function judgeConfirmation(books: Books, cells: Cells): string[] {
  const codes: string[] = [];
  const no = cell(cells, 'business_no');
  const outcome = cell(cells, 'outcome');
  const claim = books.claim(no);
  const writeOff = books.writeOff(no);
  const isItem =
    outcome === '撤销' ? claim !== undefined : claim?.state === '建议补偿' || writeOff?.state === '建议核销';
  if (!isItem) codes.push('K-UNKNOWN');
  else {
    if (outcome === '撤销' && claim !== undefined && !canBeTakenBack(books, claim)) codes.push('K-STATE');
    if (outcome === '同意' && writeOff !== undefined && isStale(books, writeOff)) codes.push('K-STALE');
  }
  if (isOnePerson(cells)) codes.push('K-FOUR-EYES');
  const amount = claim === undefined ? writeOff?.amount : amountOf(claim);
  const given = cell(cells, 'amount');
  if (isItem && outcome === '同意' && given !== '' && fen(given) !== amount) codes.push('K-AMOUNT');
  return codes;
}

/** K-STATE. */
function canBeTakenBack(books: Books, claim: Claim): boolean {
  const hangs = books.lines.some(
    (line) =>
      line.direction === '支' &&
      line.parked > 0n &&
      (line.businessNo === claim.no || line.everWith.has(claim.no)),
  );
  return (
    claim.state === '已拨付' &&
    books.seen(claim) === 0n &&
    !hangs &&
    books.clawbacksOf(claim).length === 0 &&
    !books.activeWriteOff(claim)
  );
}

export function applyConfirmation(books: Books, arrival: Arrival, cells: Cells): string {
  const no = cell(cells, 'business_no');
  const { day } = arrival;
  const outcome = cell(cells, 'outcome');
  const claim = books.claim(no);
  const writeOff = books.writeOff(no);
  if (claim !== undefined && outcome === '同意') {
    claim.state = '已拨付';
    claim.paidOn = day;
    claim.document = cell(cells, 'document_no');
    const { document } = claim;
    books.payments.push({ day, claim, assessed: { ...known(claim) }, document, takenBackOn: undefined });
    books.post(day, '补偿拨付', no, claim, amountOf(claim));
    const kept = books.recoveries.filter((one) => one.claim === claim && one.way === 'kept' && !one.undone);
    for (const recovery of kept) books.notice(recovery, day);
  } else if (claim !== undefined && outcome === '不同意') claim.state = '不予确认';
  else if (claim !== undefined) {
    books.post(day, '补偿拨付', no, claim, -amountOf(claim));
    const payment = books.payments.findLast((one) => one.claim === claim);
    if (payment !== undefined) payment.takenBackOn = day;
    claim.state = '建议补偿';
    claim.paidOn = undefined;
    claim.document = '';
  } else if (writeOff !== undefined && outcome === '同意') {
    writeOff.state = '已核销';
    writeOff.doneOn = day;
    writeOff.claim.state = '已核销';
    books.post(day, '核销', no, writeOff.claim, writeOff.amount ?? 0n);
  } else if (writeOff !== undefined) writeOff.state = '不同意';
  return no;
}

/** Correction. */

type Corrected = Filing | Claim | Amendment | Recovery | Clawback;

/** What a number names that the action is for. */
function named(books: Books, action: string, no: string): Corrected | undefined {
  const settlement = books.amendments.find(
    (one) => one.no === no && one.change === '结清' && one.state === '受理',
  );
  switch (action) {
    case '重审':
      return books.filing(no) ?? books.claim(no) ?? settlement;
    case '取消备案':
      return books.filing(no);
    case '追回':
      return books.claim(no);
    default:
      return (
        books.recoveries.find((one) => one.no === no && !one.undone) ??
        books.clawbacks.find((one) => one.no === no && one.recovery === undefined && !one.undone)
      );
  }
}

export function judgeCorrection(books: Books, cells: Cells): string[] {
  const codes = isOnePerson(cells) ? ['X-FOUR-EYES'] : [];
  const action = cell(cells, 'action');
  const item = named(books, action, cell(cells, 'business_no'));
  if (item === undefined) return [...codes, 'X-UNKNOWN'];
  if (!isAllowed(books, action, item)) return [...codes, 'X-STATE'];
  if (action === '取消备案') {
    const blocks = (claim: Claim): boolean =>
      claim.filing === item &&
      (claim.state === '建议补偿' || (PAID.includes(claim.state) && books.leftToRecall(claim) > 0n));
    if (books.claims.some(blocks)) codes.push('X-CLAIM');
  }
  const amount = cell(cells, 'amount');
  if (action === '追回' && amount !== '' && fen(amount) > books.leftToRecall(item as Claim))
    codes.push('X-AMOUNT');
  return codes;
}

/** X-STATE. */
function isAllowed(books: Books, action: string, item: Corrected): boolean {
  if (action === '取消备案') return (item as Filing).state === '受理';
  if (action === '追回') {
    const claim = item as Claim;
    return PAID.includes(claim.state) && books.leftToRecall(claim) > 0n;
  }
  if (action === '撤销回收') return canBeUndone(books, item as Recovery | Clawback);
  if ('change' in item) return (item.target as Filing).state === '受理';
  if ('filing' in item) return canBeTakenUp(books, item);
  const filing = item as Filing;
  return filing.state !== '待核' && books.live(filing.bank, filing.iou) === undefined;
}

function canBeTakenUp(books: Books, claim: Claim): boolean {
  if (claim.state === '退回')
    return (
      claim.endedBy === 'operator' &&
      claim.filing.state === '受理' &&
      books.live(claim.bank, claim.iou) === undefined
    );
  const kept = books.recoveries.some((one) => one.claim === claim && one.way === 'kept' && !one.undone);
  return HELD.includes(claim.state) || (claim.state === '建议补偿' && !kept);
}

/** A recovery, or a recall (which has no `recoveryNo`). */
function canBeUndone(books: Books, item: Recovery | Clawback): boolean {
  const { claim } = item;
  const later = (other: { claim: Claim; arrival: Arrival; undone: boolean }): boolean =>
    other.claim === claim && !other.undone && other.arrival.place > item.arrival.place;
  if (books.recoveries.some(later)) return false;
  if (books.clawbacks.some((one) => one.recovery === undefined && later(one))) return false;
  if (books.activeWriteOff(claim)) return false;
  if (claim.state === '退回')
    return (
      claim.endedBy === item &&
      books.claim(claim.no) === claim &&
      claim.filing.state === '受理' &&
      books.live(claim.bank, claim.iou) === undefined
    );
  if (!isLive(claim)) return false;
  return !('way' in item && item.way === 'lowered' && !OPEN.includes(claim.state));
}

export function applyCorrection(books: Books, arrival: Arrival, cells: Cells): string {
  const action = cell(cells, 'action');
  const no = cell(cells, 'business_no');
  const item = named(books, action, no);
  if (item === undefined) throw new Error('a correction of nothing was not returned');
  if (action === '追回') return recall(books, arrival, item as Claim, cell(cells, 'amount'));
  if (action === '撤销回收') undo(books, arrival, item as Recovery | Clawback);
  else if (action === '取消备案') cancel(books, item as Filing);
  else if ('change' in item) {
    item.state = '退回';
    item.decidedOn = arrival.day;
    (item.target as Filing).settledOn = undefined;
  } else {
    (item as Filing | Claim).state = '待核';
    if ('endedBy' in item) item.endedBy = undefined;
  }
  return no;
}

function cancel(books: Books, filing: Filing): void {
  filing.state = '取消';
  for (const claim of books.claims)
    if (claim.filing === filing && OPEN.includes(claim.state)) {
      claim.state = '退回';
      claim.endedBy = 'filing';
    }
}

function recall(books: Books, arrival: Arrival, claim: Claim, amount: string): string {
  const stem = `Z-${claim.bank}-${claim.scheme}-${claim.iou}`;
  const before = books.clawbacks.filter(
    (one) =>
      one.recovery === undefined &&
      one.claim.bank === claim.bank &&
      one.claim.scheme === claim.scheme &&
      one.claim.iou === claim.iou,
  ).length;
  const no = `${stem}-${before + 1}`;
  const asked = amount === '' ? books.leftToRecall(claim) : fen(amount);
  books.claw(no, claim, undefined, arrival, arrival.day, asked, '');
  return no;
}

function undo(books: Books, arrival: Arrival, item: Recovery | Clawback): void {
  const { claim } = item;
  const clawback = 'way' in item ? books.clawbacks.find((one) => one.recovery === item) : item;
  item.undone = true;
  if ('way' in item && item.way === 'lowered') {
    if (claim.assessed !== undefined) claim.assessed.base += item.took;
    if (claim.endedBy === item) {
      claim.state = item.stateBefore;
      claim.endedBy = undefined;
    }
  }
  if (clawback === undefined) return;
  const back = books.matches.filter(({ target }) => target === clawback);
  const money = sum(back.map(({ amount }) => amount));
  books.post(arrival.day, '追偿缴回', clawback.no, claim, -clawback.asked);
  if (money > 0n) books.post(arrival.day, '缴回到账', clawback.no, claim, -money);
  for (const match of back) {
    match.line.parked += match.amount;
    match.amount = 0n;
  }
  clawback.settledOn = undefined;
  clawback.undone = true;
  clawback.undoneOn = arrival.day;
}

/** Standing. */

export function judgeStanding(books: Books, cells: Cells): string[] {
  const codes: string[] = [];
  const bank = cell(cells, 'bank');
  const scheme = cell(cells, 'scheme');
  if (isOnePerson(cells)) codes.push('T-FOUR-EYES');
  const noBank = !books.tables.banks.some((one) => one.code === bank && one.scheme === scheme);
  if (noBank) codes.push('T-BANK');
  if (scheme === 'XW') codes.push('T-SCHEME');
  if (noBank || scheme === 'XW') return codes;
  if (books.isBarred(bank, scheme) !== (cell(cells, 'action') === '恢复')) codes.push('T-STATE');
  return codes;
}

export function applyStanding(books: Books, cells: Cells): string {
  const bank = cell(cells, 'bank');
  const scheme = cell(cells, 'scheme');
  books.standings.push({ bank, scheme, action: cell(cells, 'action') });
  const n = books.standings.filter((one) => one.bank === bank && one.scheme === scheme).length;
  return `T-${bank}-${scheme}-${n}`;
}
