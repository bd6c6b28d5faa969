import { execFileSync } from 'node:child_process';
import { fromRoot } from '../replay/replays.js';

/** A run of a proof as docs/reliability.json keeps it (scripts/reliability.mjs says what each is). */
export interface ProofRun {
  readonly proof: string;
  readonly tries: number;
  readonly lost?: number;
  readonly doubled?: number;
  readonly differing?: number;
  readonly seeds: string;
  readonly note?: string;
}

/** Writes a long run into docs/reliability.md. */
export function recordRun(run: ProofRun): void {
  execFileSync(process.execPath, [fromRoot('scripts/reliability.mjs'), 'record', JSON.stringify(run)]);
}
