import { byCodePoint, type Day, lastOfMonth, percent, shown, sum, times } from './base.js';
import { amountOf, type Books, type Claim, inYuan, PAID } from './books.js';
import { cell } from './filings.js';
import type { Story } from './reference.js';

/** What a story must come out as: every fact of its receipts, opinions, payments, clawbacks, settlements, registers. */

export type Row = readonly string[];

export interface Facts {
  readonly until: Day;
  readonly receipts: Readonly<Record<string, ReceiptFacts>>;
  readonly opinions: Readonly<Record<string, readonly Row[]>>;
  readonly payments: Readonly<Record<string, readonly Row[]>>;
  readonly clawbacks: Readonly<Record<string, readonly Row[]>>;
  readonly settlements: Readonly<Record<string, readonly Row[]>>;
  readonly registers: Readonly<Record<string, readonly Row[]>>;
}

export interface ReceiptFacts {
  readonly status: 'processed' | 'refused';
  readonly code?: string;
  readonly rows?: number;
  readonly accepted?: number;
  readonly rejected?: number;
  readonly referred?: number;
  readonly lines?: readonly (readonly [number, string, string, readonly string[]])[];
}

export function factsOf({ books, receipts, opinions, until }: Story): Facts {
  return {
    until,
    receipts: Object.fromEntries(
      receipts.map(({ day, sender, name, code, lines }) => {
        const count = (outcome: string): number => lines.filter((line) => line.outcome === outcome).length;
        const facts: ReceiptFacts =
          code !== undefined
            ? { status: 'refused', code }
            : {
                status: 'processed',
                rows: lines.length,
                accepted: count('受理'),
                rejected: count('退回'),
                referred: count('待核'),
                lines: lines.map(({ row, no, outcome, codes }) => [row, text(no), outcome, codes]),
              };
        return [`${day}/${sender}/${name}`, facts];
      }),
    ),
    opinions: Object.fromEntries(
      Array.from(opinions, ([day, lines]) => [
        day,
        lines.map(({ no, base, ratio, amount, opinion, share, net }) => [
          no,
          shown(base),
          percent(ratio, 2),
          shown(amount),
          opinion,
          share === undefined ? '' : shareOf(share.applied, share.filed),
          net === undefined ? '' : shown(net),
        ]),
      ]),
    ),
    payments: payments(books),
    clawbacks: clawbackNotices(books),
    settlements: settlements(books, until),
    registers: registers(books),
  };
}

/** 不良占比, per cent with 4 decimals; empty where nothing is filed. */
const shareOf = (applied: bigint, filed: bigint): string =>
  filed === 0n ? '' : percent({ top: applied, bottom: filed }, 4);

const ratioOf = ({ assessed }: Claim): string => (assessed === undefined ? '' : percent(assessed.ratio, 2));
const baseOf = ({ assessed }: Claim): string => (assessed === undefined ? '' : shown(assessed.base));
/** A text cell as an output has it: prefixed where a spreadsheet would take it for a formula, and on one line. */
const text = (cell: string): string =>
  (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell).replace(/\r\n|\r|\n/g, ' ');
const byFirst = (a: Row, b: Row): number => byCodePoint(a[0] ?? '', b[0] ?? '');

function grouped<Of>(
  items: readonly Of[],
  key: (item: Of) => string,
  row: (item: Of) => Row,
): Record<string, Row[]> {
  const groups: Record<string, Row[]> = {};
  for (const item of items) {
    const name = key(item);
    groups[name] = [...(groups[name] ?? []), row(item)];
  }
  for (const rows of Object.values(groups)) rows.sort(byFirst);
  return groups;
}

/** What a day's confirmation pays and nobody takes back the same day. */
function payments(books: Books): Record<string, Row[]> {
  return grouped(
    books.payments.filter(({ day, takenBackOn }) => day !== takenBackOn),
    ({ day, claim }) => `${day}/${claim.bank}`,
    ({ claim, assessed, document }) => {
      const figures = [
        shown(assessed.base),
        percent(assessed.ratio, 2),
        shown(times(assessed.base, assessed.ratio)),
      ];
      return [claim.no, claim.scheme, text(claim.iou), ...figures, text(document)];
    },
  );
}

/** A day's notices and recalls, but for what is undone the same day. */
function clawbackNotices(books: Books): Record<string, Row[]> {
  return grouped(
    books.clawbacks.filter(({ noticedOn, undoneOn }) => noticedOn !== undoneOn),
    ({ noticedOn, claim }) => `${noticedOn}/${claim.bank}`,
    ({ no, claim, recovery, asked, due, noticeLate }) => [
      no,
      claim.scheme,
      text(claim.iou),
      recovery?.recoveredOn ?? '',
      shown(recovery?.amount ?? 0n),
      ratioOf(claim),
      shown(asked),
      due ?? '',
      noticeLate,
    ],
  );
}

const TYPES = ['补偿拨付', '追偿缴回', '缴回到账', '核销'];

function settlements(books: Books, until: Day): Record<string, Row[]> {
  const due = books.postings.filter(({ day }) => lastOfMonth(day) <= until);
  const ordered = due.sort(
    (a, b) =>
      byCodePoint(a.day, b.day) ||
      TYPES.indexOf(a.type) - TYPES.indexOf(b.type) ||
      byCodePoint(a.no, b.no) ||
      (a.amount < b.amount ? -1 : Number(a.amount > b.amount)),
  );
  const groups: Record<string, Row[]> = {};
  for (const { day, bank, type, no, scheme, iou, amount } of ordered) {
    const file = `${lastOfMonth(day)}/${bank}`;
    groups[file] = [...(groups[file] ?? []), [day, type, no, scheme, text(iou), shown(amount)]];
  }
  return groups;
}

function registers(books: Books): Record<string, readonly Row[]> {
  return {
    filings: latest(books.filings).map((filing) => {
      const yuan = inYuan(filing);
      return [
        filing.no,
        filing.scheme,
        filing.bank,
        text(filing.iou),
        filing.uscc,
        yuan === undefined ? '' : shown(yuan),
        cell(filing.cells, 'disbursed_on'),
        filing.maturesOn,
        filing.arrival.day,
        filing.state,
        filing.settledOn ?? '',
      ];
    }),
    amendments: latest(books.amendments).map((one) => [
      one.no,
      one.target.no,
      one.bank,
      text(one.iou),
      one.change,
      one.arrival.day,
      one.state,
      one.decidedOn ?? '',
    ]),
    claims: latest(books.claims).map((claim) => [
      claim.no,
      claim.scheme,
      claim.bank,
      text(claim.iou),
      claim.arrival.day,
      baseOf(claim),
      ratioOf(claim),
      claim.assessed === undefined ? '' : shown(amountOf(claim)),
      claim.state,
      claim.paidOn ?? '',
      claim.creditedOn ?? '',
      shown(books.askedOf(claim)),
      shown(books.receivedOn(claim)),
      cell(claim.cells, 'classification'),
      claim.named,
      text(claim.document),
    ]),
    writeoffs: latest(books.writeOffs)
      .filter(({ state }) => ['已受理', '建议核销', '已核销'].includes(state))
      .map(({ no, claim, amount, state, doneOn }) => [
        no,
        claim.no,
        amount === undefined ? '' : shown(amount),
        state,
        doneOn ?? '',
      ]),
    clawbacks: books.clawbacks
      .filter(({ undone }) => !undone)
      .map((one) => [
        one.no,
        one.claim.bank,
        text(one.claim.iou),
        one.recovery?.recoveredOn ?? '',
        one.noticedOn,
        shown(one.recovery?.amount ?? 0n),
        shown(one.asked),
        one.due ?? '',
        shown(books.returned(one)),
        one.settledOn ?? '',
        one.noticeLate,
        returnedLate(books, one.due, one.settledOn),
      ])
      .sort(byFirst),
    positions: positions(books),
    fund: fund(books),
    exceptions: exceptions(books),
    matches: books.handMatches.map((row) =>
      row.map((cell, at) => (at === 3 || at === 4 ? text(cell) : cell)),
    ),
  };
}

/** The latest attempt of each number, by number. */
function latest<Of extends { readonly no: string }>(items: readonly Of[]): Of[] {
  const byNumber = new Map(items.map((item) => [item.no, item]));
  return Array.from(byNumber.values()).sort((a, b) => byCodePoint(a.no, b.no));
}

/** 缴回逾期工作日: working days later than the due date, up to and including the day of settlement. */
function returnedLate(books: Books, due: Day | undefined, settledOn: Day | undefined): string {
  if (due === undefined || settledOn === undefined) return '';
  return String(books.tables.calendar.count(due, settledOn) ?? '');
}

function positions(books: Books): Row[] {
  const filed = books
    .bankSchemes()
    .filter(([bank, scheme]) =>
      books.filings.some((one) => one.bank === bank && one.scheme === scheme && one.state === '受理'),
    );
  return filed
    .sort((a, b) => byCodePoint(a[0], b[0]) || byCodePoint(a[1], b[1]))
    .map(([bank, scheme]) => {
      const at = books.position(bank, scheme);
      const isHeld = books.suspended.has(`${bank} ${scheme}`) || books.isBarred(bank, scheme);
      const sums = [at.recommended, at.paid, at.received, at.net].map((amount) => shown(amount));
      const share = shareOf(at.applied, at.filed);
      return [bank, scheme, shown(at.filed), shown(at.applied), share, ...sums, isHeld ? '暂停' : '正常'];
    });
}

function fund(books: Books): Row[] {
  const { paidIn, interest, fees, paid, received, available } = books.fund();
  const account = books.lines.at(-1)?.balance ?? books.tables.fund[0]?.capital ?? 0n;
  const parked = sum(books.lines.map((line) => (line.direction === '收' ? line.parked : -line.parked)));
  const inTransit = sum(
    books.claims
      .filter(({ state }) => PAID.includes(state))
      .map((claim) => amountOf(claim) - books.seen(claim)),
  );
  return [
    ['基金本金', shown(paidIn)],
    ['利息', shown(interest)],
    ['管理费', shown(fees)],
    ['补偿拨付', shown(paid)],
    ['追偿缴回', shown(received)],
    ['可用余额', shown(available)],
    ['账户余额', shown(account)],
    ['待查款', shown(parked)],
    ['在途拨付', shown(inTransit)],
  ];
}

function exceptions(books: Books): Row[] {
  return books.exceptions
    .map(({ day, line, amount, code }) => {
      const left = code === 'S-UNMATCHED' || code === 'S-PAYMENT' ? shown(line.parked) : '';
      return [day, text(line.txn), shown(amount), code, left];
    })
    .sort(
      (a, b) => byFirst(a, b) || byCodePoint(a[1] ?? '', b[1] ?? '') || byCodePoint(a[3] ?? '', b[3] ?? ''),
    );
}
