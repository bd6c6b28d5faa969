import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { hasFiles } from '../ledger/records/books.js';
import { kept } from '../ledger/records/kept.js';
import { readSeals, type Seal, SealFileError } from '../verify/seal.js';
import { type Verdict, verify } from '../verify/verify.js';
import { againMeter } from './again-meter.js';
import { CommandError, EXIT, reasonOf, WordsError } from './exit.js';
import { openKeptBooks } from './place.js';
import { say } from './say.js';

interface VerifyOptions {
  readonly data?: string;
  readonly out?: string;
  readonly archive?: string;
  readonly seal?: string;
}

export function addVerify(program: Command): void {
  program
    .command('verify')
    .description('用存档的文件从头重算,与账簿、分录、台账和全部输出逐字节核对;有不同即退出1并指出第一处')
    .option('--data <dir>', '账簿所在目录(未设DATABASE_URL时)')
    .option('--out <dir>', '输出目录(缺省:账簿记下的目录)')
    .option('--archive <dir>', '存档目录(缺省:--data目录下的archive,或账簿记下的目录)')
    .option('--seal <file>', '与以前的封记(riskpool seal写出的文件)核对')
    .action(async (options: VerifyOptions) => {
      process.exitCode = await runVerify(options);
    });
}

async function runVerify(options: VerifyOptions): Promise<number> {
  const seals = options.seal === undefined ? [] : await sealsIn(options.seal);
  const db = await openKeptBooks(options);
  try {
    if (!(await hasFiles(db))) throw new CommandError('账簿是空的,没有可核对的内容。');
    const archive =
      options.archive ??
      (await kept(db)).archiveChosen ??
      (options.data === undefined ? undefined : join(options.data, 'archive'));
    const places = { archive: archive && resolve(archive), out: options.out && resolve(options.out) };
    const started = Date.now();
    const meter = await againMeter(db);
    const verdict = await verify(db, places, meter.progress, seals).finally(meter.end);
    say(words(verdict, Date.now() - started));
    if (seals.length > 0 && verdict.difference === undefined)
      say(`与${seals.length}次封记一致,最近一次${seals.at(-1)?.date}\n`);
    return verdict.difference === undefined ? EXIT.done : EXIT.refused;
  } finally {
    await db.close();
  }
}

async function sealsIn(path: string): Promise<Seal[]> {
  try {
    return await readSeals(path);
  } catch (error) {
    if (error instanceof SealFileError) throw new WordsError(error.message);
    throw new WordsError(`封记文件${path}不能读取:${reasonOf(error)}。`);
  }
}

function words({ difference, head, out }: Verdict, took: number): string {
  const chain = head === undefined ? '' : `分录链:${head.entries}笔,链头 ${head.hash}\n`;
  if (difference !== undefined) {
    const { what, where, kept, computed } = difference;
    return `${chain}核对不一致,第一处:${what}\n  位置  ${where}\n  现有  ${kept}\n  重算  ${computed}\n(输出目录${out ?? '无'})\n`;
  }
  const outputs = out === undefined ? '(没有写过输出)' : `输出在${out}`;
  return `${chain}核对一致:存档、配置、账簿、分录、台账和输出与重算相同,${outputs},用时${(took / 1000).toFixed(1)}秒\n`;
}
