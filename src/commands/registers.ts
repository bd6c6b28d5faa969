import type { Command } from 'commander';
import type { IsoDate } from '../domain/dates.js';
import { calendarOf } from '../ledger/records/books.js';
import { publishRegisters } from '../publish/registers.js';
import { CommandError, EXIT } from './exit.js';
import { demandKeptBooks } from './kept-books.js';
import { dateOption, openPlace, type PlaceOptions } from './place.js';

interface RegistersOptions extends PlaceOptions {
  readonly out: string;
  readonly on?: IsoDate;
}

export function addRegisters(program: Command): void {
  program
    .command('registers')
    .description('写出全部台账')
    .requiredOption('--out <dir>', '输出目录')
    .option('--on <date>', '台账的截至日期(缺省:账簿最后处理的日期)', dateOption)
    .option('--data <dir>', '账簿所在目录(未设DATABASE_URL时)')
    .option('--config <dir>', '配置目录(缺省:随附的config/)')
    .action(async (options: RegistersOptions) => {
      process.exitCode = await runRegisters(options);
    });
}

async function runRegisters(options: RegistersOptions): Promise<number> {
  demandKeptBooks(options);
  const place = await openPlace(options);
  try {
    const { last } = await calendarOf(place.db);
    if (last === undefined) throw new CommandError('账簿是空的,没有台账可写。');
    const asOf = options.on ?? last;
    if (asOf < last) throw new CommandError(`账簿已处理到${last},台账不能倒填为${asOf}。`);
    await publishRegisters(place.db, place.out, asOf, place.configuration.reference);
    process.stdout.write(`截至${asOf}的台账写在${place.out}/registers\n`);
    return EXIT.done;
  } finally {
    await place.db.close();
  }
}
