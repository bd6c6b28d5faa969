import { expect, test } from 'vitest';
import { workdaysLeft } from '../../src/console/workdays-left.js';
import { WorkCalendar } from '../../src/domain/workdays.js';

const calendar = new WorkCalendar([{ date: '2026-10-01', kind: 'holiday' }]);

// 2026-09-18 is a Friday, 2026-10-01 a holiday on a Thursday.
test.each([
  ['2026-09-18', '2026-09-18', 0],
  ['2026-09-18', '2026-09-21', 1],
  ['2026-09-21', '2026-09-18', -1],
  ['2026-09-20', '2026-09-19', 0],
  ['2026-10-02', '2026-09-21', -8],
  ['2026-10-02', '2027-01-04', null],
])('on %s it is so many working days to %s: %s', (today, on, left) => {
  expect(workdaysLeft(calendar, today, on)).toBe(left);
});
