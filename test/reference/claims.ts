import {
  decimal,
  divide,
  fen,
  least,
  most,
  plusMonths,
  type Ratio,
  type Scheme,
  sum,
  times,
} from './base.js';
import {
  type Arrival,
  type Assessment,
  amountOf,
  type Books,
  type Claim,
  type Filing,
  HELD,
  type Recovery,
  type WriteOff,
} from './books.js';
import { outcomeOf } from './catalogue.js';
import type { Cells } from './files.js';
import { cell, isQualified, rateOf } from './filings.js';

/** Pages "Claim", "Recovery" and "Opinion run": what is asked of the fund, and what of it is recommended. */

const YUAN = 100n;
const ratio = (perCent: bigint): Ratio => ({ top: perCent, bottom: 100n });

export interface ClaimVerdict {
  readonly codes: readonly string[];
  readonly scheme: Scheme;
  readonly filing: Filing | undefined;
}

/** KC first where the bank has an accepted KC filing of the IOU; if that gives a reject, XW and its findings only. */
export function judgeClaim(books: Books, bank: string, arrival: Arrival, cells: Cells): ClaimVerdict {
  const named = cell(cells, 'scheme') as Scheme;
  const iou = cell(cells, 'iou_no');
  if (named === 'XW' && books.accepted(bank, 'KC', iou) !== undefined) {
    const preferred = judgeUnder(books, bank, 'KC', arrival, cells);
    if (outcomeOf(preferred.codes, 'KC') !== '退回')
      return { ...preferred, codes: [...preferred.codes, 'C-OVERLAP'] };
  }
  return judgeUnder(books, bank, named, arrival, cells);
}

function judgeUnder(
  books: Books,
  bank: string,
  scheme: Scheme,
  arrival: Arrival,
  cells: Cells,
): ClaimVerdict {
  const iou = cell(cells, 'iou_no');
  const filing = books.accepted(bank, scheme, iou);
  if (filing === undefined) return { codes: ['C-NOT-FILED'], scheme, filing };
  const { day } = arrival;
  const codes: string[] = [];
  const add = (code: string, when: boolean): void => {
    if (when) codes.push(code);
  };
  add('F-FX-UNKNOWN', assess(books, filing, cells) === undefined);
  add('C-MISMATCH', cell(cells, 'uscc') !== filing.uscc);
  add('C-DUPLICATE', books.live(bank, iou) !== undefined);
  add('C-SETTLED', filing.settledOn !== undefined);
  add('C-CLASS', !['次级', '可疑', '损失'].includes(cell(cells, 'classification')));
  add('C-CLASS-DATE', cell(cells, 'classified_on') > day);
  add('C-CLASS-BEFORE-FILING', cell(cells, 'classified_on') <= filing.arrival.day);
  const last = plusMonths(filing.maturesOn, 12);
  const resubmitted =
    books.rejectedClaims.some((row) => row.bank === bank && row.iou === iou && row.day <= last) ||
    books.claimsOn(bank, iou).some((claim) => {
      const back = claim.state === '不予确认' || (claim.state === '退回' && claim.endedBy === 'operator');
      return back && claim.arrival.day <= last;
    });
  add('C-WINDOW-LATE', day > last && !resubmitted);
  add('C-WINDOW-RESUBMIT', day > last && resubmitted);
  const outstanding = fen(cell(cells, 'outstanding'));
  add('C-BALANCE', outstanding > filing.principal);
  add('C-OTHER-COMP', cell(cells, 'other_compensation') === '是');
  if (cell(filing.cells, 'loan_type') === '银担分险') {
    const own = cell(cells, 'own_risk_outstanding');
    add('C-OWN-RISK', own === '' || fen(own) > outstanding);
    const share = { top: decimal(cell(filing.cells, 'bank_risk_share'), 4), bottom: 1_000_000n };
    const part = times(outstanding, share);
    add('C-OWN-RISK-SHARE', own !== '' && fen(own) > part && fen(own) <= outstanding);
  }
  add('C-WINDOW-EARLY', day < filing.maturesOn);
  add('C-DOCS', cell(cells, 'docs_complete') === '否');
  return { codes, scheme, filing };
}

/** Base and ratio by the claim's own figures and the filing as it stands; undefined without an exchange rate. */
function assess(books: Books, filing: Filing, cells: Cells): Assessment | undefined {
  const taken =
    filing.rate ?? rateOf(books.tables, cell(filing.cells, 'currency'), cell(filing.cells, 'disbursed_on'));
  if (typeof taken === 'string') return undefined;
  const base = times(least(fen(cell(cells, 'outstanding')), filing.principal), taken);
  if (filing.scheme === 'XW')
    return { base, ratio: ratio(isQualified(filing.cells) || isFirstLoan(books, filing) ? 40n : 30n) };
  if (cell(filing.cells, 'loan_type') !== '银担分险') return { base, ratio: ratio(50n) };
  const own = times(fen(cell(cells, 'own_risk_outstanding') || '0'), taken);
  const amount = least(own, divide(base * 20n, 100n));
  return { base, ratio: base === 0n ? ratio(20n) : { top: amount, bottom: base } };
}

function isFirstLoan(books: Books, filing: Filing): boolean {
  if (cell(filing.cells, 'first_loan') !== '是') return false;
  const disbursed = (one: Filing): string => cell(one.cells, 'disbursed_on');
  return !books.filings.some(
    (other) =>
      other !== filing &&
      other.state === '受理' &&
      other.scheme === 'XW' &&
      other.uscc === filing.uscc &&
      cell(other.cells, 'loan_type') === cell(filing.cells, 'loan_type') &&
      (disbursed(other) < disbursed(filing) ||
        (disbursed(other) === disbursed(filing) && other.arrival.place < filing.arrival.place)),
  );
}

export function registerClaim(
  books: Books,
  bank: string,
  arrival: Arrival,
  cells: Cells,
  verdict: ClaimVerdict,
  state: '受理' | '待核',
): string {
  const { filing, scheme } = verdict;
  if (filing === undefined) throw new Error('a claim without a filing was not returned');
  const iou = cell(cells, 'iou_no');
  const no = `C-${bank}-${scheme}-${iou}`;
  books.claims.push({
    no,
    bank,
    scheme,
    named: cell(cells, 'scheme'),
    iou,
    filing,
    arrival,
    cells,
    assessed: assess(books, filing, cells),
    state,
    endedBy: undefined,
    paidOn: undefined,
    document: '',
    creditedOn: undefined,
  });
  return no;
}

/** Whether a claim that an operator passes still has no exchange rate (D-NO-RATE). */
export const hasNoRate = (books: Books, claim: Claim): boolean =>
  assess(books, claim.filing, claim.cells) === undefined;

/** Passed by an operator: base and ratio anew, the base lowered by the recoveries since. */
export function passClaim(books: Books, claim: Claim): void {
  const assessed = assess(books, claim.filing, claim.cells);
  if (assessed === undefined) throw new Error('a claim without a rate was passed');
  const parts = books.recoveries.filter((one) => one.claim === claim && !one.undone).map(({ part }) => part);
  claim.assessed = { ...assessed, base: most(assessed.base - sum(parts), 0n) };
  claim.state = claim.assessed.base === 0n ? '退回' : '受理';
  claim.endedBy = claim.state === '退回' ? 'passing' : undefined;
}

/** Page "Recovery". */

export function judgeRecovery(books: Books, bank: string, arrival: Arrival, cells: Cells): string[] {
  const codes: string[] = [];
  const add = (code: string, when: boolean): void => {
    if (when) codes.push(code);
  };
  const iou = cell(cells, 'iou_no');
  const amount = fen(cell(cells, 'amount'));
  const recoveredOn = cell(cells, 'recovered_on');
  const claim = books.live(bank, iou);
  add('R-NO-CLAIM', claim === undefined);
  add(
    'R-DUPLICATE',
    books.recoveries.some(
      (one) =>
        !one.undone &&
        one.claim.bank === bank &&
        one.claim.iou === iou &&
        one.recoveryNo === cell(cells, 'recovery_no'),
    ),
  );
  const part = cell(cells, 'principal_part');
  add('R-PARTS', part !== '' && fen(part) > amount);
  add('R-DATE', recoveredOn > arrival.day);
  if (claim === undefined) return codes;
  add('R-LATE-NOTICE', Number(books.noticeLate({ claim, recoveredOn, arrival })) > 0);
  add('R-ODD-AMOUNT', claim.assessed !== undefined && amount > claim.assessed.base);
  return codes;
}

export function registerRecovery(books: Books, bank: string, arrival: Arrival, cells: Cells): string {
  const iou = cell(cells, 'iou_no');
  const claim = books.live(bank, iou);
  if (claim === undefined) throw new Error('a recovery without a claim was not returned');
  const recoveryNo = cell(cells, 'recovery_no');
  const amount = fen(cell(cells, 'amount'));
  const part = fen(cell(cells, 'principal_part') || cell(cells, 'amount'));
  const paid = claim.paidOn !== undefined;
  const recovery: Recovery = {
    no: `R-${bank}-${claim.scheme}-${iou}-${recoveryNo}`,
    claim,
    recoveryNo,
    arrival,
    recoveredOn: cell(cells, 'recovered_on'),
    amount,
    part,
    way: paid ? 'noticed' : claim.state === '建议补偿' ? 'kept' : 'lowered',
    took: 0n,
    stateBefore: claim.state,
    undone: false,
  };
  books.recoveries.push(recovery);
  if (recovery.way === 'noticed') books.notice(recovery, arrival.day);
  if (recovery.way === 'lowered' && claim.assessed !== undefined) {
    recovery.took = least(part, claim.assessed.base);
    claim.assessed.base -= recovery.took;
    if (claim.assessed.base === 0n) {
      claim.state = '退回';
      claim.endedBy = recovery;
    }
  }
  return recovery.no;
}

/** Page "Opinion run". */

export interface OpinionLine {
  readonly no: string;
  readonly base: bigint;
  readonly ratio: Ratio;
  readonly amount: bigint;
  readonly opinion: string;
  /** applied and filed, and net, as they stood before the claim. */
  readonly share: { readonly applied: bigint; readonly filed: bigint } | undefined;
  readonly net: bigint | undefined;
}

export function opinionRun(books: Books, schemes: readonly Scheme[]): OpinionLine[] {
  const lines: OpinionLine[] = [];
  const due = books.claims
    .filter((claim) => schemes.includes(claim.scheme) && HELD.includes(claim.state))
    .sort((a, b) => a.arrival.place - b.arrival.place);
  for (const claim of due) {
    updateState(books, claim.bank, claim.scheme);
    const { filed, applied, net } = books.position(claim.bank, claim.scheme);
    const amount = amountOf(claim);
    const isHeld =
      books.suspended.has(`${claim.bank} ${claim.scheme}`) || books.isBarred(claim.bank, claim.scheme);
    const overtakes = books.claims.some(
      (other) => other.state === '资金不足' && other.arrival.place < claim.arrival.place,
    );
    if (isHeld) claim.state = '暂停补偿';
    else claim.state = overtakes || amount > books.fund().available ? '资金不足' : '建议补偿';
    const { base, ratio } = known(claim);
    lines.push({ no: claim.no, base, ratio, amount, opinion: claim.state, share: { applied, filed }, net });
  }
  for (const [bank, scheme] of books.bankSchemes())
    if (schemes.includes(scheme)) updateState(books, bank, scheme);
  for (const writeOff of books.writeOffs.slice().sort((a, b) => a.arrival.place - b.arrival.place)) {
    if (!schemes.includes(writeOff.claim.scheme) || !recommendWriteOff(books, writeOff)) continue;
    const { base, ratio } = known(writeOff.claim);
    const amount = writeOff.amount ?? 0n;
    lines.push({
      no: writeOff.no,
      base,
      ratio,
      amount,
      opinion: '建议核销',
      share: undefined,
      net: undefined,
    });
  }
  return lines;
}

export function known({ no, assessed }: Claim): Assessment {
  if (assessed === undefined) throw new Error(`${no} was accepted without a base`);
  return assessed;
}

/** XW §8, KC §9: at exactly the threshold nothing changes. */
function updateState(books: Books, bank: string, scheme: Scheme): void {
  const { filed, applied, net } = books.position(bank, scheme);
  const key = `${bank} ${scheme}`;
  const limit = (scheme === 'XW' ? 5_000_000n : 15_000_000n) * YUAN;
  const above = applied * 100n > filed * 3n || scheme === 'KC';
  if (above && net > limit) books.suspended.add(key);
  else if (!above || net < limit) books.suspended.delete(key);
}

/** What is lost of a paid claim so far. */
export const lossOf = (books: Books, claim: Claim): bigint => amountOf(claim) - books.receivedOn(claim);

export const isStale = (books: Books, { claim, amount }: WriteOff): boolean =>
  amount !== lossOf(books, claim) || books.hasOpenClawback(claim);

/** Whether a write-off is recommended (anew) in this run. */
function recommendWriteOff(books: Books, writeOff: WriteOff): boolean {
  if (writeOff.state === '建议核销' && !isStale(books, writeOff)) return false;
  if (writeOff.state !== '建议核销' && writeOff.state !== '已受理') return false;
  writeOff.amount = undefined;
  writeOff.state = '已受理';
  if (books.hasOpenClawback(writeOff.claim)) return false;
  const amount = lossOf(books, writeOff.claim);
  writeOff.state = amount === 0n ? '失效' : '建议核销';
  if (amount === 0n) return false;
  writeOff.amount = amount;
  return true;
}
