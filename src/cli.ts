import { Command, CommanderError } from 'commander';
import { EXIT, reasonOf, WordsError } from './commands/exit.js';
import { endQuietlyWithReader, tell } from './commands/say.js';
import { inChinese } from './commands/usage.js';

/** Every command by its name, in the order of the help; loaded when it is asked for, as half of a start is loading. */
const COMMANDS: ReadonlyMap<string, () => Promise<(program: Command) => void>> = new Map([
  ['replay', async () => (await import('./commands/replay.js')).addReplay],
  ['ingest', async () => (await import('./commands/ingest.js')).addIngest],
  ['check', async () => (await import('./commands/check.js')).addCheck],
  ['review', async () => (await import('./commands/review.js')).addReview],
  ['rules', async () => (await import('./commands/rules.js')).addRules],
  ['registers', async () => (await import('./commands/registers.js')).addRegisters],
  ['paper', async () => (await import('./commands/paper.js')).addPaper],
  ['report', async () => (await import('./commands/report.js')).addReport],
  ['pay', async () => (await import('./commands/pay.js')).addPay],
  ['notify', async () => (await import('./commands/notify.js')).addNotify],
  ['verify', async () => (await import('./commands/verify.js')).addVerify],
  ['summary', async () => (await import('./commands/summary.js')).addSummary],
  ['seal', async () => (await import('./commands/seal.js')).addSeal],
  ['template', async () => (await import('./commands/template.js')).addTemplate],
  ['trace', async () => (await import('./commands/trace.js')).addTrace],
  ['status', async () => (await import('./commands/status.js')).addStatus],
  ['resume', async () => (await import('./commands/resume.js')).addResume],
  ['watch', async () => (await import('./commands/watch.js')).addWatch],
  ['worker', async () => (await import('./commands/worker.js')).addWorker],
  ['what-if', async () => (await import('./commands/what-if.js')).addWhatIf],
  ['forecast', async () => (await import('./commands/forecast.js')).addForecast],
  ['sample', async () => (await import('./commands/sample.js')).addSample],
  ['pack', async () => (await import('./commands/pack.js')).addPack],
  ['console', async () => (await import('./commands/console.js')).addConsole],
]);

/** Words in, pipeline call, exit status out. */
export async function main(argv: readonly string[]): Promise<void> {
  endQuietlyWithReader();
  const program = inChinese(new Command('riskpool'))
    .description('北京经开区贷款风险补偿资金:银行文件批量对账')
    .exitOverride()
    .showHelpAfterError('(用 --help 查看用法)');
  const named = COMMANDS.get(argv[2] ?? '');
  // Anything but a command's name (--help, a typing error) is answered with all of them.
  for (const load of named === undefined ? COMMANDS.values() : [named]) (await load())(program);
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
