import { addMonths, type IsoDate } from '../domain/dates.js';
import type { Reference } from '../domain/reference.js';

/** How far the tables reach that somebody must keep up by hand, and the line that extends each. */

/** A sentence for each table; a second one where work up to `until` goes beyond it. */
export function coverageLines({ calendar, lpr }: Reference, until?: IsoDate): string[] {
  const lines = [
    `工作日历到${calendar.lastCovered}为止。下一年的放假安排公布后,在workdays.csv末尾逐日加行,如 ${nextYear(calendar.lastCovered)}-01-01,holiday,元旦`,
  ];
  if (until !== undefined && until > calendar.lastCovered)
    lines.push(`  注意:处理到${until},日历之外的期限不按周末推算,相关业务转人工审核(F-CALENDAR)或日期留空。`);
  const last = lpr.lastPublication;
  if (last === undefined) return [...lines, 'LPR还没有任何一次公布。在lpr.csv加行,如 2026-09-20,3.00,3.50'];
  const next = calendar.firstFrom(`${addMonths(`${last.slice(0, 7)}-01`, 1).slice(0, 8)}20`);
  lines.push(
    `LPR公布到${last}${next === undefined ? '' : `,下一次应在${next}`}。公布后在lpr.csv末尾加一行,如 ${next ?? '公布日'},3.00,3.50`,
  );
  if (until !== undefined && next !== undefined && until >= next)
    lines.push(`  注意:处理到${until},${next}及以后放款的贷款暂无LPR可比,转人工审核(F-LPR-UNKNOWN)。`);
  return lines;
}

const nextYear = (date: IsoDate): number => Number(date.slice(0, 4)) + 1;
