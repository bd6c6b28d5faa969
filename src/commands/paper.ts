import { join } from 'node:path';
import type { Command } from 'commander';
import type { IsoDate } from '../domain/dates.js';
import { writePapers } from '../publish/papers/papers.js';
import { PAPER_KINDS, type PaperKind } from '../publish/papers/printed.js';
import { EXIT, WordsError } from './exit.js';
import { lookedAt } from './past-books.js';
import { configurationFor, dateOption, openKeptBooks, outputsFor, type PlaceOptions } from './place.js';
import { say } from './say.js';

interface PaperOptions extends PlaceOptions {
  readonly on?: IsoDate;
  readonly for?: string;
}

const KINDS = Object.keys(PAPER_KINDS) as PaperKind[];
const WORDS = KINDS.map((kind) => `${PAPER_KINDS[kind]}(${kind})`).join('、');

export function addPaper(program: Command): void {
  program
    .command('paper [kind]')
    .description('打印一个业务日期的文书(PDF,供盖章签收):拨付、缴回通知,初审意见,月末清算单和对账单')
    .option('--on <date>', '业务日期(缺省:账簿最后处理的日期);清算单和对账单只在月末', dateOption)
    .option('--for <receiver>', '只打印给这一家的:银行代码、BUREAU或CUSTODIAN(缺省:全部)')
    .option('--out <dir>', '写在其中的papers(缺省:账簿所用的输出目录)')
    .option('--data <dir>', '账簿所在目录(未设DATABASE_URL时)')
    .option('--config <dir>', '配置目录,取银行名称(缺省:账簿所用的)')
    .addHelpText('after', `\n[kind] 是文书种类:${WORDS}(缺省:当日有的全部)`)
    .action(async (word: string | undefined, options: PaperOptions) => {
      process.exitCode = await runPaper(word, options);
    });
}

async function runPaper(word: string | undefined, options: PaperOptions): Promise<number> {
  const kinds = word === undefined ? KINDS : [kindOf(word)];
  if (options.out === '') throw new WordsError('--out是空的,应为输出目录。');
  const db = await openKeptBooks(options);
  try {
    const { asOf } = await lookedAt(db, options.on);
    const out = await outputsFor(db, options);
    const { agreements } = (await configurationFor(db, options)).reference;
    const choice = options.for === undefined ? { kinds } : { kinds, receiver: options.for };
    const folder = join(out, 'papers');
    const written = [...(await writePapers(db, folder, asOf, agreements, choice)).keys()];
    const whose = options.for === undefined ? '' : `给${options.for}的`;
    if (written.length === 0)
      say(`${asOf}没有${whose}${word === undefined ? '文书' : PAPER_KINDS[kindOf(word)]}。\n`);
    else
      say(
        `${asOf}的文书${written.length}份,写在${folder}:\n${written.map((path) => `  ${path}\n`).join('')}`,
      );
    return EXIT.done;
  } finally {
    await db.close();
  }
}

function kindOf(word: string): PaperKind {
  const kind = KINDS.find((one) => one === word.toLowerCase() || PAPER_KINDS[one] === word);
  if (kind === undefined) throw new WordsError(`没有"${word}"这种文书,应为${WORDS}之一。`);
  return kind;
}
