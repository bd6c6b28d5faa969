/** What the database said no to, with PostgreSQL's own code ('23505' is a broken unique key), alike on both engines. */
export class SqlError extends Error {
  override readonly name = 'SqlError';
  readonly code: string;
  readonly constraint: string | undefined;
  readonly detail: string | undefined;

  constructor(answer: SqlAnswer, text: string) {
    const detail = answer.detail === undefined ? '' : ` (${answer.detail})`;
    super(`${answer.message}${detail}, in: ${shorten(text)}`, { cause: answer });
    this.code = answer.code ?? 'XX000';
    this.constraint = answer.constraint;
    this.detail = answer.detail;
  }
}

export interface SqlAnswer {
  readonly message: string;
  readonly code?: string | undefined;
  readonly constraint?: string | undefined;
  readonly detail?: string | undefined;
}

/** A statement failed inside a transaction, `work` went on as if nothing had happened, and so nothing was written. */
export class TransactionAbortedError extends Error {
  override readonly name = 'TransactionAbortedError';

  constructor() {
    super(
      'a statement failed inside the transaction and the failure was ignored: everything was rolled back',
    );
  }
}

const SQLSTATE = /^[0-9A-Z]{5}$/;
// Connection exceptions, lack of resources, operator intervention (shutdown), serialization failure and deadlock.
const AWAY_SQLSTATE = /^(08...|53...|57P0.|40001|40P01)$/;
const AWAY_SYSTEM = /^(ECONN|EPIPE$|ENOTFOUND$|EAI_AGAIN$|ETIMEDOUT$|EHOSTUNREACH$|ENETUNREACH$)/;
const AWAY_MESSAGE =
  /^Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/;

/** An operating error: the same work can succeed a little later. Anything else is a bug and stops loudly. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(isDatabaseAway);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (SQLSTATE.test(code) && AWAY_SQLSTATE.test(code)) return true;
  return AWAY_SYSTEM.test(code) || AWAY_MESSAGE.test(error.message);
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}
