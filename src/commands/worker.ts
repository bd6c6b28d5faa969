import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import type { Db } from '../db/db.js';
import { whenThere } from '../db/when-there.js';
import { loadConfiguration } from '../io/config/load.js';
import { openDb } from '../ledger/open.js';
import { kept } from '../ledger/records/kept.js';
import type { Workplace } from '../pipeline.js';
import { openLog } from '../services/log.js';
import { runService } from '../services/run-service.js';
import { work } from '../services/worker.js';
import { WordsError } from './exit.js';
import { portOption, whereBooksAre } from './place.js';

interface WorkerOptions {
  readonly out?: string;
  readonly config?: string;
  readonly port?: number;
}

export function addWorker(program: Command): void {
  program
    .command('worker')
    .description('处理待办:可在多台机器上开任意多个,共用DATABASE_URL的账簿和REDIS_URL的队列')
    .option('--out <dir>', '输出目录(缺省:看管进程所用的;须是同一个共享目录)')
    .option('--port <number>', '在此端口提供/metrics和/healthz', portOption)
    .option('--config <dir>', '配置目录(缺省:随附的config/;须与看管进程相同)')
    .action(async (options: WorkerOptions) => {
      process.exitCode = await runWorker(options);
    });
}

async function runWorker(options: WorkerOptions): Promise<number> {
  if ((process.env.DATABASE_URL ?? '') === '')
    throw new WordsError('请用DATABASE_URL指明账簿所在;账簿在本机目录时用watch --work。');
  const configuration = await loadConfiguration(options.config);
  const db = await whenThere(() => openDb(whereBooksAre({})));
  try {
    const place = { db, configuration, ...(await whenThere(() => whereOutputsAre(db, options))) };
    return await runService(place, openLog('worker'), options.port, work);
  } finally {
    await db.close();
  }
}

/** The watcher's folders, unless said otherwise. A worker may be there before the first watcher has named them. */
async function whereOutputsAre(db: Db, options: WorkerOptions): Promise<Pick<Workplace, 'out' | 'archive'>> {
  const given = options.out === undefined ? undefined : resolve(options.out);
  if (given !== undefined) return { out: given, archive: join(given, 'archive') };
  for (;;) {
    const { out, archive } = await kept(db);
    if (out !== undefined && archive !== undefined) return { out, archive };
    await sleep(500);
  }
}
