import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import type { Db } from '../db/db.js';
import { whenThere } from '../db/when-there.js';
import { shanghaiDate } from '../domain/dates.js';
import { openDb } from '../ledger/open.js';
import { kept } from '../ledger/records/kept.js';
import { workBeyond } from '../ledger/work/work-progress.js';
import type { Workplace } from '../pipeline.js';
import { openLog } from '../services/log.js';
import { CommandError, WordsError } from './exit.js';
import { httpPlace, keptConfiguration, namedConfiguration, portOption, whereBooksAre } from './place.js';

interface WorkerOptions {
  readonly out?: string;
  readonly config?: string;
  readonly port?: number;
  readonly host?: string;
  readonly future?: boolean;
}

export function addWorker(program: Command): void {
  program
    .command('worker')
    .description('处理待办:可在多台机器上开任意多个,共用DATABASE_URL的账簿和REDIS_URL的队列')
    .option('--out <dir>', '输出目录(缺省:看管进程所用的;写明时须相同)')
    .option('--port <number>', '在此端口提供/metrics和/healthz', portOption)
    .option('--host <address>', '在此地址提供(缺省127.0.0.1,只限本机)')
    .option('--config <dir>', '配置目录(缺省:看管进程所用的;须与其相同)')
    .option('--future', '演练:允许处理日期晚于今天的在线待办')
    .action(async (options: WorkerOptions) => {
      process.exitCode = await runWorker(options);
    });
}

async function runWorker(options: WorkerOptions): Promise<number> {
  if ((process.env.DATABASE_URL ?? '') === '')
    throw new WordsError('请用DATABASE_URL指明账簿所在;账簿在本机目录时用watch --work。');
  const named = await namedConfiguration(options.config);
  const db = await whenThere(() => openDb(whereBooksAre({})));
  try {
    const { out, archive } = await watchersFolders(db);
    if (options.out !== undefined && resolve(options.out) !== out)
      throw new WordsError(
        `看管进程的输出目录是${out},与--out ${options.out}不同。不写--out即用看管进程的。`,
      );
    const configuration = named ?? (await keptConfiguration(db));
    if (configuration === undefined) throw new CommandError('账簿还没有配置,请先启动看管进程。');
    await demandNoneBeyond(db, options);
    const { runService } = await import('../services/run-service.js');
    const { work } = await import('../services/worker.js');
    return await runService(
      { db, configuration, out, archive },
      openLog('worker'),
      httpPlace(options),
      (service) => work(service, options.future === true),
    );
  } finally {
    await db.close();
  }
}

/** Live work is dated by the watcher's clock; one that is after this machine's today is somebody's mistake. */
async function demandNoneBeyond(db: Db, { future }: WorkerOptions): Promise<void> {
  const today = shanghaiDate(Date.now());
  const beyond = future === true ? undefined : await whenThere(() => workBeyond(db, today));
  if (beyond !== undefined)
    throw new WordsError(
      `待办中有日期晚于今天${today}(北京时间)的,最晚${beyond}。请核对看管进程和本机的时钟;演练时请加--future。`,
    );
}

/** A worker may be there before the first watcher has named its folders and its configuration. */
async function watchersFolders(db: Db): Promise<Pick<Workplace, 'out' | 'archive'>> {
  for (;;) {
    const { out, archive } = await whenThere(() => kept(db));
    if (out !== undefined && archive !== undefined) return { out, archive };
    await sleep(500);
  }
}
