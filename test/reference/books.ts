import {
  type Day,
  later,
  least,
  most,
  type Ratio,
  SCHEMES,
  type Scheme,
  sum,
  type Tables,
  times,
} from './base.js';
import type { Cells } from './files.js';

/** What is on record, as plain lists that only grow, and the sums over them. Nothing is kept that can be added up. */

/** Where a row came in. `place` grows in the order in which rows take effect. */
export interface Arrival {
  readonly day: Day;
  readonly place: number;
}

export type FilingState = '受理' | '待核' | '退回' | '撤回' | '取消';

export interface Filing {
  readonly no: string;
  readonly bank: string;
  readonly scheme: Scheme;
  readonly iou: string;
  readonly arrival: Arrival;
  readonly cells: Cells;
  name: string;
  uscc: string;
  /** In the loan's own currency. */
  principal: bigint;
  maturesOn: Day;
  readonly rate: Ratio | undefined;
  state: FilingState;
  settledOn: Day | undefined;
}

export type ClaimState =
  | '待核'
  | '退回'
  | '撤回'
  | '受理'
  | '暂停补偿'
  | '资金不足'
  | '建议补偿'
  | '不予确认'
  | '已拨付'
  | '已核销';

export interface Assessment {
  base: bigint;
  readonly ratio: Ratio;
}

export interface Claim {
  readonly no: string;
  readonly bank: string;
  /** Under which it is assessed. */
  readonly scheme: Scheme;
  /** Which the bank named. */
  readonly named: string;
  readonly iou: string;
  readonly filing: Filing;
  readonly arrival: Arrival;
  readonly cells: Cells;
  /** Unknown for want of an exchange rate. */
  assessed: Assessment | undefined;
  state: ClaimState;
  /** Why it is 退回. */
  endedBy: 'operator' | 'filing' | 'passing' | Recovery | undefined;
  paidOn: Day | undefined;
  document: string;
  creditedOn: Day | undefined;
}

export interface Recovery {
  readonly no: string;
  readonly claim: Claim;
  readonly recoveryNo: string;
  readonly arrival: Arrival;
  readonly recoveredOn: Day;
  readonly amount: bigint;
  /** What it takes off a base that is known: its principal part, or all. */
  readonly part: bigint;
  /** lowered: it came before the claim was recommended. kept: its notice waits for the day of payment. */
  way: 'lowered' | 'kept' | 'noticed';
  /** What it did take off the base. */
  took: bigint;
  stateBefore: ClaimState;
  undone: boolean;
}

/** A clawback notice, or a recall. */
export interface Clawback {
  readonly no: string;
  readonly claim: Claim;
  readonly recovery: Recovery | undefined;
  readonly arrival: Arrival;
  readonly noticedOn: Day;
  readonly asked: bigint;
  readonly due: Day | undefined;
  /** 通知逾期工作日. */
  readonly noticeLate: string;
  settledOn: Day | undefined;
  undone: boolean;
  undoneOn: Day | undefined;
}

/** A confirmed payment as it stood that day. */
export interface Payment {
  readonly day: Day;
  readonly claim: Claim;
  readonly assessed: Assessment;
  readonly document: string;
  takenBackOn: Day | undefined;
}

export interface Amendment {
  readonly no: string;
  readonly target: Filing | Claim;
  readonly bank: string;
  readonly scheme: Scheme;
  readonly iou: string;
  readonly change: string;
  readonly cells: Cells;
  readonly arrival: Arrival;
  state: '受理' | '待核' | '退回';
  decidedOn: Day | undefined;
}

export interface WriteOff {
  readonly no: string;
  readonly claim: Claim;
  readonly arrival: Arrival;
  amount: bigint | undefined;
  state: '已受理' | '建议核销' | '已核销' | '失效' | '不同意';
  doneOn: Day | undefined;
}

export interface Line {
  readonly txn: string;
  readonly bookedOn: Day;
  readonly direction: '收' | '支';
  readonly amount: bigint;
  readonly counterparty: string;
  readonly businessNo: string;
  readonly balance: bigint;
  /** Its part in 待查款. */
  parked: bigint;
  /** Numbers of claims it was ever matched with. */
  readonly everWith: Set<string>;
}

export type Target = Clawback | Claim | Line | string;

export interface Match {
  readonly line: Line;
  readonly target: Target;
  amount: bigint;
}

export interface Posting {
  readonly day: Day;
  readonly bank: string;
  readonly type: '补偿拨付' | '追偿缴回' | '缴回到账' | '核销';
  readonly no: string;
  readonly scheme: Scheme;
  readonly iou: string;
  readonly amount: bigint;
}

export const HELD: readonly string[] = ['受理', '暂停补偿', '资金不足'];
export const OPEN: readonly string[] = ['待核', ...HELD];
const DEAD: readonly string[] = ['退回', '撤回', '不予确认'];
export const PAID: readonly string[] = ['已拨付', '已核销'];
const ACTIVE: readonly string[] = ['已受理', '建议核销', '已核销'];

export const isLive = (claim: Claim): boolean => !DEAD.includes(claim.state);
export const amountOf = (claim: Claim): bigint =>
  claim.assessed === undefined ? 0n : times(claim.assessed.base, claim.assessed.ratio);
export const isRegistered = (filing: Filing): boolean => filing.state === '受理' || filing.state === '待核';
export const inYuan = (filing: Filing): bigint | undefined =>
  filing.rate === undefined ? undefined : times(filing.principal, filing.rate);

export class Books {
  readonly filings: Filing[] = [];
  readonly amendments: Amendment[] = [];
  readonly claims: Claim[] = [];
  readonly recoveries: Recovery[] = [];
  readonly clawbacks: Clawback[] = [];
  readonly writeOffs: WriteOff[] = [];
  readonly lines: Line[] = [];
  readonly matches: Match[] = [];
  readonly postings: Posting[] = [];
  readonly payments: Payment[] = [];
  /** Fees by the year they are for. */
  readonly fees: { readonly year: string; readonly amount: bigint }[] = [];
  /** Rows 退回 on arrival whose scheme and IOU, or IOU, could be read. */
  readonly rejectedFilings: { bank: string; scheme: string; iou: string; day: Day }[] = [];
  readonly rejectedClaims: { bank: string; iou: string; day: Day }[] = [];
  readonly standings: { bank: string; scheme: string; action: string }[] = [];
  /** By bank and scheme: 暂停 as the last run left it. */
  readonly suspended = new Set<string>();
  readonly exceptions: { day: Day; line: Line; amount: bigint; code: string }[] = [];
  readonly handMatches: string[][] = [];

  constructor(readonly tables: Tables) {}

  /** A number names the latest attempt. */
  filing(no: string): Filing | undefined {
    return this.filings.findLast((filing) => filing.no === no);
  }
  claim(no: string): Claim | undefined {
    return this.claims.findLast((claim) => claim.no === no);
  }
  writeOff(no: string): WriteOff | undefined {
    return this.writeOffs.findLast((writeOff) => writeOff.no === no);
  }
  /** A clawback or recall of ours; one that was undone is none. */
  clawback(no: string): Clawback | undefined {
    return this.clawbacks.find((clawback) => clawback.no === no && !clawback.undone);
  }
  line(txn: string): Line | undefined {
    return this.lines.find((line) => line.txn === txn);
  }

  accepted(bank: string, scheme: string, iou: string): Filing | undefined {
    return this.filings.find(
      (filing) =>
        filing.bank === bank && filing.scheme === scheme && filing.iou === iou && filing.state === '受理',
    );
  }
  claimsOn(bank: string, iou: string): Claim[] {
    return this.claims.filter((claim) => claim.bank === bank && claim.iou === iou);
  }
  /** The one claim on the IOU, under either scheme, that is not 退回, 撤回 or 不予确认. */
  live(bank: string, iou: string): Claim | undefined {
    return this.claimsOn(bank, iou).find(isLive);
  }
  activeWriteOff(claim: Claim): boolean {
    return this.writeOffs.some((one) => one.claim === claim && ACTIVE.includes(one.state));
  }
  isBarred(bank: string, scheme: string): boolean {
    const last = this.standings.findLast((one) => one.bank === bank && one.scheme === scheme);
    return last?.action === '暂停';
  }

  clawbacksOf(claim: Claim): Clawback[] {
    return this.clawbacks.filter((clawback) => clawback.claim === claim && !clawback.undone);
  }
  returned(clawback: Clawback): bigint {
    return sum(this.matches.filter(({ target }) => target === clawback).map(({ amount }) => amount));
  }
  isOpen(clawback: Clawback): boolean {
    return this.returned(clawback) < clawback.asked;
  }
  hasOpenClawback(claim: Claim): boolean {
    return this.clawbacksOf(claim).some((clawback) => this.isOpen(clawback));
  }
  /** Clawback money received on a claim. */
  receivedOn(claim: Claim): bigint {
    return sum(this.clawbacksOf(claim).map((clawback) => this.returned(clawback)));
  }
  askedOf(claim: Claim): bigint {
    return sum(this.clawbacksOf(claim).map(({ asked }) => asked));
  }
  /** Amount paid less all that notices and recalls asked for. */
  leftToRecall(claim: Claim): bigint {
    return amountOf(claim) - this.askedOf(claim);
  }
  seen(claim: Claim): bigint {
    return sum(this.matches.filter(({ target }) => target === claim).map(({ amount }) => amount));
  }

  /** §5: what a bank filed, applied for, and cost the fund under a scheme. */
  position(
    bank: string,
    scheme: string,
  ): { filed: bigint; applied: bigint; recommended: bigint; paid: bigint; received: bigint; net: bigint } {
    const filings = this.filings.filter(
      (filing) => filing.bank === bank && filing.scheme === scheme && filing.state === '受理',
    );
    const claims = this.claims.filter((claim) => claim.bank === bank && claim.scheme === scheme);
    const amounts = (of: readonly Claim[]): bigint => sum(of.map(amountOf));
    const recommended = amounts(claims.filter(({ state }) => state === '建议补偿'));
    const paid = amounts(claims.filter(({ state }) => PAID.includes(state)));
    const received = sum(claims.map((claim) => this.receivedOn(claim)));
    return {
      filed: sum(filings.map((filing) => inYuan(filing) ?? 0n)),
      applied: sum(
        claims
          .filter((claim) => isLive(claim) && claim.state !== '待核')
          .map(({ assessed }) => assessed?.base ?? 0n),
      ),
      recommended,
      paid,
      received,
      net: recommended + paid - received,
    };
  }

  matchedWith(word: string): bigint {
    return sum(this.matches.filter(({ target }) => target === word).map(({ amount }) => amount));
  }
  fund(): {
    paidIn: bigint;
    interest: bigint;
    fees: bigint;
    paid: bigint;
    received: bigint;
    available: bigint;
  } {
    const paidIn = (this.tables.fund[0]?.capital ?? 0n) + this.matchedWith('注资');
    const interest = this.matchedWith('利息');
    const fees = sum(this.fees.map(({ amount }) => amount));
    const received = sum(this.claims.map((claim) => this.receivedOn(claim)));
    const paid = sum(this.claims.filter(({ state }) => PAID.includes(state)).map(amountOf));
    const recommended = sum(this.claims.filter(({ state }) => state === '建议补偿').map(amountOf));
    return {
      paidIn,
      interest,
      fees,
      paid,
      received,
      available: paidIn + interest - fees + received - recommended - paid,
    };
  }

  bankSchemes(): [string, Scheme][] {
    const pairs = SCHEMES.flatMap((scheme) =>
      this.tables.banks.filter((bank) => bank.scheme === scheme).map(({ code }) => `${code} ${scheme}`),
    );
    return Array.from(new Set(pairs), (pair) => pair.split(' ') as [string, Scheme]);
  }

  post(day: Day, type: Posting['type'], no: string, claim: Claim, amount: bigint): void {
    this.postings.push({ day, bank: claim.bank, type, no, scheme: claim.scheme, iou: claim.iou, amount });
  }

  /** Puts an amount of a line to a target; what went to 待查款 is not touched. */
  give(line: Line, target: Target, amount: bigint, day: Day): void {
    if (amount === 0n) return;
    this.matches.push({ line, target, amount });
    if (typeof target === 'string' || 'txn' in target) return;
    if ('asked' in target) {
      this.post(day, '缴回到账', target.no, target.claim, amount);
      if (!this.isOpen(target)) target.settledOn = line.bookedOn;
    } else {
      line.everWith.add(target.no);
      if (this.seen(target) === amountOf(target)) target.creditedOn = line.bookedOn;
    }
  }

  matched(line: Line, target: Target): bigint {
    return sum(this.between(line, target).map(({ amount }) => amount));
  }
  private between(line: Line, target: Target): Match[] {
    return this.matches.filter(
      (match) =>
        (match.line === line && match.target === target) || (match.line === target && match.target === line),
    );
  }
  /** Takes back an amount matched between a line and a target; it is in 待查款 again. */
  takeBack(line: Line, target: Target, amount: bigint, day: Day): void {
    let left = amount;
    for (const match of this.between(line, target)) {
      const part = least(left, match.amount);
      match.amount -= part;
      left -= part;
    }
    line.parked += amount;
    if (typeof target === 'string') return;
    if ('txn' in target) target.parked += amount;
    else if ('asked' in target) {
      this.post(day, '缴回到账', target.no, target.claim, -amount);
      if (this.isOpen(target)) target.settledOn = undefined;
    } else if (this.seen(target) < amountOf(target)) target.creditedOn = undefined;
  }

  /** §7: the notice that a recovery makes on a day. */
  notice(recovery: Recovery, day: Day): void {
    const { claim } = recovery;
    recovery.way = 'noticed';
    const others = this.clawbacksOf(claim);
    const recalled = sum(others.filter((one) => one.recovery === undefined).map(({ asked }) => asked));
    const earlier = others.filter((one) => one.recovery !== undefined);
    const recovered = sum(earlier.map((one) => one.recovery?.amount ?? 0n)) + recovery.amount;
    const rest = amountOf(claim) - recalled;
    const base = claim.assessed?.base ?? 0n;
    const share = base === 0n ? 0n : times(recovered, { top: most(rest, 0n), bottom: base });
    const asked = most(least(share, rest) - sum(earlier.map((one) => one.asked)), 0n);
    this.claw(recovery.no, claim, recovery, recovery.arrival, day, asked, this.noticeLate(recovery));
  }
  /** 通知逾期工作日: 0 for a claim not yet paid when the recovery came. */
  noticeLate(recovery: Pick<Recovery, 'claim' | 'recoveredOn' | 'arrival'>): string {
    const { claim, recoveredOn, arrival } = recovery;
    if (claim.paidOn === undefined) return '0';
    const from = later(recoveredOn, claim.paidOn);
    const working = this.tables.calendar.count(from, arrival.day);
    return working === undefined ? '' : String(Math.max(working - 20, 0));
  }
  claw(
    no: string,
    claim: Claim,
    recovery: Recovery | undefined,
    arrival: Arrival,
    day: Day,
    asked: bigint,
    noticeLate: string,
  ): void {
    const due = this.tables.calendar.nthAfter(day, 10);
    const settledOn = asked === 0n ? day : undefined;
    this.clawbacks.push({
      no,
      claim,
      recovery,
      arrival,
      noticedOn: day,
      asked,
      due,
      noticeLate,
      settledOn,
      undone: false,
      undoneOn: undefined,
    });
    this.post(day, '追偿缴回', no, claim, asked);
  }

  sizeOfFund(on: Day): bigint {
    const { fund } = this.tables;
    return (fund.findLast((line) => line.on <= on) ?? fund[0])?.capital ?? 0n;
  }
}
