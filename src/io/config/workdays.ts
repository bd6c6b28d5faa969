import { type CalendarLine, WorkCalendar } from '../../domain/workdays.js';
import type { ConfigFile } from './config-files.js';
import { readTable } from './table.js';

const KINDS: readonly CalendarLine['kind'][] = ['holiday', 'makeup'];

/** `workdays.csv`: the State Council's holidays and make-up working days, each day once. @throws ConfigError */
export function readWorkdays(file: ConfigFile): WorkCalendar {
  const lines: CalendarLine[] = [];
  const seen = new Set<string>();
  for (const line of readTable(file, ['date', 'kind', 'name'])) {
    const date = line.date('date');
    if (seen.has(date)) line.fail(`${date}重复`);
    seen.add(date);
    lines.push({ date, kind: line.oneOf('kind', KINDS) });
  }
  return new WorkCalendar(lines);
}
