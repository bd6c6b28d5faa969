import { Command, CommanderError } from 'commander';
import { addCheck } from './commands/check.js';
import { addConsole } from './commands/console.js';
import { EXIT, reasonOf, WordsError } from './commands/exit.js';
import { addIngest } from './commands/ingest.js';
import { addPaper } from './commands/paper.js';
import { addPay } from './commands/pay.js';
import { addRegisters } from './commands/registers.js';
import { addReplay } from './commands/replay.js';
import { addResume } from './commands/resume.js';
import { addReview } from './commands/review.js';
import { addRules } from './commands/rules.js';
import { endQuietlyWithReader, tell } from './commands/say.js';
import { addSeal } from './commands/seal.js';
import { addStatus } from './commands/status.js';
import { addSummary } from './commands/summary.js';
import { addTemplate } from './commands/template.js';
import { addTrace } from './commands/trace.js';
import { inChinese } from './commands/usage.js';
import { addVerify } from './commands/verify.js';
import { addWatch } from './commands/watch.js';
import { addWhatIf } from './commands/what-if.js';
import { addWorker } from './commands/worker.js';

/** Words in, pipeline call, exit status out. */
export async function main(argv: readonly string[]): Promise<void> {
  endQuietlyWithReader();
  const program = inChinese(new Command('riskpool'))
    .description('北京经开区贷款风险补偿资金:银行文件批量对账')
    .exitOverride()
    .showHelpAfterError('(用 --help 查看用法)');
  addReplay(program);
  addIngest(program);
  addCheck(program);
  addReview(program);
  addRules(program);
  addRegisters(program);
  addPaper(program);
  addPay(program);
  addVerify(program);
  addSummary(program);
  addSeal(program);
  addTemplate(program);
  addTrace(program);
  addStatus(program);
  addResume(program);
  addWatch(program);
  addWorker(program);
  addWhatIf(program);
  addConsole(program);
  try {
    await program.parseAsync([...argv]);
  } catch (error) {
    process.exitCode = report(error);
  }
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.words;
  if (error instanceof WordsError) {
    tell(`${error.message}\n`);
    return EXIT.words;
  }
  tell(`未能完成:${reasonOf(error)}\n`);
  if (process.env.RISKPOOL_DEBUG !== undefined && error instanceof Error) tell(`${error.stack}\n`);
  return EXIT.failed;
}
