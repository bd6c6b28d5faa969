import { cp } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { Db } from '../db/db.js';
import type { IsoDate } from '../domain/dates.js';
import { keep, wantsWorkbooks } from '../ledger/records/kept.js';
import { publishRegisters } from '../publish/registers.js';
import { EXIT, WordsError } from './exit.js';
import { lookedAt, withPastBooks } from './past-books.js';
import { configurationFor, dateOption, demandFolder, openKeptBooks, type PlaceOptions } from './place.js';
import { say } from './say.js';
import { settleWorkbooks, type WorkbookOptions, workbookOptions } from './workbooks.js';

interface RegistersOptions extends PlaceOptions, WorkbookOptions {
  readonly out: string;
  readonly on?: IsoDate;
}

export function addRegisters(program: Command): void {
  workbookOptions(program.command('registers'))
    .description('写出全部台账')
    .requiredOption('--out <dir>', '输出目录:现在的台账写在其中的registers,以前某日的写在registers-<日期>')
    .option(
      '--on <date>',
      '台账的截至日期;早于账簿最后日期的,写出当日日终时的台账(缺省:账簿最后处理的日期)',
      dateOption,
    )
    .option('--data <dir>', '账簿所在目录(未设DATABASE_URL时)')
    .option('--config <dir>', '配置目录(缺省:账簿所用的)')
    .action(async (options: RegistersOptions) => {
      process.exitCode = await runRegisters(options);
    });
}

async function runRegisters(options: RegistersOptions): Promise<number> {
  if (options.out === '') throw new WordsError('--out是空的,应为输出目录。');
  const db = await openKeptBooks(options);
  try {
    const out = resolve(options.out);
    const { asOf, last } = await lookedAt(db, options.on);
    await demandFolder('--out', out);
    await settleWorkbooks(db, options);
    const folder =
      asOf < last ? await pastRegisters(db, out, asOf, options) : await present(db, out, asOf, options);
    say(`截至${asOf}的台账写在${folder}\n`);
    return EXIT.done;
  } finally {
    await db.close();
  }
}

async function present(db: Db, out: string, asOf: IsoDate, options: PlaceOptions): Promise<string> {
  const { reference } = await configurationFor(db, options);
  await publishRegisters(db, out, asOf, reference);
  return join(out, 'registers');
}

/** As the books stood at the end of a day that has passed, in a folder named after it. */
function pastRegisters(db: Db, out: string, asOf: IsoDate, options: PlaceOptions): Promise<string> {
  return withPastBooks(db, asOf, out, options, async (past, folder) => {
    const { reference } = await configurationFor(db, options);
    await keep(past, { workbooks: (await wantsWorkbooks(db)) ? 'yes' : 'no' });
    await publishRegisters(past, folder, asOf, reference);
    const target = join(out, `registers-${asOf}`);
    await cp(join(folder, 'registers'), target, { recursive: true, force: true });
    return target;
  });
}
