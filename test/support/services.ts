import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { fromRoot } from '../replay/replays.js';

/** Watchers and workers as processes of their own, as they run in the field. */

export interface ServiceEnv {
  readonly DATABASE_URL?: string;
  readonly REDIS_URL?: string;
}

/** One service process; `log` collects all that it wrote, over all its lives. */
export class ServiceProcess {
  readonly log: string;
  readonly #words: readonly string[];
  readonly #env: ServiceEnv;
  #child: ChildProcess | undefined;

  constructor(words: readonly string[], env: ServiceEnv, logFolder: string, name: string) {
    this.#words = words;
    this.#env = env;
    this.log = join(logFolder, `${name}.log`);
  }

  start(): this {
    const { DATABASE_URL: _d, REDIS_URL: _r, ...rest } = process.env;
    const child = spawn(process.execPath, [fromRoot('bin/riskpool'), ...this.#words], {
      env: { ...rest, ...this.#env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const log = createWriteStream(this.log, { flags: 'a' });
    child.stdout?.pipe(log, { end: false });
    child.stderr?.pipe(log, { end: false });
    this.#child = child;
    return this;
  }

  get running(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Of the process that runs at present. */
  get pid(): number | undefined {
    return this.running ? this.#child?.pid : undefined;
  }

  /** The exit status once it has ended; null where a signal ended it. */
  async ended(): Promise<number | null> {
    if (this.running && this.#child !== undefined) await once(this.#child, 'exit');
    return this.#child?.exitCode ?? null;
  }

  async kill(signal: NodeJS.Signals): Promise<void> {
    if (!this.running) return;
    this.#child?.kill(signal);
    await this.ended();
  }
}

export interface ClusterOptions {
  readonly inbox: string;
  readonly out: string;
  readonly config: string;
  readonly until: string;
  readonly workers: number;
  readonly env: ServiceEnv;
  readonly logs: string;
}

/** A watcher that ends when all is done, and so many workers. */
export function startCluster(options: ClusterOptions): {
  watcher: ServiceProcess;
  workers: ServiceProcess[];
} {
  const { inbox, out, config, until, env, logs } = options;
  const words = ['watch', inbox, '--out', out, '--dated', '--once', '--until', until, '--config', config];
  const watcher = new ServiceProcess(words, env, logs, 'watch').start();
  const workers = Array.from({ length: options.workers }, (_, i) =>
    new ServiceProcess(['worker', '--config', config], env, logs, `worker-${i + 1}`).start(),
  );
  return { watcher, workers };
}
