import { FX_KINDS, type FxLine, FxTable } from '../../domain/fx.js';
import type { ConfigFile } from './config-files.js';
import { readTable, type TableLine } from './table.js';

const RATE = /^\d{1,9}(\.\d{1,10})?$/;

/** `fx.csv`: exchange rates, CNY for one unit, in any order; each day, currency and kind once. @throws ConfigError */
export function readFx(file: ConfigFile): FxTable {
  const lines: FxLine[] = [];
  const seen = new Set<string>();
  for (const line of readTable(file, ['date', 'currency', 'kind', 'rate'])) {
    const rate = fxLineOf(line);
    const key = `${rate.date} ${rate.currency} ${rate.kind}`;
    if (seen.has(key)) line.fail(`${key}重复`);
    seen.add(key);
    lines.push(rate);
  }
  return new FxTable(lines);
}

function fxLineOf(line: TableLine): FxLine {
  const rate = line.required('rate');
  if (!RATE.test(rate) || !/[1-9]/.test(rate))
    line.fail(`rate"${rate}"应为大于0的数字,最多10位小数(1单位外币折人民币元)`);
  return {
    date: line.date('date'),
    currency: line.cell('currency', 'currency', '币种,应为3位大写字母'),
    kind: line.oneOf('kind', FX_KINDS),
    rate,
  };
}
