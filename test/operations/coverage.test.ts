import { beforeAll, describe, expect, test } from 'vitest';
import { LprTable } from '../../src/domain/lpr.js';
import type { Reference } from '../../src/domain/reference.js';
import { WorkCalendar } from '../../src/domain/workdays.js';
import { loadReference } from '../../src/io/config/load.js';
import { coverageLines } from '../../src/operations/coverage.js';

let shipped: Reference;
let tables: Reference;

beforeAll(async () => {
  shipped = await loadReference();
  const calendar = new WorkCalendar([{ date: '2026-06-19', kind: 'holiday' }]);
  const lpr = new LprTable([{ publishedOn: '2026-09-20', oneYear: '3.00', fiveYear: '3.50' }]);
  tables = { ...shipped, calendar, lpr };
});

describe('which table ends when', () => {
  test('names the last day covered and the line that extends the table', () => {
    const [calendar, lpr, ...more] = coverageLines(tables, '2026-09-30');
    expect(calendar).toContain('到2026-12-31为止');
    expect(calendar).toContain('2027-01-01,holiday,元旦');
    expect(lpr).toContain('LPR公布到2026-09-20,下一次应在2026-10-20');
    expect(lpr).toContain('2026-10-20,3.00,3.50');
    expect(more).toEqual([]);
  });

  test('warns where the work goes beyond a table', () => {
    expect(coverageLines(tables, '2026-10-20').join('\n')).toContain('F-LPR-UNKNOWN');
    expect(coverageLines(tables, '2026-10-19').join('\n')).not.toContain('F-LPR-UNKNOWN');
    expect(coverageLines(tables, '2026-12-31').join('\n')).not.toContain('F-CALENDAR');
    expect(coverageLines(tables, '2027-01-01').join('\n')).toContain('F-CALENDAR');
  });

  test('leaves the next publication out where the calendar does not reach it', () => {
    const lpr = new LprTable([{ publishedOn: '2026-12-21', oneYear: '3.00', fiveYear: '3.50' }]);
    expect(coverageLines({ ...tables, lpr })[1]).toBe(
      'LPR公布到2026-12-21。公布后在lpr.csv末尾加一行,如 公布日,3.00,3.50',
    );
  });

  test('answers for the shipped tables and for an empty one', () => {
    expect(coverageLines(shipped)).toHaveLength(2);
    expect(coverageLines({ ...tables, lpr: new LprTable([]) })[1]).toContain('还没有任何一次公布');
  });
});
