import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Sql } from '../db/db.js';
import { type IsoDate, isDate } from '../domain/dates.js';
import { digestIfThere } from '../io/hash-file.js';
import { progressOf } from '../ledger/records/kept.js';
import { dateBefore, journalHead } from '../ledger/views/dates.js';
import { type Difference, shown } from './difference.js';
import type { Milestone } from './rederive.js';

/**
 * 封记: what the books had come to, in a line that is kept where nobody who can change them can change it too. Archive,
 * books and outputs that were forged together agree with one another; they do not agree with an earlier seal.
 */
export interface Seal {
  /** The newest date with a manifest. */
  readonly date: IsoDate;
  /** The newest entry of the journal, and its hash, which stands for all before it. */
  readonly entry: string;
  readonly journal: string;
  /** SHA-256 of the date's manifest, which names the one before. */
  readonly manifest: string;
  /** How far the books had come: `<newest file>/<newest run>`. */
  readonly after: string;
}

const HEX = z.string().regex(/^[0-9a-f]{64}$/);
const SEAL = z.strictObject({
  date: z.string().refine(isDate),
  entry: z.string().regex(/^\d+$/),
  journal: HEX,
  manifest: HEX,
  after: z.string(),
});

/** The books' seal as they stand; undefined while they have no manifest. */
export async function sealOf(sql: Sql, out: string): Promise<Seal | undefined> {
  const date = await dateBefore(sql, '9999-12-31');
  const head = await journalHead(sql, '9999-12-31');
  if (date === undefined || head === undefined) return undefined;
  const manifest = await digestIfThere(join(out, date, 'manifest.json'));
  if (manifest === undefined) return undefined;
  const after = await progressOf(sql);
  return { date, entry: head.entry.toString(), journal: head.hash, manifest: manifest.sha256, after };
}

/** A file of seals cannot be read as one; `message` is for the reader. */
export class SealFileError extends Error {
  override readonly name = 'SealFileError';
}

/** The seals of a file, a JSON line each, the oldest first. @throws SealFileError */
export async function readSeals(path: string): Promise<Seal[]> {
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  if (lines.length === 0) throw new SealFileError(`封记文件${path}是空的。`);
  return lines.map((line, i) => {
    const parsed = SEAL.safeParse(jsonOf(line));
    if (!parsed.success) throw new SealFileError(`封记文件${path}第${i + 1}行不是封记。`);
    return parsed.data;
  });
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Compares each seal with what the fresh books have come to when they are at its point. */
export class SealCheck {
  readonly #seals: readonly Seal[];
  readonly #fresh: Sql;
  readonly #out: string;
  readonly #reached = new Set<Seal>();
  #difference: Difference | undefined;

  constructor(seals: readonly Seal[], fresh: Sql, out: string) {
    this.#seals = seals;
    this.#fresh = fresh;
    this.#out = out;
  }

  get milestones(): Milestone[] {
    return this.#seals.map((seal) => ({
      after: seal.after,
      reached: async () => {
        this.#reached.add(seal);
        this.#difference ??= compare(seal, await sealOf(this.#fresh, this.#out));
      },
    }));
  }

  /** The first seal that does not agree, or whose point the books never came to. */
  get difference(): Difference | undefined {
    const never = this.#seals.find((seal) => !this.#reached.has(seal));
    if (this.#difference !== undefined || never === undefined) return this.#difference;
    return {
      what: '封记之处账簿没有到过',
      where: `${never.date}的封记`,
      kept: '(没有)',
      computed: `封记时到${never.after}`,
    };
  }
}

const NAMES = {
  date: '日期',
  entry: '分录号',
  journal: '分录链头',
  manifest: '清单',
  after: '进度',
} as const;

function compare(seal: Seal, derived: Seal | undefined): Difference | undefined {
  const key = (Object.keys(NAMES) as (keyof Seal)[]).find((name) => derived?.[name] !== seal[name]);
  if (key === undefined) return undefined;
  return {
    what: '与封记不符',
    where: `${seal.date}的封记 ${NAMES[key]}`,
    kept: shown(derived?.[key]),
    computed: `封记为${seal[key]}`,
  };
}
