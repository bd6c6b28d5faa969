import type { Command } from 'commander';
import type { Db, Sql } from '../db/db.js';
import type { IsoDate } from '../domain/dates.js';
import type { Reference } from '../domain/reference.js';
import { calendarOf } from '../ledger/records/books.js';
import { booksAt } from '../ledger/views/past.js';
import { type Before, figuresBefore, makeReport, NOTHING_BEFORE } from '../publish/report/make.js';
import {
  periodStart,
  REPORT_KINDS,
  type ReportKind,
  type ReportScope,
  type ReportSource,
} from '../publish/report/report.js';
import { writeReport } from '../publish/report/write.js';
import { feeLimit, feeRateOn } from '../rules/operations/reconcile.js';
import { EXIT, WordsError } from './exit.js';
import { lookedAt } from './past-books.js';
import { configurationFor, dateOption, openKeptBooks, outputsFor, type PlaceOptions } from './place.js';
import { say } from './say.js';

interface ReportOptions extends PlaceOptions {
  readonly on?: IsoDate;
  readonly bank?: string;
}

const KINDS = Object.keys(REPORT_KINDS) as ReportKind[];
const WORDS = KINDS.map((kind) => `${kind}(${REPORT_KINDS[kind]})`).join('、');

export function addReport(program: Command): void {
  program
    .command('report <kind>')
    .description('写出报告:半年度、年度、月度,或一家银行一年的清收报告(XLSX、PDF和网页)')
    .option(
      '--on <date>',
      '报告的截至日期;期间是它所在的半年、年或月,到这一天为止(缺省:账簿最后处理的日期)',
      dateOption,
    )
    .option('--bank <code>', 'bank-year报告的银行代码')
    .option('--out <dir>', '写在其中的reports(缺省:账簿所用的输出目录)')
    .option('--data <dir>', '账簿所在目录(未设DATABASE_URL时)')
    .option('--config <dir>', '配置目录(缺省:账簿所用的)')
    .addHelpText('after', `\n<kind> 是报告种类:${WORDS}`)
    .action(async (word: string, options: ReportOptions) => {
      process.exitCode = await runReport(word, options);
    });
}

async function runReport(word: string, options: ReportOptions): Promise<number> {
  const kind = KINDS.find((one) => one === word || REPORT_KINDS[one] === word);
  if (kind === undefined) throw new WordsError(`没有"${word}"这种报告,应为${WORDS}之一。`);
  if (options.out === '') throw new WordsError('--out是空的,应为输出目录。');
  const db = await openKeptBooks(options);
  try {
    const { reference } = await configurationFor(db, options);
    demandBank(kind, options.bank, reference);
    const out = await outputsFor(db, options);
    const { asOf } = await lookedAt(db, options.on);
    const scope = scopeOf(kind, asOf, options.bank);
    const before = kind === 'month' ? undefined : await yearBefore(db, scope, reference);
    const report = await booksAt(db, asOf, (books) => makeReport(sourceOf(books, scope, reference), before));
    const written = [...(await writeReport(out, report)).keys()];
    say(`${asOf}的${REPORT_KINDS[kind]}写在${out}:\n${written.map((path) => `  ${path}\n`).join('')}`);
    return EXIT.done;
  } finally {
    await db.close();
  }
}

function scopeOf(kind: ReportKind, on: IsoDate, bank: string | undefined): ReportScope {
  return { kind, from: periodStart(kind, on), on, ...(bank === undefined ? {} : { bank }) };
}

function sourceOf(db: Sql, scope: ReportScope, { fund, policies }: Reference): ReportSource {
  return {
    db,
    scope,
    fund,
    feeLimit: (year) => {
      const end = `${year}-12-31`;
      const day = end < scope.on ? end : scope.on;
      const rate = feeRateOn(policies, day);
      return rate === undefined ? undefined : feeLimit(fund.on(day), rate);
    },
  };
}

async function yearBefore(db: Db, scope: ReportScope, reference: Reference): Promise<Before> {
  const on = `${Number(scope.on.slice(0, 4)) - 1}${scope.on.slice(4).replace('-02-29', '-02-28')}`;
  const { first } = await calendarOf(db);
  if (first === undefined || on < first) return NOTHING_BEFORE;
  return booksAt(db, on, (books) =>
    figuresBefore(sourceOf(books, scopeOf(scope.kind, on, scope.bank), reference)),
  );
}

function demandBank(kind: ReportKind, bank: string | undefined, { agreements }: Reference): void {
  if (kind !== 'bank-year') {
    if (bank !== undefined) throw new WordsError('--bank只用于bank-year报告。');
    return;
  }
  if (bank === undefined) throw new WordsError('bank-year报告请用--bank <代码>指明银行。');
  if (!agreements.isBank(bank)) throw new WordsError(`--bank ${bank}不在banks.csv中。`);
}
