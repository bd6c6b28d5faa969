import { type FundLine, FundSizes } from '../../domain/fund.js';
import { amountFromText } from '../../domain/money.js';
import { ACCOUNT_COLUMNS, accountOf } from './accounts.js';
import { ConfigError } from './config-error.js';
import type { ConfigFile } from './config-files.js';
import { readTable } from './table.js';

/** `fund.csv`: the fund's size (资金规模) in yuan, by ascending date. @throws ConfigError */
export function readFund(file: ConfigFile): FundSizes {
  const lines: FundLine[] = [];
  for (const line of readTable(file, ['effective_on', 'capital'], ACCOUNT_COLUMNS)) {
    const effectiveOn = line.date('effective_on');
    const before = lines.at(-1)?.effectiveOn;
    if (before !== undefined && effectiveOn <= before)
      line.fail(`生效日${effectiveOn}不晚于上一行的${before}`);
    const capital = line.cell('capital', 'amount_not_negative', '金额,应为元,最多2位小数');
    lines.push({ effectiveOn, capital: amountFromText(capital), account: accountOf(line) });
  }
  const [first, ...rest] = lines;
  if (first === undefined) throw new ConfigError(file.name, undefined, '至少要有一行:第一行是实缴的基金本金');
  return new FundSizes([first, ...rest]);
}
