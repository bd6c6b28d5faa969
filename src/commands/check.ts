import type { Command } from 'commander';
import type { Db } from '../db/db.js';
import type { IsoDate } from '../domain/dates.js';
import type { Reference } from '../domain/reference.js';
import { loadConfiguration } from '../io/config/load.js';
import { openDb } from '../ledger/open.js';
import { hasNoLoan, openBooks } from '../ledger/records/books.js';
import { coverageLines } from '../operations/coverage.js';
import { moneyWords } from '../operations/dry-run-money.js';
import { dryRun } from '../stages/dry-run.js';
import { type Inspected, look } from '../stages/receive.js';
import { EXIT } from './exit.js';
import { demandSent, droppedBy, today } from './kept-books.js';
import {
  configurationFor,
  dateOption,
  namedConfiguration,
  openKeptBooks,
  type PlaceOptions,
  whereBooksAre,
} from './place.js';
import { mostRows, printReceipt } from './print-receipt.js';
import { rowMeter } from './row-meter.js';
import { say, tell } from './say.js';

interface CheckOptions extends PlaceOptions {
  readonly from: string;
  readonly on?: IsoDate;
}

export function addCheck(program: Command): void {
  program
    .command('check <file>')
    .description('试算一份文件:与正式报送同样的结果和金额,什么也不记录')
    .requiredOption('--from <SENDER>', '发送方:银行代码、CUSTODIAN、BUREAU或ACCOUNT')
    .option('--on <date>', '收到日期(缺省:北京时间今天)', dateOption)
    .option('--data <dir>', '账簿所在目录(未设DATABASE_URL时;缺省:空账簿)')
    .option('--config <dir>', '配置目录(缺省:账簿所用的;没有账簿时为随附的config/)')
    .action(async (file: string, options: CheckOptions) => {
      process.exitCode = await runCheck(file, options);
    });
}

async function runCheck(path: string, options: CheckOptions): Promise<number> {
  await demandSent(path);
  const where = whereBooksAre(options);
  const db = where.kind === 'memory' ? await openDb(where) : await openKeptBooks(options);
  try {
    const configuration =
      where.kind === 'memory'
        ? ((await namedConfiguration(options.config)) ?? (await loadConfiguration(undefined)))
        : await configurationFor(db, options);
    const { reference } = configuration;
    const receivedOn = options.on ?? today();
    for (const line of coverageLines(reference, receivedOn)) tell(`${line}\n`);
    const meter = rowMeter();
    const arrival = { file: droppedBy(options.from, path), receivedOn, onRows: meter.rows };
    const inspected = await look(arrival, reference);
    const note = await whatIsMissing(db, configuration.missing, where.kind === 'memory');
    if (note !== '') tell(`${note}\n`);
    // Fresh books have no capital yet; kept ones are left as they are.
    if (where.kind === 'memory') await openBooks(db, configuration);
    const { text, refused } = await checkWords(db, inspected, reference).finally(meter.end);
    say(text);
    return refused ? EXIT.refused : EXIT.done;
  } finally {
    await db.close();
  }
}

/** Says beforehand what the findings cannot know: books without a loan find every claim unregistered. */
async function whatIsMissing(db: Db, tables: readonly string[], fresh: boolean): Promise<string> {
  const samples =
    fresh && tables.length > 0 ? `没有指明--config,或其中没有${tables.join('、')}:按随附的样例表试算。` : '';
  if (!(await hasNoLoan(db))) return samples;
  const where = fresh ? '没有指明账簿(--data或DATABASE_URL),按空账簿试算' : '账簿中还没有任何备案';
  return `${samples}${where}:与以前报送有关的检查(重复、备案是否存在、合计上限等)不能反映实际。`;
}

/** The dry run's receipt and money in words, and whether the file would be refused. */
export async function checkWords(
  db: Db,
  inspected: Inspected,
  reference: Reference,
): Promise<{ readonly text: string; readonly refused: boolean }> {
  const { record, told } = await dryRun(db, inspected, reference, async (tx, file) => {
    const parts: string[] = [];
    await printReceipt(tx, file, (text) => parts.push(text), { most: mostRows() });
    return [...parts, await moneyWords(tx, file, reference, 'sum')].join('');
  });
  const text = told ?? `${record.name} 整份拒收 ${record.code}:${record.message}\n`;
  return { text, refused: record.status === 'refused' };
}
