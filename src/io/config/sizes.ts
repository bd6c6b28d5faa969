import { amountFromText } from '../../domain/money.js';
import { type SizeLine, type SizeMetric, SizeStandard } from '../../domain/sizes.js';
import type { ConfigFile } from './config-files.js';
import { readTable, type TableLine } from './table.js';

const COLUMNS = ['industry', 'gbt4754_2017', 'metric', 'large_min', 'medium_min', 'small_min'];
const METRICS: readonly SizeMetric[] = ['employees', 'revenue', 'total_assets'];

/** `enterprise-sizes.csv`: the size standard; each industry and metric once. @throws ConfigError */
export function readSizes(file: ConfigFile): SizeStandard {
  const lines: SizeLine[] = [];
  for (const line of readTable(file, COLUMNS)) {
    const size = sizeLineOf(line);
    if (lines.some((other) => other.industry === size.industry && other.metric === size.metric)) {
      line.fail(`${size.industry}的${size.metric}重复`);
    }
    lines.push(size);
  }
  return new SizeStandard(lines);
}

function sizeLineOf(line: TableLine): SizeLine {
  const bound = (column: string) => line.cell(column, 'amount_not_negative', '数字,最多2位小数');
  const size = { large: bound('large_min'), medium: bound('medium_min'), small: bound('small_min') };
  const [large, medium, small] = [size.large, size.medium, size.small].map(amountFromText) as [
    bigint,
    bigint,
    bigint,
  ];
  if (large < medium || medium < small) line.fail('下限应满足 large_min ≥ medium_min ≥ small_min');
  return { industry: line.required('industry'), metric: line.oneOf('metric', METRICS), ...size };
}
