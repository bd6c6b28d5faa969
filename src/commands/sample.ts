import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { IsoDate } from '../domain/dates.js';
import { writeJson } from '../io/out.js';
import { type CheckedClaim, checkedClaims } from '../ledger/views/sample.js';
import { columnsText } from '../publish/text-table.js';
import { writeSheets } from '../publish/write-sheet.js';
import { draw, type Sample, STRATA, type StratumBy } from '../questions/sample.js';
import { SAMPLE_SHEET } from '../questions/sample-sheet.js';
import { writeWorkingPaper } from '../questions/working-paper.js';
import { EXIT, WordsError } from './exit.js';
import { lookedAt } from './past-books.js';
import { dateOption, demandFolder, openKeptBooks, type PlaceOptions } from './place.js';
import { say } from './say.js';
import { demandOutside } from './what-if.js';

interface SampleOptions extends PlaceOptions {
  readonly seed: string;
  readonly size: number;
  readonly by: readonly StratumBy[];
  readonly out: string;
  readonly from?: IsoDate;
  readonly to?: IsoDate;
}

export function addSample(program: Command): void {
  program
    .command('sample')
    .description('抽查的抽样:从银行申报补偿的项目中按种子抽取,任何人可以重做;每笔一份底稿')
    .requiredOption('--seed <text>', '种子:事先定好、公开的一段文字', seedOption)
    .requiredOption('--size <n>', '抽几笔', sizeOption)
    .option('--by <list>', '分层:bank(银行)、amount(补偿金额),可以都写,用逗号隔开(缺省:不分层)', byOption, [])
    .requiredOption('--out <dir>', '样本清单和底稿写到这个目录(不能在账簿的输出目录里)')
    .option('--from <date>', '只抽这一天起收到的申请', dateOption)
    .option('--to <date>', '只抽到这一天为止收到的申请', dateOption)
    .option('--data <dir>', '账簿所在目录(未设DATABASE_URL时)')
    .action(async (options: SampleOptions) => {
      process.exitCode = await runSample(options);
    });
}

function seedOption(text: string): string {
  if (text === '') throw new WordsError('--seed是空的,应为一段文字。');
  return text;
}

function sizeOption(text: string): number {
  const size = Number(text);
  if (!Number.isInteger(size) || size < 1 || size > 100_000)
    throw new WordsError(`--size "${text}"应为1至100000的整数。`);
  return size;
}

function byOption(text: string): readonly StratumBy[] {
  const words = text.split(',');
  const known = STRATA.filter((one) => words.includes(one));
  if (known.length !== words.length) throw new WordsError(`--by "${text}"应为bank、amount或bank,amount。`);
  return known;
}

async function runSample(options: SampleOptions): Promise<number> {
  const { seed, size, by = [], from = '0001-01-01', to = '9999-12-31' } = options;
  if (options.out === '') throw new WordsError('--out是空的,应为目录。');
  const db = await openKeptBooks(options);
  try {
    const { last } = await lookedAt(db, undefined);
    const items = await checkedClaims(db, from, to);
    if (items.length === 0) throw new WordsError('这些日期里没有可抽的申请。');
    const out = resolve(options.out);
    await demandOutside(db, out);
    await demandFolder('--out', out);
    const sample = draw(items, seed, size, by);
    await writeSheets(db, out, [SAMPLE_SHEET], sample);
    for (const [i, drawn] of sample.drawn.entries()) await writeWorkingPaper(out, i + 1, drawn);
    await writeJson(join(out, 'sample.json'), { ...told(options, last), strata: sample.strata });
    say(words(sample, items.length, out));
    return EXIT.done;
  } finally {
    await db.close();
  }
}

/** What the sample was drawn with: who knows this and the register can draw it again. */
const told = ({ seed, size, by = [], from, to }: SampleOptions, asOf: IsoDate) => ({
  method: 'SHA-256(seed + 业务编号), lowest first in each stratum; strata by largest remainders',
  seed,
  size,
  by,
  from: from ?? null,
  to: to ?? null,
  asOf,
});

function words({ drawn, strata }: Sample<CheckedClaim>, all: number, out: string): string {
  const rows = strata.map(({ name, items, taken }) => [
    name === '' ? '(不分层)' : name,
    `${items}`,
    `${taken}`,
  ]);
  const lines = [
    `从${all}笔申请中抽取${drawn.length}笔:`,
    ...columnsText([['层', '申请', '抽取'], ...rows], '  ', [1, 2]),
    ...drawn.map(({ item, key }, i) => `  ${i + 1}  ${item.businessNo}  ${key.slice(0, 16)}`),
    `清单和底稿写在${out}。重做的办法见docs/questions.zh-CN.md。`,
  ];
  return `${lines.join('\n')}\n`;
}
