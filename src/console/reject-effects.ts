import { addMonths, type IsoDate, monthEnd, quarterEnd } from '../domain/dates.js';
import type { Reference } from '../domain/reference.js';
import type { ListRow } from '../ledger/console/page.js';
import { monthsToClaim } from '../operations/deadlines.js';
import { windowOf } from '../rules/filing/window.js';

/** 退回则: what the return of a referred item leaves its bank to do, by the windows it stands in. */
export function ifRejected(row: ListRow, reference: Reference, today: IsoDate): string {
  if (row['kind'] === '备案') return `备案退回,不计入备案本金;${refiling(row, reference, today)}`;
  if (row['kind'] === '补偿申请') return `申请退回,不进初审;${claimAgain(row, reference, today)}`;
  return String(row['if_rejected'] ?? '');
}

/** A rejected filing is refiled in its window, or later in the window's own period (F-WINDOW-RESUBMIT); then never. */
function refiling(row: ListRow, { policies, calendar }: Reference, today: IsoDate): string {
  const received = String(row['received_on']);
  const window = policies.of(String(row['scheme'])).termsOn(received).filingWindow;
  if (window === undefined) return '银行可改正后重报';
  const { deadline } = windowOf(window, received, calendar);
  const end = window.per === 'quarter' ? quarterEnd(received) : monthEnd(received);
  if (today > end) return `${end}已过,这笔贷款不能再备案`;
  if (deadline === undefined || today > deadline) return `${end}前可改正重报,转人工审核`;
  return `${deadline}前可改正重报;此后到${end}重报的转人工审核`;
}

/** A rejected claim comes again within its window as any, later as one to be looked at (C-WINDOW-RESUBMIT). */
function claimAgain(row: ListRow, { policies }: Reference, today: IsoDate): string {
  const months = monthsToClaim(policies.of(String(row['scheme'])), String(row['received_on']));
  const matures = row['matures_on'];
  if (months === undefined || typeof matures !== 'string') return '银行可改正后重报';
  const closes = addMonths(matures, months);
  if (today > closes) return `申请期到${closes}已过,重报的转人工审核`;
  return `${closes}前可改正重报;此后重报的转人工审核`;
}
