import type { Command } from 'commander';
import type { IsoDate } from '../domain/dates.js';
import { openBooks } from '../ledger/records/books.js';
import { takeFile } from '../pipeline.js';
import { EXIT } from './exit.js';
import { catchUp, demandKeptBooks, demandOpenDay, droppedBy, today } from './kept-books.js';
import { dateOption, openPlace, type PlaceOptions } from './place.js';
import { printReceipt } from './print-receipt.js';

interface IngestOptions extends PlaceOptions {
  readonly from: string;
  readonly on?: IsoDate;
}

export function addIngest(program: Command): void {
  program
    .command('ingest <file>')
    .description('收一份文件,记入账簿并写出回执')
    .requiredOption('--from <SENDER>', '发送方:银行代码、CUSTODIAN、BUREAU或ACCOUNT')
    .option('--on <date>', '收到日期(缺省:北京时间今天)', dateOption)
    .option('--out <dir>', '输出目录(缺省:账簿上次写到的目录,新账簿为--data目录下的out)')
    .option('--data <dir>', '账簿所在目录(未设DATABASE_URL时)')
    .option('--config <dir>', '配置目录(缺省:随附的config/)')
    .action(async (file: string, options: IngestOptions) => {
      process.exitCode = await runIngest(file, options);
    });
}

async function runIngest(path: string, options: IngestOptions): Promise<number> {
  demandKeptBooks(options);
  const place = await openPlace(options);
  try {
    const on = options.on ?? today();
    await demandOpenDay(place.db, on);
    await openBooks(place.db, place.configuration);
    await catchUp(place, on);
    const record = await takeFile(place, droppedBy(options.from, path), on);
    await printReceipt(place.db, record, (text) => process.stdout.write(text));
    return record.status === 'refused' ? EXIT.refused : EXIT.done;
  } finally {
    await place.db.close();
  }
}
