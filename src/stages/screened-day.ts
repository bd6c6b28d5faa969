import type { Finding } from '../domain/findings.js';
import type { FxAnswer } from '../domain/fx.js';
import type { Fen } from '../domain/money.js';
import type { Header } from '../io/header.js';
import { needsMore } from '../io/row-form.js';
import { hasOneLoanRule } from '../rules/filing/caps.js';
import { ALONE_CHECKS, BOOK_CHECKS, fxOf, SUM_CHECKS, TOGETHER_CHECKS } from '../rules/filing/checks.js';
import { type FilingContext, NO_FILING_BOOKS } from '../rules/filing/filing.js';
import type { AnswerTree } from './answer-tree.js';
import type { RowView } from './row-view.js';

/** Sums of a row, fen in doubles, between which no check on sums finds anything. */
export interface Bounds {
  readonly principalFrom: number;
  readonly principalTo: number;
  readonly creditTo: number;
  readonly togetherTo: number;
  /** What the enterprise's loans may come to, this one and others, so that no other row has a say. */
  readonly enterpriseTo: number;
}

/** Makes the tree of a question about rows of one scheme and day. */
export type Asking = <T>(ask: () => T) => AnswerTree<T>;

/**
 * The rules on rows of one scheme and one day of disbursement, as far as they find nothing: answers of the very checks, kept
 * by the cells that each of them looked at. Nothing is said here that a check does not say.
 */
export class ScreenedDay {
  readonly ctx: FilingContext;
  readonly #bounds: AnswerTree<Bounds>;
  /** Whether nothing stands against the row: one question for each check, until it is known to be the same for all rows. */
  #questions: readonly AnswerTree<boolean>[];
  #asked = false;

  constructor(ctx: FilingContext, view: RowView, header: Header, asking: Asking) {
    this.ctx = ctx;
    const { row } = view;
    this.#questions = [
      () => !hasOneLoanRule(ctx),
      () => !needsMore(header, view.values),
      () => isInYuan(fxOf(row, ctx)),
      ...ALONE_CHECKS.map((check) => () => isNothing(check(row, ctx))),
      ...BOOK_CHECKS.map((check) => () => isNothing(check(row, ctx, NO_FILING_BOOKS))),
    ].map((ask) => asking(ask));
    this.#bounds = asking(() => boundsOf(view, ctx));
  }

  /** Whether no check that looks at no sum finds anything in the row at hand. */
  isClean(): boolean {
    for (let i = 0; i < this.#questions.length; i++) if (this.#questions[i]?.answer() !== true) return false;
    if (!this.#asked) this.#questions = this.#questions.filter(({ only }) => only === undefined);
    this.#asked = true;
    return true;
  }

  bounds(): Bounds {
    return this.#bounds.answer();
  }
}

/** Whether an amount in the row's currency is the same in CNY. */
const isInYuan = (fx: FxAnswer): boolean => fx.state === 'known' && fx.rate === '1';

const isNothing = (findings: readonly Finding[]): boolean =>
  findings.every(({ severity }) => severity === 'off');

function boundsOf({ row }: RowView, ctx: FilingContext): Bounds {
  const all = SUM_CHECKS.map(({ bounds }) => bounds(row, ctx));
  const least = (sums: readonly (Fen | undefined)[]): number =>
    Math.min(Number.MAX_SAFE_INTEGER, ...sums.flatMap((sum) => (sum === undefined ? [] : [Number(sum)])));
  return {
    principalFrom: Math.max(0, ...all.map(({ principalFrom = 0n }) => Number(principalFrom))),
    principalTo: least(all.map(({ principalTo }) => principalTo)),
    creditTo: least(all.map(({ creditTo }) => creditTo)),
    togetherTo: least(all.map(({ togetherTo }) => togetherTo)),
    enterpriseTo: least(TOGETHER_CHECKS.map(({ most }) => most(row, ctx))),
  };
}
