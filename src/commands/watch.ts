import { resolve } from 'node:path';
import type { Command } from 'commander';
import { whenThere } from '../db/when-there.js';
import type { IsoDate } from '../domain/dates.js';
import { openLog } from '../services/log.js';
import { changeOptions } from './changes.js';
import { WordsError } from './exit.js';
import { type DateGuards, dateGuards, demandDateToday } from './kept-books.js';
import {
  dateOption,
  demandInbox,
  demandKeptBooks,
  httpPlace,
  openPlace,
  type PlaceOptions,
  portOption,
} from './place.js';

interface WatchCommandOptions extends PlaceOptions, DateGuards {
  readonly out: string;
  readonly dated?: boolean;
  readonly until?: IsoDate;
  readonly once?: boolean;
  readonly work?: boolean;
  readonly port?: number;
  readonly host?: string;
}

export function addWatch(program: Command): void {
  dateGuards(changeOptions(program.command('watch <inbox>')))
    .description(
      '看管收件目录:收取报齐的文件(移入存档,收件目录随之清空)、登记待办并通知处理进程,按日历安排初审和清算',
    )
    .addHelpText(
      'after',
      '\n收下的文件从收件目录移入存档;文件夹、链接等移到<inbox>/.aside/<日期>/,不删除。一个收件目录只能有一个看管进程。',
    )
    .requiredOption('--out <dir>', '输出目录,也是存档所在')
    .option('--dated', '收件目录按日期存放:逐日补收(停机之后)')
    .option('--until <date>', '补收到这一天(与--dated同用;缺省:最后一个日期文件夹)', dateOption)
    .option('--once', '全部处理完即结束,并写出台账')
    .option('--work', '在本进程内同时处理(单机;未设REDIS_URL和DATABASE_URL时必须)')
    .option('--data <dir>', '账簿所在目录(未设DATABASE_URL时)')
    .option('--port <number>', '在此端口提供/metrics和/healthz', portOption)
    .option('--host <address>', '在此地址提供(缺省127.0.0.1,只限本机)')
    .option('--config <dir>', '配置目录(缺省:账簿所用的;新账簿须有banks.csv、fund.csv、fx.csv)')
    .action(async (inbox: string, options: WatchCommandOptions) => {
      process.exitCode = await runWatch(inbox, options);
    });
}

async function runWatch(inbox: string, options: WatchCommandOptions): Promise<number> {
  demandKeptBooks(options);
  const { dated = false, once = false, work = false, until } = options;
  if (until !== undefined && !dated) throw new WordsError('--until须与--dated同用。');
  if ((process.env.DATABASE_URL ?? '') === '' && !work)
    throw new WordsError('账簿在本机目录(--data)时只能由一个进程使用,请加--work在本进程内处理。');
  await demandInbox(inbox);
  const place = await whenThere(() => openPlace(options));
  try {
    if (!dated) await demandDateToday(place.db, options);
    const watching = { inbox: resolve(inbox), dated, once, work, until };
    const { runService } = await import('../services/run-service.js');
    const { watch } = await import('../services/watch.js');
    return await runService(place, openLog('watch'), httpPlace(options), (service) =>
      watch(service, watching),
    );
  } finally {
    await place.db.close();
  }
}
