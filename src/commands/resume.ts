import type { Command } from 'commander';
import { shanghaiDate } from '../domain/dates.js';
import { recordChange } from '../ledger/records/kept.js';
import { clockStop, endClockStop } from '../ledger/work/service-facts.js';
import { EXIT, WordsError } from './exit.js';
import { openKeptBooks, type PlaceOptions } from './place.js';
import { say } from './say.js';

interface ResumeOptions extends PlaceOptions {
  readonly by: string;
}

/** The word of a person that the clock is right: the calendar goes on. */
export function addResume(program: Command): void {
  program
    .command('resume')
    .description('时钟跳变使收件和日历停止后:核对日期无误,由经手人恢复(记录在账簿中)')
    .requiredOption('--by <name>', '经手人,核对过日期的人')
    .option('--data <dir>', '账簿所在目录(未设DATABASE_URL时;须先停止看管进程)')
    .action(async (options: ResumeOptions) => {
      process.exitCode = await runResume(options);
    });
}

async function runResume(options: ResumeOptions): Promise<number> {
  const by = options.by.trim();
  if (by === '') throw new WordsError('--by是空的,应为核对过日期的经手人。');
  const db = await openKeptBooks(options);
  try {
    const stop = await clockStop(db);
    if (stop === undefined) throw new WordsError('收件和日历没有因时钟跳变停止,不需要恢复。');
    const on = shanghaiDate(Date.now());
    await db.transaction(async (tx) => {
      await recordChange(tx, { on, what: 'clock', from: stop.from, to: stop.to, by });
      await endClockStop(tx);
    });
    say(`已恢复:本机今天是${on}(时钟曾从${stop.from}跳到${stop.to}),经手人${by},已记入账簿。\n`);
    return EXIT.done;
  } finally {
    await db.close();
  }
}
