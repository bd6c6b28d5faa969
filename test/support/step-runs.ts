import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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

export interface Steps {
  readonly of: 'crash' | 'io' | 'query';
  readonly at: number;
  readonly how: string;
  readonly report?: string;
}

export interface Run {
  readonly mode: 'replay' | 'live';
  readonly inbox: string;
  readonly out: string;
  /** A folder, or the URL of a database. */
  readonly books: string;
}

const PRELOAD = fileURLToPath(new URL('steps.mjs', import.meta.url));
const REPLAY = fileURLToPath(new URL('replay-on.mjs', import.meta.url));

/** One life of the process. Gives back its exit status (null: killed) and what it said. */
export async function live(run: Run, steps: Steps): Promise<{ exit: number | null; said: string }> {
  const { mode, inbox, out, books } = run;
  const url = /^postgres/.test(books);
  const words =
    mode === 'replay'
      ? [REPLAY, JSON.stringify({ inbox, out, books, config: CONFIG, until: UNTIL })]
      : [
          fromRoot('bin/riskpool'),
          'watch',
          inbox,
          '--out',
          out,
          '--dated',
          '--once',
          '--work',
          '--until',
          UNTIL,
        ];
  if (mode === 'live') words.push('--config', CONFIG, ...(url ? [] : ['--data', books]));
  const { DATABASE_URL: _d, REDIS_URL: _r, ...rest } = process.env;
  const env = { ...rest, RISKPOOL_STEPS: JSON.stringify(steps), ...(url ? { DATABASE_URL: books } : {}) };
  const child = spawn(process.execPath, ['--import', PRELOAD, ...words], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => {
      said += text.toString();
    });
  await once(child, 'close');
  return { exit: child.exitCode, said };
}
