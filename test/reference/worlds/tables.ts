import { readFileSync } from 'node:fs';
import { Calendar, type Day, plusDays, plusMonths, weekday } from '../base.js';
import type { Dice } from './dice.js';

/** The tables of a made-up fund: a few banks, a purse that may run dry, rates with gaps, a calendar that may end. */

const CODES = ['ICBC', 'CCB', 'BOB', 'CMB', 'B2B'];

/** By file name; `shipped` is the folder of the tables that a fund need not have of its own. */
export function makeTables(dice: Dice, shipped: string, from: Day, until: Day): Map<string, string> {
  const workdays = makeWorkdays(dice, readFileSync(`${shipped}/workdays.csv`, 'utf8'));
  return new Map([
    ['banks.csv', makeBanks(dice, from, until)],
    ['fund.csv', makeFund(dice, from, until)],
    ['fx.csv', makeRates(dice, workdays, plusMonths(from, -6), until)],
    ['lpr.csv', makeLpr(dice, readFileSync(`${shipped}/lpr.csv`, 'utf8'))],
    ['workdays.csv', workdays],
    ['enterprise-sizes.csv', readFileSync(`${shipped}/enterprise-sizes.csv`, 'utf8')],
  ]);
}

function makeBanks(dice: Dice, from: Day, until: Day): string {
  const codes = dice.shuffled(CODES).slice(0, dice.whole(2, 4));
  const lines = codes.flatMap((code) => {
    const name = dice.way([
      [10, `${code}银行`],
      [2, '亦庄村镇银行'],
      [1, codes[0] ?? code],
    ]);
    const schemes = dice.way([
      [7, ['XW', 'KC']],
      [2, ['XW']],
      [1, ['KC']],
    ]);
    return schemes.map((scheme) => {
      const starts = dice.chance(0.1) ? plusDays(from, dice.whole(5, 120)) : '2025-06-30';
      const ends = dice.chance(0.1) ? plusDays(until, -dice.whole(10, 150)) : '';
      const named = dice.chance(0.1) ? `${code}银行股份有限公司` : name;
      return [code, named, scheme, starts, ends > starts ? ends : ''].join(',');
    });
  });
  return ['code,name,scheme,from,to', ...lines, ''].join('\n');
}

function makeFund(dice: Dice, from: Day, until: Day): string {
  const capital = dice.way([
    [6, '100000000.00'],
    [2, '20000000.00'],
    [1, '6000000.00'],
    [1, '1500000.50'],
  ]);
  const grows = dice.chance(0.3) && plusMonths(from, 2) < until;
  const later = `${plusMonths(from, dice.whole(1, 2))},${dice.pick(['120000000.00', '30000000.00', '5000000.00'])}`;
  return ['effective_on,capital', `2025-06-30,${capital}`, ...(grows ? [later] : []), ''].join('\n');
}

function makeWorkdays(dice: Dice, shipped: string): string {
  if (!dice.chance(0.12)) return shipped;
  return shipped
    .split('\n')
    .filter((line) => !line.startsWith('2026'))
    .join('\n');
}

function makeLpr(dice: Dice, shipped: string): string {
  const lines = shipped.trimEnd().split(/\r?\n/);
  const gone = dice.chance(0.4) ? lines.length - dice.whole(1, 14) : -1;
  const changed = lines.map((line) =>
    dice.chance(0.2) && line > '2025' && /^\d/.test(line)
      ? `${line.slice(0, 10)},${dice.pick(['2.95', '3.05', '3.10'])},${dice.pick(['3.45', '3.60'])}`
      : line,
  );
  return `${changed.filter((_, at) => at !== gone).join('\n')}\n`;
}

function makeRates(dice: Dice, workdays: string, from: Day, until: Day): string {
  const rows = workdays
    .trimEnd()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => {
      const [date = '', kind = ''] = line.split(',');
      return { date, kind };
    });
  const calendar = new Calendar(rows);
  const lines: string[] = [];
  const add = (day: Day, currency: string, kind: string, rate: number, decimals: number): void => {
    lines.push([day, currency, kind, rate.toFixed(decimals)].join(','));
  };
  const gaps = dice.pick([0.01, 0.03, 0.25]);
  for (let day = from; day <= until; day = plusDays(day, 1)) {
    const working = weekday(day) <= 5 && calendar.isWorking(day) !== false;
    if (!working && !dice.chance(0.05)) continue;
    if (!dice.chance(gaps)) add(day, 'USD', '中间价', 7 + dice.next() / 5, 4);
    if (!dice.chance(gaps)) add(day, 'JPY', '现汇买入价', 0.045 + dice.next() / 200, 6);
    if (!dice.chance(0.7)) add(day, 'USD', '现汇买入价', 6.9 + dice.next() / 5, 4);
    if (!dice.chance(0.7)) add(day, 'HKD', '现汇买入价', 0.9 + dice.next() / 50, 5);
    if (!dice.chance(0.9)) add(day, 'HKD', '中间价', 0.91 + dice.next() / 50, 5);
    if (!dice.chance(0.6)) add(day, 'PHP', '现钞买入价', 0.12 + dice.next() / 100, 4);
  }
  return ['date,currency,kind,rate', ...lines, ''].join('\n');
}
