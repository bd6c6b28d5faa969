import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withClient } from '../test/support/postgres-server.js';
import type { PrivatePostgres } from '../test/support/private-postgres.js';
import { uscc, writeFilings } from './filings.mjs';
import { database, type Figures, PROJECT, riskpool } from './measure.js';

/** What follows a filing: claims, the run that gives opinions, confirmation, recovery, and money coming back. */

export interface MoneyFigures {
  /** Of each file, and of the run over all claims. */
  readonly rows: Readonly<Record<string, number>>;
  readonly figures: Readonly<Record<string, Figures>>;
}

/** Loans of which the generator makes a sound filing under XW. */
function claimable(count: number): number[] {
  const loans: number[] = [];
  for (let n = 0; loans.length < count; n++) if (n % 3 !== 0 && n % 25 !== 24) loans.push(n);
  return loans;
}

/** A fund that lasts: the configuration of the project with a capital of a hundred billion yuan. */
function configOf(folder: string): string {
  const config = join(folder, 'config-of-much');
  mkdirSync(config);
  for (const name of ['banks.csv', 'fx.csv'])
    writeFileSync(join(config, name), readFileSync(join(PROJECT, 'config', name)));
  writeFileSync(join(config, 'fund.csv'), 'effective_on,capital\n2025-06-30,100000000000.00\n');
  return config;
}

/**
 * Takes such books as `bench` of the server, below the folder.
 * @param count claims, each paid, recovered and returned
 * @param filings at least so many
 */
export async function moneyFigures(
  postgres: PrivatePostgres,
  folder: string,
  count: number,
  filings = 0,
): Promise<MoneyFigures> {
  const loans = claimable(count);
  const last = Math.max(loans.at(-1) ?? 0, filings - 1);
  const url = await database(postgres, 'bench');
  const out = join(folder, 'money-out');
  const common = ['--out', out, '--config', configOf(folder)];
  const figures: Record<string, Figures> = {};
  const rows: Record<string, number> = {};
  const take = (name: string, file: string, from: string, on: string, lines: number): void => {
    figures[name] = riskpool(postgres, url, [
      'ingest',
      file,
      '--from',
      from,
      '--on',
      on,
      '--skip-to',
      on,
      ...common,
    ]);
    rows[name] = lines;
  };
  const run = (on: string): Figures =>
    riskpool(postgres, url, ['review', '--on', on, '--skip-to', on, ...common]);
  const file = (name: string, lines: readonly string[]): string => {
    const path = join(folder, `${name}.csv`);
    writeFileSync(path, `${lines.join('\r\n')}\r\n`);
    return path;
  };

  take('filings', await writeFilings(join(folder, 'loans'), last + 1), 'ICBC', '2025-10-08', last + 1);
  run('2026-09-30');
  const claim = file('claim-1', [
    '政策类型,借据编号,统一社会信用代码,五级分类,不良认定日期,不良本金余额,资料是否齐全',
    ...loans.map((n) => `XW,JJ-${n},${uscc(n % 200_000)},次级,2026-10-08,1000.00,是`),
  ]);
  take('claims', claim, 'ICBC', '2026-10-12', count);
  figures['opinion run'] = run('2026-10-31');
  rows['opinion run'] = count;
  const confirmation = file('confirmation-1', [
    '业务编号,结论,确认文号,确认金额',
    ...loans.map((n) => `C-ICBC-XW-JJ-${n},同意,确认〔2026〕1号,`),
  ]);
  take('confirmations', confirmation, 'BUREAU', '2026-11-10', count);
  const recovery = file('recovery-1', [
    '回收流水号,借据编号,回收日期,回收金额,其中本金',
    ...loans.map((n) => `H${n},JJ-${n},2026-11-11,100.00,100.00`),
  ]);
  take('recoveries', recovery, 'ICBC', '2026-11-12', count);
  const clawbacks = await clawbacksOf(url, count);
  let balance = 0;
  const statement = file('statement-1', [
    '流水号,交易日期,收支方向,金额,对方单位,业务编号,用途,账户余额,归属年度',
    ...clawbacks.map(({ number, fen }, i) => {
      balance += fen;
      return `T${i},2026-11-19,收,${(fen / 100).toFixed(2)},ICBC,${number},追偿返还,${(balance / 100).toFixed(2)},`;
    }),
  ]);
  take('statement lines', statement, 'ACCOUNT', '2026-11-20', count);
  return { rows, figures };
}

/** Clawbacks that were asked for, in their order in the books. @throws where there are not as many */
async function clawbacksOf(url: string, count: number): Promise<{ number: string; fen: number }[]> {
  const { rows } = await withClient(url, (client) =>
    client.query<{ number: string; fen: string }>(
      `SELECT business_no AS number, asked AS fen FROM recoveries WHERE treatment = 'noticed' ORDER BY id`,
    ),
  );
  if (rows.length !== count) throw new Error(`${rows.length} clawbacks of ${count} recoveries`);
  return rows.map(({ number, fen }) => ({ number, fen: Number(fen) }));
}
