import { NOTHING } from '../io/cell-table.js';
import type { RowCells } from '../io/row-cells.js';
import type { RowView } from './row-view.js';

/** Answers of one question that are kept at most; a question that looks at sums or names has a new one for every row. */
const MOST_ANSWERS = 20_000;
/** From so many answers on, a question is not kept where most rows had no answer yet. */
const TRIED = 500;

/** What was looked at next, and what it leads to by the number of the cell's text; at an end, the answer. */
interface Branch<T> {
  position: number;
  answer: T | undefined;
  readonly next: (Branch<T> | undefined)[];
}

const END = -1;

/**
 * Answers of one question about rows, kept by the cells that it looked at, in the order in which it did. The question
 * depends on nothing but the cells that it reads from the view: then it looks at the same cell first whatever the row, at the
 * same cell second wherever the first had the same text, and so on, and rows that agree in all of them have one answer.
 */
export class AnswerTree<T> {
  readonly #view: RowView;
  readonly #cells: RowCells;
  readonly #ask: () => T;
  /** Columns in which all rows asked about agree. */
  readonly #fixed: readonly number[];
  readonly #root: Branch<T> = { position: END, answer: undefined, next: [] };
  #known = 0;
  #hits = 0;

  constructor(view: RowView, cells: RowCells, ask: () => T, fixed: readonly number[] = []) {
    this.#view = view;
    this.#cells = cells;
    this.#ask = ask;
    this.#fixed = fixed;
  }

  /** The answer, where one is the same for all rows. */
  get only(): T | undefined {
    return this.#root.position === END ? this.#root.answer : undefined;
  }

  answer(): T {
    const { numbers } = this.#cells;
    let branch: Branch<T> | undefined = this.#root;
    while (branch !== undefined && branch.position !== END) {
      const number: number = numbers[branch.position] ?? NOTHING;
      if (number < NOTHING) return this.#ask();
      branch = branch.next[number];
    }
    if (branch?.answer === undefined) return this.#learn();
    this.#hits += 1;
    return branch.answer;
  }

  #learn(): T {
    this.#view.begin();
    const answer = this.#ask();
    if (this.#known >= MOST_ANSWERS || (this.#known > TRIED && this.#hits < this.#known)) return answer;
    const asked = this.#view.asked.filter((position) => !this.#fixed.includes(position));
    const { numbers } = this.#cells;
    if (asked.some((position) => (numbers[position] ?? NOTHING) < NOTHING)) return answer;
    let branch = this.#root;
    for (const position of asked) {
      if (branch.position === END && branch.answer === undefined) branch.position = position;
      if (branch.position !== position)
        throw new Error('a question depends on more than the cells of the row');
      const number = numbers[position] ?? NOTHING;
      const next = branch.next[number] ?? { position: END, answer: undefined, next: [] };
      branch.next[number] = next;
      branch = next;
    }
    branch.answer = answer;
    this.#known += 1;
    return answer;
  }
}
