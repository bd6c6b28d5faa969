import { type LprLine, LprTable } from '../../domain/lpr.js';
import type { ConfigFile } from './config-files.js';
import { readTable } from './table.js';

/** `lpr.csv`: the publications of the loan prime rate, in per cent, by ascending date. @throws ConfigError */
export function readLpr(file: ConfigFile): LprTable {
  const lines: LprLine[] = [];
  for (const line of readTable(file, ['published_on', 'lpr_1y', 'lpr_5y'])) {
    const publishedOn = line.date('published_on');
    const before = lines.at(-1)?.publishedOn;
    if (before !== undefined && publishedOn <= before)
      line.fail(`公布日${publishedOn}不晚于上一行的${before}`);
    const rate = (column: string) => line.cell(column, 'rate', '利率,应为百分数,最多4位小数');
    lines.push({ publishedOn, oneYear: rate('lpr_1y'), fiveYear: rate('lpr_5y') });
  }
  return new LprTable(lines);
}
