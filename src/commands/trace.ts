import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { kept } from '../ledger/records/kept.js';
import { stepText, storyText } from '../publish/trace-text.js';
import { trace } from '../trace/trace.js';
import { CommandError, EXIT } from './exit.js';
import { openKeptBooks } from './place.js';
import { say } from './say.js';

interface TraceOptions {
  readonly data?: string;
  readonly archive?: string;
  readonly json?: boolean;
}

export function addTrace(program: Command): void {
  program
    .command('trace <no>')
    .description('一笔贷款的全部经过:文件和行、规则及所用参数、金额、初审、确认、追偿、流水和分录')
    .addHelpText(
      'after',
      '\n<no> 是业务编号、借据编号、流水号、统一社会信用代码、企业名称,或一行的位置:2026-01-08/ICBC/filing-0001.csv:4',
    )
    .option('--json', '以JSON输出')
    .option('--data <dir>', '账簿所在目录(未设DATABASE_URL时)')
    .option('--archive <dir>', '存档目录(缺省:--data目录下的archive,或账簿记下的目录)')
    .action(async (asked: string, options: TraceOptions) => {
      process.exitCode = await runTrace(asked, options);
    });
}

async function runTrace(asked: string, options: TraceOptions): Promise<number> {
  const db = await openKeptBooks(options);
  try {
    const facts = await kept(db);
    const ofData = options.data === undefined ? undefined : join(options.data, 'archive');
    const archive = options.archive ?? facts.archiveChosen ?? ofData ?? facts.archive;
    const { stories, row } = await trace(db, asked, archive === undefined ? undefined : resolve(archive));
    if (stories.length === 0 && row === undefined)
      throw new CommandError(
        `账簿中没有${asked}。可用业务编号、借据编号、流水号、统一社会信用代码、企业名称,或"日期/发送方/文件名:行号"。`,
      );
    if (options.json === true) say(`${JSON.stringify(row ?? stories, undefined, 2)}\n`);
    else say(row === undefined ? stories.map(storyText).join('\n') : stepText(row));
    return EXIT.done;
  } finally {
    await db.close();
  }
}
