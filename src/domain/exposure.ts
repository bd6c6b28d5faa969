import type { IsoDate } from './dates.js';
import type { Fen } from './money.js';

/**
 * What one enterprise's loans come to on each day, as the changes from day to day. Its size is the number of
 * distinct days, whatever the number of loans.
 */
export class Exposure {
  readonly #days: IsoDate[] = [];
  readonly #changes: Fen[] = [];

  /** A loan runs on disbursedOn ≤ day < maturesOn. */
  add(disbursedOn: IsoDate, maturesOn: IsoDate, amount: Fen): void {
    if (maturesOn <= disbursedOn) return;
    this.change(disbursedOn, amount);
    this.change(maturesOn, -amount);
  }

  change(day: IsoDate, by: Fen): void {
    const at = this.#indexOf(day);
    if (this.#days[at] === day) {
      this.#changes[at] = (this.#changes[at] ?? 0n) + by;
    } else {
      this.#days.splice(at, 0, day);
      this.#changes.splice(at, 0, by);
    }
  }

  /** The most it comes to on a day of [from, to), 0 where nothing runs. */
  peak(from: IsoDate, to: IsoDate): Fen {
    if (to <= from) return 0n;
    let running = 0n;
    let most = 0n;
    for (let i = 0; i < this.#days.length; i++) {
      const day = this.#days[i] ?? '';
      if (day >= to) break;
      running += this.#changes[i] ?? 0n;
      const next = this.#days[i + 1];
      const reaches = next === undefined || next > from;
      if (reaches && running > most) most = running;
    }
    return most;
  }

  #indexOf(day: IsoDate): number {
    let low = 0;
    let high = this.#days.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#days[middle] ?? '') < day) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** The first day on which a loan runs no more: it matures, or was repaid before (结清). */
export function runsUntil(loan: {
  readonly maturesOn: IsoDate;
  readonly settledOn: IsoDate | undefined;
}): IsoDate {
  return loan.settledOn === undefined || loan.maturesOn < loan.settledOn ? loan.maturesOn : loan.settledOn;
}
