import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { fromRoot } from '../replay/replays.js';

/** Runs over a small inbox of all eleven kinds that are ended, or have a call fail, at the N-th boundary they cross (steps.mjs). */

/** Thirteen files, one or two of each kind, each with a row that is accepted, over four months; with a fund's own tables. */
const ELEVEN = fromRoot('test/fixtures/eleven-kinds');
export const CONFIG = join(ELEVEN, 'config');
export const UNTIL = '2026-10-28';

/** The inbox of the runs; a name for unfinished files and a folder in it, too. */
export function smallInbox(inbox: string): string {
  cpSync(join(ELEVEN, 'inbox'), inbox, { recursive: true });
  writeFileSync(join(inbox, '2026-10-28/CUSTODIAN/勾对-2.csv.part'), 'half');
  mkdirSync(join(inbox, '2026-10-28/CUSTODIAN/勾对-3.csv'));
  return inbox;
}

/** What is counted, and what happens at the N-th (0: nothing). `die` is kill -9; `pause` waits at each; `jump` sets the clock by `by` ms for a moment; else the code of an error. */
export interface Steps {
  readonly of: 'crash' | 'io' | 'query';
  readonly at: number;
  readonly how: string;
  readonly by?: number;
}

export interface Run {
  readonly mode: 'replay' | 'live' | 'arrive';
  /** Of `arrive`: the time of day (ms), and the configuration where it is not that of the small inbox. */
  readonly at?: number;
  readonly config?: string;
  readonly inbox: string;
  readonly out: string;
  /** A folder, or the URL of a database. */
  readonly books: string;
}

/** How a run ended (exit null: killed), what it said, and how many boundaries it crossed where they were counted. */
export interface Life {
  readonly exit: number | null;
  readonly said: string;
  readonly boundaries?: number;
}

const beside = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const environment = (): NodeJS.ProcessEnv => {
  const { DATABASE_URL: _d, REDIS_URL: _r, ...rest } = process.env;
  return rest;
};

/** `watch` as a process of its own, which can be killed. */
export async function watchOnce({ inbox, out, books }: Run, steps: Steps): Promise<Life> {
  const url = /^postgres/.test(books);
  const words = [
    'watch',
    inbox,
    '--out',
    out,
    '--dated',
    '--once',
    '--work',
    '--until',
    UNTIL,
    '--config',
    CONFIG,
  ];
  const child = spawn(
    process.execPath,
    [
      '--import',
      beside('step-process.mjs'),
      fromRoot('bin/riskpool'),
      ...words,
      ...(url ? [] : ['--data', books]),
    ],
    {
      env: {
        ...environment(),
        RISKPOOL_STEPS: JSON.stringify(steps),
        ...(url ? { DATABASE_URL: books } : {}),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => {
      said += text.toString();
    });
  await once(child, 'close');
  return { exit: child.exitCode, said };
}

/** A process that does one run after the other (step-server.mjs). */
export class StepServer {
  readonly #child = spawn(process.execPath, [beside('step-server.mjs')], {
    env: environment(),
    stdio: ['pipe', 'pipe', 'inherit', 'pipe'],
  });
  readonly #lines = createInterface({ input: this.#child.stdout as Readable })[Symbol.asyncIterator]();

  /** @param paused called at each boundary of a run that pauses there; everything stands still until it is done */
  async run(run: Run, steps: Steps, paused: (at: number) => Promise<void> = async () => {}): Promise<Life> {
    this.#child.stdin?.write(`${JSON.stringify({ config: CONFIG, until: UNTIL, ...run, steps })}\n`);
    for (;;) {
      const { value, done } = await this.#lines.next();
      if (done === true) return { exit: null, said: 'the process ended' };
      const told = JSON.parse(value) as Life | { readonly at: number };
      if (!('at' in told)) return told;
      await paused(told.at);
      (this.#child.stdio[3] as Writable).write('.');
    }
  }

  /** Kills it: nothing of it is worth an orderly end. */
  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const closed = once(this.#child, 'close');
    this.#child.kill('SIGKILL');
    await closed;
  }
}
