import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { Db } from '../db/db.js';
import type { IsoDate } from '../domain/dates.js';
import { openDb } from '../ledger/open.js';
import { calendarOf } from '../ledger/records/books.js';
import { kept } from '../ledger/records/kept.js';
import { publishRegisters } from '../publish/registers.js';
import { rederive } from '../verify/rederive.js';
import { CommandError, EXIT, WordsError } from './exit.js';
import {
  archiveOf,
  configurationFor,
  dateOption,
  demandFolder,
  openKeptBooks,
  type PlaceOptions,
} from './place.js';
import { say } from './say.js';

interface RegistersOptions extends PlaceOptions {
  readonly out: string;
  readonly on?: IsoDate;
}

export function addRegisters(program: Command): void {
  program
    .command('registers')
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
    const { first, last } = await calendarOf(db);
    if (last === undefined || first === undefined) throw new CommandError('账簿是空的,没有台账可写。');
    const asOf = options.on ?? last;
    if (asOf < first) throw new WordsError(`账簿从${first}开始,没有${asOf}的台账。`);
    await demandFolder('--out', out);
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

/** As the books stood at the end of a day that has passed: its files and runs are done again on books of their own. */
async function pastRegisters(db: Db, out: string, asOf: IsoDate, options: PlaceOptions): Promise<string> {
  const facts = await kept(db);
  const archive = archiveOf(facts, facts.out ?? out, options);
  const { reference } = await configurationFor(db, options);
  const folder = await mkdtemp(join(tmpdir(), 'riskpool-registers-'));
  const past = await openDb({ kind: 'memory' });
  try {
    const fresh = { db: past, out: folder, registersOut: folder };
    await rederive(db, archive, fresh, () => {}, asOf);
    await publishRegisters(past, folder, asOf, reference);
    const target = join(out, `registers-${asOf}`);
    await cp(join(folder, 'registers'), target, { recursive: true, force: true });
    return target;
  } finally {
    await past.close();
    await rm(folder, { recursive: true, force: true });
  }
}
