/** Something in the inbox that could not be taken: a sender's folder, or one file in it. */
export interface Trouble {
  readonly sender: string;
  /** Empty where it is the folder. */
  readonly name: string;
  /** The system's code, EACCES say. */
  readonly code: string;
  readonly tries: number;
  /** Milliseconds since 1970. */
  readonly since: number;
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 600_000;

interface Known {
  readonly trouble: Trouble;
  readonly nextTry: number;
}

/**
 * What of an inbox is in trouble, each looked at again by itself: after 1 s, then after twice as long each time, up to 10
 * minutes. The others go on meanwhile.
 */
export class Troubles {
  readonly #known = new Map<string, Known>();

  /** Whether this is to be tried now. */
  isDue(key: string, now: number): boolean {
    return (this.#known.get(key)?.nextTry ?? 0) <= now;
  }

  /** Notes a failed try; gives back how many there were. */
  failed(key: string, of: Pick<Trouble, 'sender' | 'name' | 'code'>, now: number): Trouble {
    const before = this.#known.get(key)?.trouble;
    const tries = (before?.tries ?? 0) + 1;
    const trouble = { ...of, tries, since: before?.since ?? now };
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** (tries - 1), LONGEST_PAUSE_MS);
    this.#known.set(key, { trouble, nextTry: now + pause });
    return trouble;
  }

  /** It went well, or is there no more. */
  over(key: string): void {
    this.#known.delete(key);
  }

  /** Forgets what is not in the inbox any more. */
  keepOnly(keys: ReadonlySet<string>): void {
    for (const key of this.#known.keys()) if (!keys.has(key)) this.#known.delete(key);
  }

  get all(): Trouble[] {
    return [...this.#known.values()].map(({ trouble }) => trouble);
  }
}
