import type { Command } from 'commander';
import { type IsoDate, isMonthEnd } from '../domain/dates.js';
import { calendarOf, openBooks } from '../ledger/records/books.js';
import { closeMonth } from '../pipeline.js';
import { schemesOfRun } from '../rules/opinion.js';
import { changeOptions } from './changes.js';
import { CommandError, EXIT } from './exit.js';
import {
  catchUp,
  type DateGuards,
  dateGuards,
  demandPast,
  demandPlausibleDate,
  missedRuns,
} from './kept-books.js';
import { dateOption, demandKeptBooks, openPlace, type PlaceOptions } from './place.js';
import { say } from './say.js';
import { toldBooks } from './told-books.js';
import { settleWorkbooks, type WorkbookOptions, workbookOptions } from './workbooks.js';

interface ReviewOptions extends PlaceOptions, DateGuards, WorkbookOptions {
  readonly on: IsoDate;
}

export function addReview(program: Command): void {
  workbookOptions(dateGuards(changeOptions(program.command('review'))))
    .description('按日历运行该日的初审(各政策按各自的月末、季末或年末),并写出当月清算明细')
    .requiredOption('--on <date>', '初审日期', dateOption)
    .option('--out <dir>', '输出目录(缺省:账簿上次写到的目录,新账簿为--data目录下的out)')
    .option('--data <dir>', '账簿所在目录(未设DATABASE_URL时)')
    .option('--config <dir>', '配置目录(缺省:账簿所用的)')
    .action(async (options: ReviewOptions) => {
      process.exitCode = await runReviewCommand(options);
    });
}

async function runReviewCommand(options: ReviewOptions): Promise<number> {
  const { on } = options;
  demandKeptBooks(options);
  demandPast(on, options);
  if (!isMonthEnd(on)) {
    say(`${on}不是月末,没有安排初审。\n`);
    return EXIT.done;
  }
  const opened = await openPlace(options);
  const place = { ...opened, db: toldBooks(opened.db) };
  try {
    await demandPlausibleDate(place.db, on, options);
    const { last } = await calendarOf(place.db);
    if (last !== undefined && last > on)
      throw new CommandError(`账簿已处理到${last},不能再运行${on}的初审。`);
    await openBooks(place.db, place.configuration);
    await settleWorkbooks(place.db, options);
    await catchUp(place, await missedRuns(place.db, on));
    await closeMonth(place, on);
    say(
      `${on}初审完成(${schemesOfRun(on, place.configuration.reference.policies).join('、')}),输出在${place.out}\n`,
    );
    return EXIT.done;
  } finally {
    await place.db.close();
  }
}
