import type { Sql } from '../db/db.js';
import type { IsoDate } from '../domain/dates.js';
import { type Fen, percent, wanWords } from '../domain/money.js';
import { compareCodePoints } from '../domain/order.js';
import type { Reference } from '../domain/reference.js';
import type { Scheme } from '../domain/scheme.js';
import type { ClaimStatus } from '../domain/transitions.js';
import { recommended } from '../ledger/journal/postings.js';
import { insertOpinions, type OpinionLine, openClaims, openWriteoffs } from '../ledger/records/opinions.js';
import { available, bankStates, positions, saveBankStates } from '../ledger/records/positions.js';
import { CLAIMS, type Claim, WRITEOFFS } from '../ledger/records/records.js';
import { barredBanks } from '../ledger/records/standing-books.js';
import { opinionArticle, schemesOfRun } from '../rules/opinion.js';
import { type BankState, NO_POSITION, nextState, type Position, withPaid } from '../rules/suspension.js';
import { reviewWriteoffs } from './review-writeoffs.js';
import { Effects } from './stage.js';

/** 初审: takes the open claims in the order in which they came, then the write-offs. Source: XW §8 §14, KC §9 §15. */
export async function runReview(sql: Sql, on: IsoDate, reference: Reference): Promise<void> {
  const schemes = schemesOfRun(on, reference.policies);
  const effects = new Effects();
  const run = new Review(on, schemes, reference, effects);
  await run.load(sql);
  const claims = await openClaims(sql, schemes);
  const lines = claims.map(({ claim }) => run.take(claim));
  run.closeStates();
  await CLAIMS.update(
    sql,
    claims.map(({ claim }) => claim),
  );
  await saveBankStates(sql, run.states, on);
  const writeoffs = await openWriteoffs(sql, schemes);
  lines.push(...reviewWriteoffs(writeoffs, on, reference.policies, effects));
  await WRITEOFFS.update(
    sql,
    writeoffs.map(({ writeoff }) => writeoff),
  );
  await insertOpinions(sql, on, lines);
  await effects.flush(sql);
}

const bankKey = (bank: string, scheme: Scheme): string => `${bank}/${scheme}`;

/** One run: positions and the fund's balance move with every claim taken. */
class Review {
  readonly states = new Map<string, BankState>();
  readonly #on: IsoDate;
  readonly #schemes: readonly Scheme[];
  readonly #reference: Reference;
  readonly #effects: Effects;
  #positions = new Map<string, Position>();
  #barred: ReadonlySet<string> = new Set();
  #available: Fen = 0n;
  /** Whether a claim earlier in the order is 资金不足: nobody overtakes it. */
  #short: Claim[] = [];
  #blocked = false;

  constructor(on: IsoDate, schemes: readonly Scheme[], reference: Reference, effects: Effects) {
    this.#on = on;
    this.#schemes = schemes;
    this.#reference = reference;
    this.#effects = effects;
  }

  async load(sql: Sql): Promise<void> {
    for (const row of await positions(sql, { on: this.#on, schemes: this.#schemes }))
      this.#positions.set(bankKey(row.bank, row.scheme), row);
    for (const row of await bankStates(sql)) this.states.set(bankKey(row.bank, row.scheme), row.state);
    this.#barred = await barredBanks(sql);
    this.#available = await available(sql);
    const others = this.#reference.policies.codes.filter((scheme) => !this.#schemes.includes(scheme));
    const waiting = await openClaims(sql, others);
    this.#short = waiting.map(({ claim }) => claim).filter((claim) => claim.status === '资金不足');
  }

  take(claim: Claim): OpinionLine {
    const key = bankKey(claim.bank, claim.scheme);
    const position = this.#position(key);
    const state = this.#bringUpToDate(key, claim.scheme);
    const amount = claim.amount ?? 0n;
    const available = this.#available;
    const held = { suspended: state === '暂停', barred: this.#barred.has(key) };
    const opinion = this.#opinion(claim, held.suspended || held.barred, amount);
    if (opinion === '资金不足') this.#blocked = true;
    if (opinion === '建议补偿') {
      this.#positions.set(key, withPaid(position, amount));
      this.#available -= amount;
      this.#effects.journal.post(recommended(claim, this.#on));
    }
    const article = opinionArticle(opinion, claim, this.#on, this.#reference.policies, held);
    const standing = held.barred
      ? `因怠于追偿被暂停资格,${standingWords(position)}`
      : standingWords(position);
    this.#move(claim, opinion, standing, available, article);
    return opinionLine(claim, opinion, position, available, article);
  }

  /** Once more for every bank and scheme of the run after the last claim. */
  closeStates(): void {
    for (const scheme of this.#schemes) {
      for (const key of this.#positions.keys())
        if (key.endsWith(`/${scheme}`)) this.#bringUpToDate(key, scheme);
    }
  }

  #opinion(claim: Claim, held: boolean, amount: Fen): ClaimStatus {
    if (held) return '暂停补偿';
    const overtakes = this.#blocked || this.#short.some((other) => comesBefore(other, claim));
    return overtakes || amount > this.#available ? '资金不足' : '建议补偿';
  }

  #position(key: string): Position {
    return this.#positions.get(key) ?? NO_POSITION;
  }

  #bringUpToDate(key: string, scheme: Scheme): BankState {
    const terms = this.#reference.policies.of(scheme).termsOn(this.#on);
    const state = nextState(this.states.get(key) ?? '正常', this.#position(key), terms);
    this.states.set(key, state);
    return state;
  }

  /** The bank learns of a claim that is held, or released after it was. */
  #move(claim: Claim, to: ClaimStatus, standing: string, available: Fen, article: string): void {
    if (claim.status === to) return;
    this.#effects.move('claim', claim, to, {
      on: this.#on,
      cause: 'run',
      source: undefined,
      actor: '初审',
      notice: claim.status !== '受理' || to !== '建议补偿',
      message: explanation(claim, to, standing, available, article),
    });
  }
}

function standingWords(position: Position): string {
  const ratio = percent({ num: position.applied, den: position.filed }, 4);
  return `不良占比${ratio === '' ? '(无备案)' : `${ratio}%`},补偿净额${wanWords(position.net)}`;
}

function explanation(
  claim: Claim,
  to: ClaimStatus,
  standing: string,
  available: Fen,
  article: string,
): string {
  if (to === '暂停补偿') return `${standing},暂停办理补偿业务,恢复后自动进入下一次初审。依据${article}。`;
  if (to === '资金不足') {
    const cause =
      (claim.amount ?? 0n) > available ? `可用余额${wanWords(available)}不足` : '此前的申请仍在等待资金';
    return `补偿金额${wanWords(claim.amount ?? 0n)},${cause},按到达次序等待,下一次初审再议。`;
  }
  const recommended = `本次建议补偿${wanWords(claim.amount ?? 0n)}`;
  if (claim.status === '资金不足') return `可用余额${wanWords(available)},资金已足,${recommended}。`;
  return claim.status === '暂停补偿'
    ? `${standing},已恢复办理,${recommended}。`
    : `${standing},${recommended}。`;
}

function opinionLine(
  claim: Claim,
  opinion: string,
  position: Position,
  available: Fen,
  article: string,
): OpinionLine {
  return {
    businessNo: claim.businessNo,
    scheme: claim.scheme,
    bank: claim.bank,
    iouNo: claim.iouNo,
    claimId: claim.id,
    classification: claim.classification,
    base: claim.base ?? 0n,
    ratio: { num: claim.ratioNum ?? 0n, den: claim.ratioDen ?? 1n },
    amount: claim.amount ?? 0n,
    opinion,
    position,
    available,
    article,
  };
}

/** (day received, sender, file name, row). */
function comesBefore(a: Claim, b: Claim): boolean {
  const order =
    compareCodePoints(a.receivedOn, b.receivedOn) ||
    compareCodePoints(a.bank, b.bank) ||
    compareCodePoints(a.fileName, b.fileName) ||
    a.rowNo - b.rowNo;
  return order < 0;
}
