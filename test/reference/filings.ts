import {
  type Day,
  daysFrom,
  decimal,
  fen,
  plusMonths,
  quarterStart,
  type Ratio,
  type Scheme,
  sum,
  type Tables,
  times,
  weekday,
} from './base.js';
import {
  type Amendment,
  type Arrival,
  type Books,
  type Claim,
  type Filing,
  inYuan,
  isRegistered,
  OPEN,
} from './books.js';
import { amountAboveZero, type Cells, date, uscc } from './files.js';

/** Pages "Filing" and "Amendment". Every function answers with the codes of the page in its order. */

const YUAN = 100n;
const VALID: Readonly<Record<Scheme, readonly [Day, Day]>> = {
  XW: ['2025-06-30', '2026-12-31'],
  KC: ['2025-06-30', '2028-06-29'],
};
export const BANK_CAP: Readonly<Record<Scheme, bigint>> = { XW: 10_000_000n * YUAN, KC: 30_000_000n * YUAN };

/** Cell of a row whose form is right; '' where it is empty. */
export const cell = (cells: Cells, key: string): string => cells[key] ?? '';

export const isQualified = (cells: Cells): boolean =>
  cell(cells, 'qualification') !== '无' &&
  cell(cells, 'qual_from') <= cell(cells, 'disbursed_on') &&
  cell(cells, 'disbursed_on') <= cell(cells, 'qual_to');

/** A rate; 'unknown'; or 'calendar' where it depends on whether an uncovered day is a working day. */
export function rateOf(tables: Tables, currency: string, on: Day): Ratio | 'unknown' | 'calendar' {
  if (currency === 'CNY') return { top: 1n, bottom: 1n };
  const lines = tables.fx.filter((line) => line.currency === currency);
  const kind = ['中间价', '现汇买入价', '现钞买入价'].find((one) => lines.some((line) => line.kind === one));
  const usable = lines.filter((line) => line.kind === kind);
  const own = usable.find((line) => line.on === on)?.rate;
  const near = usable
    .filter((line) => line.on <= on && daysFrom(line.on, on) <= 10)
    .sort((a, b) => daysFrom(a.on, b.on))[0]?.rate;
  if (weekday(on) > 5) return near ?? 'unknown';
  const working = tables.calendar.isWorking(on);
  if (working === true) return own ?? 'unknown';
  if (working === false) return near ?? 'unknown';
  return own ?? (near === undefined ? 'unknown' : 'calendar');
}

/** Whether a day is later than the n-th working day: undefined where that is the calendar's to say and it cannot. */
function isLater(tables: Tables, day: Day, nth: Day | undefined): boolean | undefined {
  if (nth !== undefined) return day > nth;
  return day > tables.calendar.lastCovered ? undefined : false;
}

export function judgeFiling(books: Books, bank: string, day: Day, cells: Cells): string[] {
  const { tables } = books;
  const { calendar } = tables;
  const codes: string[] = [];
  let calendarMissing = false;
  const add = (code: string, when: boolean | undefined): void => {
    if (when === undefined) calendarMissing = true;
    else if (when) codes.push(code);
  };
  const scheme = cell(cells, 'scheme') as Scheme;
  const iou = cell(cells, 'iou_no');
  const disbursed = cell(cells, 'disbursed_on');
  const matures = cell(cells, 'matures_on');
  const registered = books.filings.filter((filing) => filing.bank === bank && isRegistered(filing));

  const agreed = tables.banks.some(
    (one) => one.code === bank && one.scheme === scheme && one.from <= day && day <= one.to,
  );
  add('F-AGREEMENT', !agreed);
  const transition = scheme === 'XW' && disbursed >= '2025-04-01' && disbursed <= '2025-06-29';
  const [from, to] = VALID[scheme];
  add('F-POLICY-PERIOD', (disbursed < from || disbursed > to) && !transition);
  add('F-TRANSITION', transition);

  const quarter = quarterStart(day);
  const day15 = calendar.nth(quarter, 15);
  add('F-WINDOW-QUARTER', disbursed < plusMonths(quarter, -3) || disbursed >= quarter);
  const late = isLater(tables, day, day15);
  const resubmitted = day15 !== undefined && wasRejected(books, bank, scheme, iou, quarter, day15);
  add('F-WINDOW-LATE', late && !resubmitted);
  add('F-WINDOW-RESUBMIT', late === true && resubmitted);

  add(
    'F-DUPLICATE',
    registered.some((filing) => filing.scheme === scheme && filing.iou === iou),
  );
  add(
    'F-SAME-LOAN',
    registered.some(
      (filing) =>
        filing.iou !== iou &&
        filing.uscc === cell(cells, 'uscc') &&
        cell(filing.cells, 'disbursed_on') === disbursed &&
        cell(filing.cells, 'currency') === cell(cells, 'currency') &&
        filing.principal === fen(cell(cells, 'principal')),
    ),
  );
  add('F-AREA', cell(cells, 'in_area') === '否');
  const entity = cell(cells, 'entity_type');
  add('F-ENTITY', scheme === 'XW' ? entity === '个人' : entity !== '企业法人');
  const size = cell(cells, 'enterprise_size');
  const wrongSize = !(scheme === 'XW' ? ['小型', '微型'] : ['中型', '小型']).includes(size);
  add('F-SIZE', wrongSize);
  const standard = standardSize(tables, cells);
  add('F-SIZE-STANDARD', !wrongSize && standard !== undefined && standard !== size);
  add('F-INTEGRITY', cell(cells, 'disqualified') === '是');
  add('F-STI-SCOPE', scheme === 'KC' && cell(cells, 'sti_scope') === '否');

  const loanType = cell(cells, 'loan_type');
  const cover = cell(cells, 'other_cover');
  const shared = scheme === 'KC' && loanType === '银担分险';
  add('F-LOAN-TYPE', !shared && !['信用', '知识产权质押', '应收账款质押'].includes(loanType));
  const coverOther = scheme === 'KC' && !shared && ['保险', '其他财政补偿'].includes(cover);
  add('F-COVER', shared ? cover !== '政府性融资担保' : !['无', '自然人保证'].includes(cover) && !coverOther);
  add('F-COVER-OTHER', coverOther);
  add('F-RISK-SHARE', shared && decimal(cell(cells, 'bank_risk_share'), 4) < 20_0000n);
  add('F-MATURITY', matures <= disbursed);
  add('F-NEW', ['借新还旧', '重组'].includes(cell(cells, 'origination')));

  const rate = rateOf(tables, cell(cells, 'currency'), disbursed);
  add('F-FX-UNKNOWN', rate === 'calendar' ? undefined : rate === 'unknown');
  const yuan = typeof rate === 'string' ? undefined : times(fen(cell(cells, 'principal')), rate);
  const cap = BANK_CAP[scheme];
  add('F-CAP-BANK', yuan !== undefined && yuan > cap);
  const others = registered.filter(
    (filing) => filing.scheme === scheme && filing.iou !== iou && filing.uscc === cell(cells, 'uscc'),
  );
  add(
    'F-CAP-BANK-SUM',
    yuan !== undefined && yuan <= cap && tooMuchAtOnce(yuan, cap, others, disbursed, matures),
  );
  const reportOn = cell(cells, 'credit_report_on');
  add('F-CREDIT-REPORT', isLater(tables, reportOn, calendar.nthAfter(disbursed, 10)));
  const includes = reportOn >= disbursed && cell(cells, 'includes_this_loan') === '是';
  const creditCap = (scheme === 'XW' && !isQualified(cells) ? 30_000_000n : 50_000_000n) * YUAN;
  const credit = yuan === undefined ? undefined : fen(cell(cells, 'credit_balance')) + (includes ? 0n : yuan);
  add('F-CAP-CREDIT', credit !== undefined && credit > creditCap);

  const lprDue = calendar.lastLprDue(disbursed);
  const published = tables.lpr.filter((line) => line.on <= disbursed).sort((a, b) => daysFrom(a.on, b.on))[0];
  const lprKnown = lprDue === undefined ? undefined : published !== undefined && published.on >= lprDue;
  add('F-LPR-UNKNOWN', lprKnown === undefined ? undefined : !lprKnown);
  const tenor = cell(cells, 'lpr_tenor');
  add('F-LPR-TENOR', tenor === '5Y' && matures <= plusMonths(disbursed, 60));
  const lpr = (tenor === '1Y' ? published?.oneYear : published?.fiveYear) ?? 0n;
  const annual = decimal(cell(cells, 'annual_rate'), 4);
  add('F-RATE', lprKnown === true && annual > lpr + 1_5000n);
  add('F-ODD-AMOUNT', yuan !== undefined && yuan < 10_000n * YUAN);
  add('F-ODD-RATE', annual < 1_0000n);
  if (calendarMissing) codes.push('F-CALENDAR');
  return codes;
}

/** 退回 on arrival, or by an operator, from a file received in this quarter by day 15. */
function wasRejected(books: Books, bank: string, scheme: string, iou: string, from: Day, to: Day): boolean {
  const same = (one: { bank: string; scheme: string; iou: string }): boolean =>
    one.bank === bank && one.scheme === scheme && one.iou === iou;
  const inWindow = (day: Day): boolean => from <= day && day <= to;
  return (
    books.rejectedFilings.some((row) => same(row) && inWindow(row.day)) ||
    books.filings.some((filing) => same(filing) && filing.state === '退回' && inWindow(filing.arrival.day))
  );
}

/** The size by 工信部联企业〔2011〕300号: the highest at which every metric reaches its bound. */
export function standardSize(tables: Tables, cells: Cells): string | undefined {
  const metrics = tables.sizes.filter((line) => line['industry'] === cell(cells, 'industry'));
  if (metrics.length === 0 || metrics.some((line) => cell(cells, line['metric'] ?? '') === ''))
    return undefined;
  const reaches = (bound: string): boolean =>
    metrics.every((line) => fen(cell(cells, line['metric'] ?? '')) >= fen(line[bound] ?? ''));
  if (reaches('large_min')) return '大型';
  if (reaches('medium_min')) return '中型';
  return reaches('small_min') ? '小型' : '微型';
}

/** Whether on some day of [from, to) other loans leave less room than `amount` below the cap. */
function tooMuchAtOnce(amount: bigint, cap: bigint, others: readonly Filing[], from: Day, to: Day): boolean {
  const starts = [from, ...others.map((loan) => cell(loan.cells, 'disbursed_on'))];
  const onDay = (day: Day): bigint =>
    sum(
      others
        .filter((loan) => cell(loan.cells, 'disbursed_on') <= day && day < loan.maturesOn)
        .filter((loan) => loan.settledOn === undefined || day < loan.settledOn)
        .map((loan) => inYuan(loan) ?? 0n),
    );
  return starts.filter((day) => from <= day && day < to).some((day) => amount + onDay(day) > cap);
}

export function registerFiling(
  books: Books,
  bank: string,
  arrival: Arrival,
  cells: Cells,
  state: '受理' | '待核',
): string {
  const scheme = cell(cells, 'scheme') as Scheme;
  const iou = cell(cells, 'iou_no');
  const rate = rateOf(books.tables, cell(cells, 'currency'), cell(cells, 'disbursed_on'));
  const no = `F-${bank}-${scheme}-${iou}`;
  books.filings.push({
    no,
    bank,
    scheme,
    iou,
    arrival,
    cells,
    name: cell(cells, 'enterprise_name'),
    uscc: cell(cells, 'uscc'),
    principal: fen(cell(cells, 'principal')),
    maturesOn: cell(cells, 'matures_on'),
    rate: typeof rate === 'string' ? undefined : rate,
    state,
    settledOn: undefined,
  });
  return no;
}

/** Page "Amendment". */

function amended(books: Books, bank: string, cells: Cells): Filing | undefined {
  const filing = books.filing(`F-${bank}-${cell(cells, 'scheme')}-${cell(cells, 'iou_no')}`);
  if (filing === undefined) return undefined;
  const allowed = cell(cells, 'change') === '撤回' ? isRegistered(filing) : filing.state === '受理';
  return allowed ? filing : undefined;
}

function withdrawn(books: Books, bank: string, cells: Cells): Claim | undefined {
  return books.claimsOn(bank, cell(cells, 'iou_no')).find((claim) => OPEN.includes(claim.state));
}

export function judgeAmendment(books: Books, bank: string, day: Day, cells: Cells): string[] {
  const change = cell(cells, 'change');
  if (change === '撤回申请') return withdrawn(books, bank, cells) === undefined ? ['A-UNKNOWN'] : [];
  const filing = amended(books, bank, cells);
  if (filing === undefined) return ['A-UNKNOWN'];
  const codes: string[] = [];
  const add = (code: string, when: boolean): void => {
    if (when) codes.push(code);
  };
  const iou = cell(cells, 'iou_no');
  const disbursed = cell(filing.cells, 'disbursed_on');
  add('A-CLAIMED', books.live(bank, iou) !== undefined);
  add('A-SETTLED', filing.settledOn !== undefined);
  add(
    'A-PENDING',
    books.amendments.some(({ target, state }) => target === filing && state === '待核'),
  );
  const effective = cell(cells, 'effective_on');
  add(
    'A-DATE',
    ((change === '结清' || change === '展期') && (effective > day || effective < disbursed)) ||
      (change === '展期' && effective > filing.maturesOn),
  );
  const correction = change === '更正' ? corrected(filing, cells) : undefined;
  add('A-VALUE', correction !== undefined && (correction.value === undefined || correction.same));
  const item = cell(cells, 'item');
  const newMaturity = change === '更正' && item === '合同到期日' ? correction?.value : undefined;
  add(
    'A-MATURITY',
    (change === '展期' && cell(cells, 'new_matures_on') <= filing.maturesOn) ||
      (newMaturity !== undefined && (newMaturity <= disbursed || day > plusMonths(filing.maturesOn, 12))),
  );
  const newPrincipal = change === '更正' && item === '贷款金额' ? correction?.value : undefined;
  add(
    'A-CAP',
    newPrincipal !== undefined &&
      filing.rate !== undefined &&
      times(fen(newPrincipal), filing.rate) > BANK_CAP[filing.scheme],
  );
  const day15 = books.tables.calendar.nth(quarterStart(filing.arrival.day), 15);
  add(
    'A-WITHDRAW',
    change === '撤回' && (day15 === undefined || day > day15 || books.claimsOn(bank, iou).length > 0),
  );
  add('A-EXTENSION', change === '展期');
  add('A-CORRECTION', change === '更正');
  return codes;
}

/** 更正值 as its item's column takes it (undefined: it is no such value), and whether it is registered already. */
function corrected(filing: Filing, cells: Cells): { value: string | undefined; same: boolean } {
  const given = cell(cells, 'value');
  switch (cell(cells, 'item')) {
    case '企业名称':
      return { value: given, same: given === filing.name };
    case '统一社会信用代码':
      return { value: uscc(given), same: given === filing.uscc };
    case '合同到期日': {
      const value = date(given);
      return { value, same: value === filing.maturesOn };
    }
    default: {
      const value = amountAboveZero(given);
      return { value, same: value !== undefined && fen(value) === filing.principal };
    }
  }
}

export function registerAmendment(
  books: Books,
  bank: string,
  arrival: Arrival,
  cells: Cells,
  state: '受理' | '待核',
): string {
  const scheme = cell(cells, 'scheme') as Scheme;
  const iou = cell(cells, 'iou_no');
  const change = cell(cells, 'change');
  const target = change === '撤回申请' ? withdrawn(books, bank, cells) : amended(books, bank, cells);
  if (target === undefined) throw new Error('an amendment of nothing was not returned');
  const before = books.amendments.filter(
    (one) => one.bank === bank && one.scheme === scheme && one.iou === iou,
  ).length;
  const no = `A-${bank}-${scheme}-${iou}-${before + 1}`;
  const amendment: Amendment = {
    no,
    target,
    bank,
    scheme,
    iou,
    change,
    cells,
    arrival,
    state,
    decidedOn: undefined,
  };
  books.amendments.push(amendment);
  if (state === '受理') applyAmendment(amendment);
  return no;
}

export function applyAmendment({ change, cells, target }: Amendment): void {
  if ('filing' in target || change === '撤回') target.state = '撤回';
  else if (change === '结清') target.settledOn = cell(cells, 'effective_on');
  else if (change === '展期') target.maturesOn = cell(cells, 'new_matures_on');
  else {
    const value = corrected(target, cells).value ?? '';
    const item = cell(cells, 'item');
    if (item === '企业名称') target.name = value;
    else if (item === '统一社会信用代码') target.uscc = value;
    else if (item === '合同到期日') target.maturesOn = value;
    else target.principal = fen(value);
  }
}
