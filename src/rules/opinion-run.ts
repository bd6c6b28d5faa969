import type { IsoDate } from '../domain/dates.js';
import { type Fen, percent, wanWords } from '../domain/money.js';
import { compareCodePoints } from '../domain/order.js';
import type { Policies } from '../domain/policy.js';
import { type BankState, NO_POSITION, type Position, withPaid } from '../domain/position.js';
import type { Scheme } from '../domain/scheme.js';
import type { ClaimStatus } from '../domain/transitions.js';
import { opinionArticle } from './opinion.js';
import { nextState } from './suspension.js';
import { measuredBesides } from './suspension-words.js';

/** A claim as the opinion run (初审) sees it; amounts in fen. */
export interface OpenClaim {
  readonly bank: string;
  readonly scheme: Scheme;
  readonly status: ClaimStatus;
  readonly amount: Fen | undefined;
  readonly receivedOn: IsoDate;
  readonly fileName: string;
  readonly rowNo: number;
}

/** What the run finds before its first claim. Keys are `<bank>/<scheme>`; sums in fen. */
export interface RunStart {
  readonly on: IsoDate;
  readonly schemes: readonly Scheme[];
  readonly policies: Policies;
  readonly positions: ReadonlyMap<string, Position>;
  readonly states: ReadonlyMap<string, BankState>;
  /** Banks that are barred (因怠于追偿暂停资格). */
  readonly barred: ReadonlySet<string>;
  /** 可用余额. */
  readonly available: Fen;
  /** Claims of schemes without a run today that wait for money. */
  readonly short: readonly OpenClaim[];
}

/** What the run says of one claim: position and available balance are those before it. */
export interface ClaimOpinionOfRun {
  readonly opinion: '建议补偿' | '暂停补偿' | '资金不足';
  readonly position: Position;
  readonly available: Fen;
  readonly article: string;
  /** What the bank reads where the claim's state changes. */
  readonly message: string;
}

export const bankKey = (bank: string, scheme: Scheme): string => `${bank}/${scheme}`;

/**
 * One opinion run over claims in the order in which they came: positions and the fund's balance move with every claim
 * recommended. Suspension is brought up to date before each claim; once one waits for money, none behind it overtakes.
 * Source: XW §8 §14, KC §9 §15.
 */
export class OpinionRun {
  readonly states: Map<string, BankState>;
  readonly #start: RunStart;
  readonly #positions: Map<string, Position>;
  #available: Fen;
  /** Whether a claim earlier in the order is 资金不足. */
  #blocked = false;

  constructor(start: RunStart) {
    this.#start = start;
    this.states = new Map(start.states);
    this.#positions = new Map(start.positions);
    this.#available = start.available;
  }

  take(claim: OpenClaim): ClaimOpinionOfRun {
    const key = bankKey(claim.bank, claim.scheme);
    const position = this.#positions.get(key) ?? NO_POSITION;
    const suspended = this.#bringUpToDate(key, claim.scheme) === '暂停';
    const barred = this.#start.barred.has(key);
    const amount = claim.amount ?? 0n;
    const available = this.#available;
    const opinion = suspended || barred ? '暂停补偿' : this.#byMoney(claim, amount);
    if (opinion === '资金不足') this.#blocked = true;
    if (opinion === '建议补偿') {
      this.#positions.set(key, withPaid(position, amount));
      this.#available -= amount;
    }
    const { on, policies } = this.#start;
    const article = opinionArticle(opinion, claim, on, policies, { suspended, barred });
    const { suspension } = policies.of(claim.scheme).termsOn(on);
    const standing = [standingWords(position, barred), ...measuredBesides(position, suspension)].join(',');
    const message = explanation(claim, opinion, standing, available, article);
    return { opinion, position, available, article, message };
  }

  /** Once more for every bank and scheme of the run after the last claim. */
  closeStates(): void {
    for (const scheme of this.#start.schemes) {
      for (const key of this.#positions.keys())
        if (key.endsWith(`/${scheme}`)) this.#bringUpToDate(key, scheme);
    }
  }

  #byMoney(claim: OpenClaim, amount: Fen): '建议补偿' | '资金不足' {
    const overtakes = this.#blocked || this.#start.short.some((other) => comesBefore(other, claim));
    return overtakes || amount > this.#available ? '资金不足' : '建议补偿';
  }

  #bringUpToDate(key: string, scheme: Scheme): BankState {
    const terms = this.#start.policies.of(scheme).termsOn(this.#start.on);
    const position = this.#positions.get(key) ?? NO_POSITION;
    const state = nextState(this.states.get(key) ?? '正常', position, terms);
    this.states.set(key, state);
    return state;
  }
}

function standingWords(position: Position, barred: boolean): string {
  const ratio = percent({ num: position.applied, den: position.filed }, 4);
  const sums = `不良占比${ratio === '' ? '(无备案)' : `${ratio}%`},补偿净额${wanWords(position.net)}`;
  return barred ? `因怠于追偿被暂停资格,${sums}` : sums;
}

function explanation(
  claim: OpenClaim,
  to: ClaimStatus,
  standing: string,
  available: Fen,
  article: string,
): string {
  const amount = claim.amount ?? 0n;
  if (to === '暂停补偿') return `${standing},暂停办理补偿业务,恢复后自动进入下一次初审。依据${article}。`;
  if (to === '资金不足') {
    const cause = amount > available ? `可用余额${wanWords(available)}不足` : '此前的申请仍在等待资金';
    return `补偿金额${wanWords(amount)},${cause},按到达次序等待,下一次初审再议。`;
  }
  const recommended = `本次建议补偿${wanWords(amount)}`;
  if (claim.status === '资金不足') return `可用余额${wanWords(available)},资金已足,${recommended}。`;
  return claim.status === '暂停补偿'
    ? `${standing},已恢复办理,${recommended}。`
    : `${standing},${recommended}。`;
}

/** (day received, sender, file name, row). */
function comesBefore(a: OpenClaim, b: OpenClaim): boolean {
  const order =
    compareCodePoints(a.receivedOn, b.receivedOn) ||
    compareCodePoints(a.bank, b.bank) ||
    compareCodePoints(a.fileName, b.fileName) ||
    a.rowNo - b.rowNo;
  return order < 0;
}
