import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { IsoDate } from '../domain/dates.js';
import { kept } from '../ledger/records/kept.js';
import { numbersIn, type Packed, writePack } from '../questions/pack.js';
import { CommandError, EXIT, reasonOf, WordsError } from './exit.js';
import { lookedAt, withPastBooks } from './past-books.js';
import {
  archiveOf,
  configurationFor,
  dateOption,
  demandFolder,
  openKeptBooks,
  type PlaceOptions,
} from './place.js';
import { say } from './say.js';
import { demandOutside } from './what-if.js';

interface PackOptions extends PlaceOptions {
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly out: string;
  readonly items?: string;
}

export function addPack(program: Command): void {
  program
    .command('pack')
    .description('审计资料包:台账、分录、清单和输出、收到的文件、配置、规则手册,附不用本程序的离线核对')
    .requiredOption('--from <date>', '期间的第一天', dateOption)
    .requiredOption('--to <date>', '期间的最后一天;台账和分录截至这一天', dateOption)
    .requiredOption('--out <dir>', '写到这个目录:新的或空的,不能在账簿的输出目录里')
    .option(
      '--items <file>',
      '只放这些业务的收到的文件:一行一个业务编号,或sample写出的sample.csv(缺省:期间收到的全部)',
    )
    .option('--data <dir>', '账簿所在目录(未设DATABASE_URL时)')
    .action(async (options: PackOptions) => {
      process.exitCode = await runPack(options);
    });
}

async function runPack(options: PackOptions): Promise<number> {
  const { from } = options;
  if (options.out === '') throw new WordsError('--out是空的,应为目录。');
  const items = options.items === undefined ? undefined : await itemsOf(options.items);
  const db = await openKeptBooks(options);
  try {
    const { asOf, last } = await lookedAt(db, options.to);
    let to = asOf;
    if (to > last) to = last;
    if (from > to) throw new WordsError(`期间${from}至${to}是空的。`);
    const facts = await kept(db);
    const outputs = facts.out;
    if (outputs === undefined) throw new CommandError('账簿没有写过输出,没有可打包的。');
    const out = resolve(options.out);
    await demandOutside(db, out);
    await demandFolder('--out', out);
    if ((await readdir(out)).length > 0) throw new WordsError(`--out ${out}不是空的,资料包须写到空目录。`);
    const { reference } = await configurationFor(db, {});
    const archive = archiveOf(facts, outputs, options);
    const packed = await withPastBooks(db, to, outputs, options, (past, folder) =>
      writePack(db, { db: past, folder }, reference, { from, to, out, archive, outputs, items }),
    );
    say(words(packed, from, to, out));
    return EXIT.done;
  } finally {
    await db.close();
  }
}

async function itemsOf(path: string): Promise<string[]> {
  const numbers = await numbersIn(path).catch((error: unknown) => {
    throw new WordsError(`--items ${path}不能读取:${reasonOf(error)}。`);
  });
  if (numbers.length === 0) throw new WordsError(`--items ${path}里没有业务编号。`);
  return numbers;
}

function words({ files, sha256 }: Packed, from: IsoDate, to: IsoDate, out: string): string {
  return [
    `审计资料包 ${from}至${to},文件${files}份,写在${out}`,
    `pack.json SHA-256 ${sha256}`,
    '请把这一行另行告知收件人(不要只放在资料包里)。核对:浏览器打开verify.html选资料包的文件夹,',
    `或 node verify.mjs <文件夹> ${sha256}`,
    '',
  ].join('\n');
}
