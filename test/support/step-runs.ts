import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fromRoot, SAMPLES } from '../replay/replays.js';

/** Runs over a small inbox that are ended, or have a call fail, at the N-th boundary they cross (steps.mjs). */

/** One or two files of each kind, out of the sample year, on their own days. */
const FILES = [
  '2025-07-15/QHB/filing-2025Q2.csv',
  '2025-07-25/CUSTODIAN/decision-2025-07.csv',
  '2026-01-09/QHB/claim-2026-01.csv',
  '2026-01-20/QHB/claim-2026-01-2.csv',
  '2026-04-10/QHB/recovery-2026-04.csv',
  '2026-04-15/BUREAU/confirmation-2026-04.csv',
  '2026-05-06/ACCOUNT/账户流水-2026-04.csv',
  '2026-07-08/QHB/writeoff-2026-07.csv',
  '2026-08-19/LSB/变更-2026-08.csv',
  '2026-08-26/CUSTODIAN/冲正-2026-08.csv',
  '2026-08-28/CUSTODIAN/勾对-2026-08.csv',
  '2026-09-03/CUSTODIAN/资格-2026-09.csv',
];
export const UNTIL = '2026-09-03';

/** The inbox of the runs; a name for unfinished files and a folder in it, too. */
export function smallInbox(inbox: string): string {
  for (const file of FILES) {
    mkdirSync(dirname(join(inbox, file)), { recursive: true });
    cpSync(join(fromRoot(SAMPLES.inbox), file), join(inbox, file));
  }
  writeFileSync(join(inbox, '2026-08-28/CUSTODIAN/勾对-2.csv.part'), 'half');
  mkdirSync(join(inbox, '2026-08-28/CUSTODIAN/勾对-3.csv'));
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
  const config = fromRoot(SAMPLES.config);
  const url = /^postgres/.test(books);
  const words =
    mode === 'replay'
      ? [REPLAY, JSON.stringify({ inbox, out, books, config, until: UNTIL })]
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
  if (mode === 'live') words.push('--config', config, ...(url ? [] : ['--data', books]));
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
