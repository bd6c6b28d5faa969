import { Command, CommanderError } from 'commander';
import { addCheck } from './commands/check.js';
import { EXIT, WordsError } from './commands/exit.js';
import { addIngest } from './commands/ingest.js';
import { addRegisters } from './commands/registers.js';
import { addReplay } from './commands/replay.js';
import { addReview } from './commands/review.js';
import { addRules } from './commands/rules.js';
import { addStatus } from './commands/status.js';
import { addTrace } from './commands/trace.js';
import { addVerify } from './commands/verify.js';
import { addWatch } from './commands/watch.js';
import { addWorker } from './commands/worker.js';

/** Words in, pipeline call, exit status out. */
export async function main(argv: readonly string[]): Promise<void> {
  const program = new Command('riskpool')
    .description('北京经开区贷款风险补偿资金:银行文件批量对账')
    .exitOverride()
    .showHelpAfterError('(用 --help 查看用法)');
  addReplay(program);
  addIngest(program);
  addCheck(program);
  addReview(program);
  addRules(program);
  addRegisters(program);
  addVerify(program);
  addTrace(program);
  addStatus(program);
  addWatch(program);
  addWorker(program);
  try {
    await program.parseAsync([...argv]);
  } catch (error) {
    process.exitCode = report(error);
  }
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.words;
  if (error instanceof WordsError) {
    process.stderr.write(`${error.message}\n`);
    return EXIT.words;
  }
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`未能完成:${message}\n`);
  if (process.env.RISKPOOL_DEBUG !== undefined && error instanceof Error)
    process.stderr.write(`${error.stack}\n`);
  return EXIT.failed;
}
