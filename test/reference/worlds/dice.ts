/** Seeded dice (mulberry32): the same seed throws the same world, on every machine. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = (seed * 2654435761) >>> 0;
  }

  /** In [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<Of>(items: readonly [Of, ...Of[]]): Of;
  pick<Of>(items: readonly Of[]): Of | undefined;
  pick<Of>(items: readonly Of[]): Of | undefined {
    return items[this.whole(0, items.length - 1)];
  }

  /** One of several ways, each as likely as its weight. */
  way<Of>(ways: readonly (readonly [weight: number, way: Of])[]): Of {
    let left = this.next() * ways.reduce((total, [weight]) => total + weight, 0);
    for (const [weight, way] of ways) {
      left -= weight;
      if (left < 0) return way;
    }
    const last = ways.at(-1);
    if (last === undefined) throw new Error('no way to choose from');
    return last[1];
  }

  shuffled<Of>(items: readonly Of[]): Of[] {
    return items
      .map((item) => [this.next(), item] as const)
      .sort(([a], [b]) => a - b)
      .map(([, item]) => item);
  }
}
