import { AsyncLocalStorage } from 'node:async_hooks';

/** The database was used around its own transaction, or a transaction after its end: a bug, told rather than hung on. */
export class TransactionMisuseError extends Error {
  override readonly name = 'TransactionMisuseError';
}

/**
 * Knows which code runs inside a transaction. Using `db` there instead of `tx` would wait for itself for ever on PGlite
 * and silently write outside the transaction on PostgreSQL; both engines refuse it alike.
 */
export class TransactionScope {
  readonly #inside = new AsyncLocalStorage<{ open: boolean }>();

  async run<T>(work: (assertOpen: () => void) => Promise<T>): Promise<T> {
    const state = { open: true };
    const assertOpen = (): void => {
      if (!state.open) throw new TransactionMisuseError('this transaction has ended');
    };
    try {
      return await this.#inside.run(state, () => work(assertOpen));
    } finally {
      state.open = false;
    }
  }

  assertOutside(): void {
    if (this.#inside.getStore()?.open === true) {
      throw new TransactionMisuseError('inside a transaction use the transaction, not the database');
    }
  }
}
