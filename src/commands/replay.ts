import type { Command } from 'commander';
import type { IsoDate } from '../domain/dates.js';
import { hasFiles } from '../ledger/records/books.js';
import { coverageLines } from '../operations/coverage.js';
import { replay } from '../pipeline.js';
import { changeOptions } from './changes.js';
import { CommandError, EXIT } from './exit.js';
import { dateOption, demandInbox, openPlace, type PlaceOptions } from './place.js';
import { consoleProgress } from './progress.js';
import { tell } from './say.js';
import { printSummary } from './summary.js';
import { settleWorkbooks, type WorkbookOptions, workbookOptions } from './workbooks.js';

interface ReplayOptions extends PlaceOptions, WorkbookOptions {
  readonly out: string;
  readonly until?: IsoDate;
}

export function addReplay(program: Command): void {
  workbookOptions(changeOptions(program.command('replay <inbox>')))
    .description('逐日处理按日期存放的收件目录,写出全部回执、意见、拨付、清算和台账')
    .requiredOption('--out <dir>', '输出目录')
    .option('--data <dir>', '保存账簿的目录(缺省:内存,不保留)')
    .option('--until <date>', '处理到这一天(缺省:最后一个日期文件夹)', dateOption)
    .option('--config <dir>', '配置目录(其中须有banks.csv、fund.csv、fx.csv;续用已有账簿时缺省为账簿所用的)')
    .action(async (inbox: string, options: ReplayOptions) => {
      process.exitCode = await runReplay(inbox, options);
    });
}

async function runReplay(inbox: string, options: ReplayOptions): Promise<number> {
  await demandInbox(inbox);
  const place = await openPlace(options);
  try {
    if (place.db.engine === 'postgres' && (await hasFiles(place.db))) {
      throw new CommandError('DATABASE_URL指向的数据库中已有账簿;replay须用空的数据库。');
    }
    await settleWorkbooks(place.db, options);
    for (const line of coverageLines(place.configuration.reference, options.until)) tell(`${line}\n`);
    const progress = consoleProgress();
    const { lastDay, refused } = await replay(place, inbox, options.until, progress);
    progress.end();
    await printSummary(place, lastDay);
    return refused > 0 ? EXIT.refused : EXIT.done;
  } finally {
    await place.db.close();
  }
}
