import type { Command } from 'commander';
import type { Db, Sql } from '../db/db.js';
import type { IsoDate } from '../domain/dates.js';
import { kept } from '../ledger/records/kept.js';
import type { Workplace } from '../pipeline.js';
import { EXIT } from './exit.js';
import { lookedAt, withPastBooks } from './past-books.js';
import { dateOption, openKeptBooks, type PlaceOptions } from './place.js';
import { say } from './say.js';
import {
  clawbackSection,
  codesSection,
  doubtfulSection,
  filesSection,
  itemsSection,
  mendedSection,
  pendingSection,
  turnsSection,
} from './summary-items.js';
import { accountSection, exceptionsSection, fundSection, positionsSection } from './summary-money.js';
import type { Section } from './summary-section.js';

/** Lists are wrapped to the terminal, up to here; tables are as wide as their figures. */
const WIDEST = 100;

interface SummaryOptions extends PlaceOptions {
  readonly on?: IsoDate;
}

export function addSummary(program: Command): void {
  program
    .command('summary')
    .description('账簿的总结页:收到什么、结果如何、资金和未了事项')
    .option('--on <date>', '截至日期;以前某日的按当日日终(缺省:账簿最后处理的日期)', dateOption)
    .option('--data <dir>', '账簿所在目录(未设DATABASE_URL时)')
    .option('--archive <dir>', '归档目录(缺省:账簿所用的)')
    .action(async (options: SummaryOptions) => {
      process.exitCode = await runSummary(options);
    });
}

async function runSummary(options: SummaryOptions): Promise<number> {
  const db = await openKeptBooks(options);
  try {
    const { asOf, last } = await lookedAt(db, options.on);
    const { out } = await kept(db);
    const text = (books: Db) => summaryText(books, out ?? '(未写过输出)', asOf, process.stdout.columns);
    say(asOf < last ? await withPastBooks(db, asOf, out, options, text) : await text(db));
    return EXIT.done;
  } finally {
    await db.close();
  }
}

/** The closing table of a replay, as a custodian reads it. */
export async function printSummary(place: Workplace, asOf: IsoDate): Promise<void> {
  say(await summaryText(place.db, place.out, asOf, process.stdout.columns));
}

/**
 * @param out where the files lie, named at the end
 * @param columns width of the terminal, where there is one
 */
export async function summaryText(
  sql: Sql,
  out: string,
  asOf: IsoDate,
  columns: number = WIDEST,
): Promise<string> {
  const sections = [
    await filesSection(sql),
    await codesSection(sql, Math.min(columns, WIDEST)),
    await itemsSection(sql),
    await turnsSection(sql),
    await mendedSection(sql),
    await clawbackSection(sql, asOf),
    await positionsSection(sql),
    await fundSection(sql),
    await accountSection(sql),
    await exceptionsSection(sql),
    await pendingSection(sql),
    await doubtfulSection(sql),
    whereSection(out),
  ];
  const body = sections.filter(({ lines }) => lines.length > 0).map(sectionText);
  return `\n截至${asOf}\n\n${body.join('\n')}`;
}

function sectionText({ title, lines }: Section): string {
  return `[${title}]\n${lines.join('\n')}\n`;
}

function whereSection(out: string): Section {
  return {
    title: '输出',
    lines: [
      `  ${out}`,
      '  <日期>/<银行>/        回执、退回、拨付、缴回通知、业务通知、月末清算明细',
      '  <日期>/BUREAU/        初审意见',
      '  <日期>/CUSTODIAN/     待核清单、月末对账(close)',
      '  registers/            台账:备案、变更、补偿、追偿、核销、银行状况、资金、例外、勾对、未了事项、分录',
    ],
  };
}
