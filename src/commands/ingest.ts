import type { Command } from 'commander';
import type { IsoDate } from '../domain/dates.js';
import { openBooks } from '../ledger/records/books.js';
import { takeFile } from '../pipeline.js';
import { receiptPath } from '../publish/receipt.js';
import { changeOptions } from './changes.js';
import { EXIT } from './exit.js';
import {
  catchUp,
  type DateGuards,
  dateGuards,
  demandOpenDay,
  demandPast,
  demandPlausibleDate,
  demandSent,
  droppedBy,
  missedRuns,
  today,
  wouldBeRefused,
} from './kept-books.js';
import { dateOption, demandKeptBooks, openPlace, type PlaceOptions } from './place.js';
import { mostRows, printReceipt } from './print-receipt.js';
import { rowMeter } from './row-meter.js';
import { say } from './say.js';
import { settleWorkbooks, type WorkbookOptions, workbookOptions } from './workbooks.js';

interface IngestOptions extends PlaceOptions, DateGuards, WorkbookOptions {
  readonly from: string;
  readonly on?: IsoDate;
}

export function addIngest(program: Command): void {
  workbookOptions(dateGuards(changeOptions(program.command('ingest <file>'))))
    .description('收一份文件,记入账簿并写出回执')
    .requiredOption('--from <SENDER>', '发送方:银行代码、CUSTODIAN、BUREAU或ACCOUNT')
    .option('--on <date>', '收到日期(缺省:北京时间今天)', dateOption)
    .option('--out <dir>', '输出目录(缺省:账簿上次写到的目录,新账簿为--data目录下的out)')
    .option('--data <dir>', '账簿所在目录(未设DATABASE_URL时)')
    .option('--config <dir>', '配置目录(缺省:账簿所用的)')
    .action(async (file: string, options: IngestOptions) => {
      process.exitCode = await runIngest(file, options);
    });
}

async function runIngest(path: string, options: IngestOptions): Promise<number> {
  demandKeptBooks(options);
  await demandSent(path);
  const on = options.on ?? today();
  demandPast(on, options);
  const place = await openPlace(options);
  try {
    await demandPlausibleDate(place.db, on, options);
    await demandOpenDay(place.db, on);
    const file = droppedBy(options.from, path);
    await openBooks(place.db, place.configuration);
    await settleWorkbooks(place.db, options);
    // A file that is refused as a whole moves no calendar: the runs before it wait for one that is taken.
    const missed = await missedRuns(place.db, on);
    if (missed.length > 0 && !(await wouldBeRefused(place, file, on))) await catchUp(place, missed);
    const meter = rowMeter();
    const record = await takeFile(place, file, on, meter.rows).finally(meter.end);
    const receipt = receiptPath(place.out, record);
    await printReceipt(place.db, record, say, { most: mostRows(), path: receipt });
    return record.status === 'refused' ? EXIT.refused : EXIT.done;
  } finally {
    await place.db.close();
  }
}
