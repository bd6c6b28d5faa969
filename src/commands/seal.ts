import { appendFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import { kept } from '../ledger/records/kept.js';
import { workOutcome } from '../ledger/work/work-progress.js';
import { type Seal, sealOf } from '../verify/seal.js';
import { CommandError, EXIT, reasonOf, WordsError } from './exit.js';
import { demandFolder, openKeptBooks } from './place.js';
import { say } from './say.js';
import { timeStamp } from './time-stamp.js';

interface SealOptions {
  readonly data?: string;
  readonly to: string;
  readonly tsa?: string;
}

export function addSeal(program: Command): void {
  program
    .command('seal')
    .description('把账簿当前的链头(日期、分录、清单的哈希)记在账簿之外;以后用verify --seal核对')
    .requiredOption('--to <file>', '封记文件,每次加一行;请放在能改账簿的人改不到的地方')
    .option('--tsa <url>', '另请时间戳服务(RFC 3161)盖时间戳,写在封记文件旁的.tsr文件中')
    .option('--data <dir>', '账簿所在目录(未设DATABASE_URL时)')
    .addHelpText(
      'after',
      '\n打印的一段文字可以直接作邮件发给审计人员:riskpool seal --to <file> | mail -s 封记 <地址>',
    )
    .action(async (options: SealOptions) => {
      process.exitCode = await runSeal(options);
    });
}

async function runSeal(options: SealOptions): Promise<number> {
  if (options.to === '') throw new WordsError('--to是空的,应为封记文件。');
  const path = resolve(options.to);
  const db = await openKeptBooks(options);
  try {
    const { open } = await workOutcome(db);
    if (open > 0) throw new CommandError(`还有${open}件待办没有处理完,清单还会变。请处理完再封记。`);
    const { out } = await kept(db);
    const seal = out === undefined ? undefined : await sealOf(db, out);
    if (seal === undefined) throw new CommandError('账簿还没有写出任何日期的清单,没有可封记的内容。');
    const line = JSON.stringify(seal);
    await demandFolder('--to所在的目录', dirname(path));
    const stamp =
      options.tsa === undefined ? undefined : await timeStamp(options.tsa, line, `${path}.${seal.date}.tsr`);
    await appendFile(path, `${line}\n`, { mode: 0o640 }).catch((error: unknown) => {
      throw new WordsError(`封记文件${path}不能写入:${reasonOf(error)}。`);
    });
    say(letter(seal, path, stamp));
    return EXIT.done;
  } finally {
    await db.close();
  }
}

/** The seal as a letter: what was sealed, and what the reader is to keep. */
function letter(seal: Seal, path: string, stamp: string | undefined): string {
  const lines = [
    `账簿封记 ${seal.date}`,
    `分录 第${seal.entry}笔  ${seal.journal}`,
    `清单 ${seal.date}  ${seal.manifest}`,
    `进度 ${seal.after}`,
    `封记文件 ${path}`,
    ...(stamp === undefined ? [] : [`时间戳 ${stamp}`]),
    '请保存本文。此前的任何一笔被改动,verify --seal都会指出。',
  ];
  return `${lines.join('\n')}\n`;
}
