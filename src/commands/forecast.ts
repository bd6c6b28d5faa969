import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Db } from '../db/db.js';
import type { IsoDate } from '../domain/dates.js';
import { percent } from '../domain/money.js';
import { kept } from '../ledger/records/kept.js';
import { columnsText } from '../publish/text-table.js';
import { writeSheets } from '../publish/write-sheet.js';
import { type Forecast, type FundOutlook, forecast } from '../questions/forecast.js';
import { FORECAST_SHEETS, wordsToLift } from '../questions/forecast-sheets.js';
import { EXIT, WordsError } from './exit.js';
import { lookedAt, withPastBooks } from './past-books.js';
import { configurationFor, dateOption, demandFolder, openKeptBooks, type PlaceOptions } from './place.js';
import { say } from './say.js';
import { atMost, count, money } from './summary-section.js';
import { demandOutside } from './what-if.js';

interface ForecastOptions extends PlaceOptions {
  readonly on: IsoDate;
}

export function addForecast(program: Command): void {
  program
    .command('forecast')
    .description(
      '预测:哪笔申请会使哪家银行暂停,缴回多少能恢复,资金按近四个季度还能用多久,哪些贷款的申请期何时截止',
    )
    .requiredOption('--on <date>', '站在哪一天看;以前某日的按当日日终', dateOption)
    .option('--out <dir>', '另把明细写到这个目录(不能在账簿的输出目录里):CSV,账簿写工作簿的也写工作簿')
    .option('--data <dir>', '账簿所在目录(未设DATABASE_URL时)')
    .option('--config <dir>', '配置目录(缺省:账簿所用的)')
    .action(async (options: ForecastOptions) => {
      process.exitCode = await runForecast(options);
    });
}

async function runForecast(options: ForecastOptions): Promise<number> {
  if (options.out === '') throw new WordsError('--out是空的,应为目录。');
  const db = await openKeptBooks(options);
  try {
    const { asOf, last } = await lookedAt(db, options.on);
    const { reference } = await configurationFor(db, options);
    const look = (books: Db): Promise<Forecast> => forecast(books, reference, asOf);
    const { out } = await kept(db);
    const found = asOf < last ? await withPastBooks(db, asOf, out, options, look) : await look(db);
    if (options.out !== undefined) {
      const folder = resolve(options.out);
      await demandOutside(db, folder);
      await demandFolder('--out', folder);
      await writeSheets(db, folder, FORECAST_SHEETS, found);
    }
    say(words(found, asOf));
    return EXIT.done;
  } finally {
    await db.close();
  }
}

function words(found: Forecast, on: IsoDate): string {
  const lines = [
    `截至${on}的预测:假定此后没有新的文件`,
    '',
    `[下次初审] 等候的申请${count(found.claims.length)}笔(待核的假定全部通过)`,
    ...atMost(claimLines(found), 'claims.csv(--out)'),
    '',
    '[暂停银行怎样恢复]',
    ...suspendedLines(found),
    '',
    '[资金]',
    ...fundLines(found.fund),
    '',
    `[申请截止日] 未申请的贷款${count(found.windows.length)}笔,最近的在前`,
    ...atMost(windowLines(found), 'windows.csv(--out)'),
  ];
  return `${lines.join('\n')}\n`;
}

function claimLines({ claims }: Forecast): string[] {
  const rows = claims.map((one) => [
    one.runOn,
    one.claim.businessNo,
    one.claim.status,
    money(one.claim.amount ?? 0n),
    `${percent({ num: one.position.applied, den: one.position.filed }, 4) || '(无备案)'}%`,
    money(one.position.net),
    one.opinion,
    one.suspends ? `此笔使${one.claim.bank}暂停${one.claim.scheme}` : '',
  ]);
  const head = ['初审', '业务编号', '现状态', '金额', '此前占比', '此前净额', '预计', ''];
  return rows.length === 0 ? ['  没有'] : columnsText([head, ...rows], '  ', [3, 4, 5]);
}

function suspendedLines({ suspended }: Forecast): string[] {
  if (suspended.length === 0) return ['  没有暂停的银行'];
  return suspended.map((one) => `  ${one.at.bank} ${one.at.scheme}:${wordsToLift(one).join(';')}`);
}

/** An extrapolation is called one, with what it was made from. */
function fundLines({ available, waiting, from, to, drain, shortBy, quarters }: FundOutlook): string[] {
  const now = `  可用余额${money(available)}元,等候的申请${money(waiting)}元,其后余${money(available - waiting)}元`;
  if (quarters === 0) return [now, '  账簿还没有一个完整的季度,不能外推'];
  const past =
    `  外推的依据:${from}至${to}共${quarters}个季度,申请补偿${money(drain.applied)}元,缴回到账${money(drain.returned)}元,` +
    `利息${money(drain.interest)}元,管理费${money(drain.fees)}元`;
  const said =
    shortBy === undefined
      ? '  外推(不是预算):照这几个季度的平均,资金不会用完'
      : `  外推(不是预算):照这几个季度的平均,资金在截至${shortBy}的季度内不足`;
  return [now, past, said];
}

function windowLines({ windows }: Forecast): string[] {
  return columnsText(
    windows.map(({ closes, businessNo, principal }) => [closes, businessNo, money(principal ?? 0n)]),
    '  ',
    [2],
  );
}
