import type { CopyRows, Db, Sql } from '../db/db.js';
import { PACED_AFTER_MS, type ProgressScreen, type RowMeter, rowMeter } from './row-meter.js';

/**
 * Books of which a terminal is told, once a command has worked on them for over two seconds, how many rows were read and
 * written and at what pace. Elsewhere the books as they are.
 */
export function toldBooks(db: Db, screen: ProgressScreen = process.stderr, now?: () => number): Db {
  if (screen.isTTY !== true) return db;
  const counted = new Counted(rowMeter(screen, now, { verb: '账簿已读写', after: PACED_AFTER_MS }));
  return {
    ...counted.sql(db),
    transaction: (work) => db.transaction((tx) => work(counted.sql(tx))),
    close: async () => {
      counted.end();
      await db.close();
    },
  };
}

class Counted {
  readonly #meter: RowMeter;
  #rows = 0;

  constructor(meter: RowMeter) {
    this.#meter = meter;
  }

  end(): void {
    this.#meter.end();
  }

  sql(of: Sql): Sql {
    return {
      engine: of.engine,
      query: async (text, params) => {
        const rows = await of.query(text, params);
        this.#count(rows.length);
        return rows;
      },
      execute: (text) => of.execute(text),
      copyIn: async (table, columns, rows) => {
        await of.copyIn(table, columns, rows);
        this.#count(lengthOf(rows));
      },
    };
  }

  #count(rows: number): void {
    this.#rows += rows;
    this.#meter.rows(this.#rows, 0);
  }
}

/** Rows of a COPY. Lines come in pieces of many, which nobody has counted. */
const lengthOf = (rows: CopyRows): number => ('lines' in rows ? 0 : rows.length);
