import { relative, resolve } from 'node:path';
import type { Command } from 'commander';
import type { Db } from '../db/db.js';
import type { IsoDate } from '../domain/dates.js';
import { kept } from '../ledger/records/kept.js';
import { columnsText } from '../publish/text-table.js';
import { NothingChangedError, type WhatIf, whatIf } from '../questions/what-if.js';
import { againMeter } from './again-meter.js';
import { CommandError, EXIT, WordsError } from './exit.js';
import { lookedAt } from './past-books.js';
import { archiveOf, dateOption, demandFolder, openKeptBooks, type PlaceOptions } from './place.js';
import { say } from './say.js';
import { atMost, count, money } from './summary-section.js';

interface WhatIfOptions extends PlaceOptions {
  readonly config: string;
  readonly out: string;
  readonly from?: IsoDate;
}

export function addWhatIf(program: Command): void {
  program
    .command('what-if')
    .description('假设分析:上限、LPR、比例或暂停线如果是另一个数,存档从头重算会差多少;账簿和输出不动')
    .requiredOption('--config <dir>', '放着要改的配置文件的目录;其中没有的文件照账簿所用的')
    .requiredOption('--out <dir>', '差异写到这个目录(不能在账簿的输出目录里):CSV和工作簿')
    .option('--from <date>', '从这一天收到的文件和初审起按假设(缺省:从启用账簿起)', dateOption)
    .option('--data <dir>', '账簿所在目录(未设DATABASE_URL时)')
    .action(async (options: WhatIfOptions) => {
      process.exitCode = await runWhatIf(options);
    });
}

async function runWhatIf(options: WhatIfOptions): Promise<number> {
  if (options.out === '') throw new WordsError('--out是空的,应为目录。');
  const db = await openKeptBooks(options);
  try {
    await lookedAt(db, undefined);
    const out = resolve(options.out);
    const facts = await kept(db);
    if (facts.out === undefined) throw new CommandError('账簿没有记下输出目录,没有可重算的存档。');
    await demandOutside(db, out);
    await demandFolder('--out', out);
    const archive = archiveOf(facts, facts.out, options);
    const { from } = options;
    const meter = await againMeter(db);
    const asked = { config: resolve(options.config), from, archive, out };
    const found = await whatIf(db, asked, meter.progress).finally(meter.end);
    say(words(found, from, out));
    return EXIT.done;
  } catch (error) {
    if (error instanceof NothingChangedError) throw new WordsError(error.message);
    throw error;
  } finally {
    await db.close();
  }
}

/** What the books wrote is compared by verify: nothing else may lie there. @throws WordsError */
export async function demandOutside(db: Db, out: string): Promise<void> {
  const { out: outputs, registersOut, archive } = await kept(db);
  for (const own of [outputs, registersOut, archive]) {
    if (own === undefined) continue;
    const way = relative(own, out);
    if (way === '' || (!way.startsWith('..') && !way.startsWith('/')))
      throw new WordsError(`--out ${out}在账簿自己的目录${own}里,请另指一个目录。`);
  }
}

function words(found: WhatIf, from: IsoDate | undefined, out: string): string {
  const since = from === undefined ? '从启用账簿起' : `自${from}起`;
  const lines = [
    `假设:${found.changed.join('、')}用--config中的,${since};其余照旧。存档已从头重算,账簿和输出没有改动。`,
    '',
    `[分银行] ${count(found.banks.length)}行不同(元)`,
    ...atMost(bankLines(found), 'banks.csv'),
    '',
    '[分月合计](元)',
    ...monthLines(found),
    '',
    '[资金](元)',
    ...fundLines(found),
    '',
    `[逐行] ${count(found.rows)}行不同,见rows.csv`,
    '',
    '决定、确认和账户流水是照实际的结果报送的,重算时原样再收:假设下不再成立的会被退回或进待查款。',
    '所以先看逐行的代码和补偿金额、分月的备案和建议补偿;拨付及其后的差额含有这一影响。',
    `差异写在${out}:banks、months、rows、fund(.csv和.xlsx)`,
  ];
  return `${lines.join('\n')}\n`;
}

function bankLines({ banks }: WhatIf): string[] {
  const rows = banks.map(({ before, after }) => [
    before?.bank ?? after?.bank ?? '',
    before?.scheme ?? after?.scheme ?? '',
    money(before?.net ?? 0n),
    money(after?.net ?? 0n),
    money((after?.net ?? 0n) - (before?.net ?? 0n)),
    `${before?.state ?? '(无)'}->${after?.state ?? '(无)'}`,
  ]);
  return table(['银行', '政策', '原补偿净额', '假设补偿净额', '差额', '状态'], rows, [2, 3, 4]);
}

function monthLines({ months }: WhatIf): string[] {
  const totals = new Map<string, bigint>();
  for (const { item, before, after } of months) totals.set(item, (totals.get(item) ?? 0n) + after - before);
  const rows = [...totals].map(([item, change]) => [item, money(change)]);
  return table(['项目', '差额'], rows, [1]);
}

function fundLines({ fund }: WhatIf): string[] {
  const rows = fund.map(({ item, before, after }) => [
    item,
    money(before),
    money(after),
    money(after - before),
  ]);
  return table(['项目', '原', '假设', '差额'], rows, [1, 2, 3]);
}

function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  rightward: readonly number[],
): string[] {
  return rows.length === 0 ? ['  没有不同'] : columnsText([head, ...rows], '  ', rightward);
}
