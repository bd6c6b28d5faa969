import { anywhere, bankOfNumber, type ListSource, schemeOfNumber } from '../list-source.js';

/** Clawbacks, the account's statement, and what was matched by hand. */

export const CLAWBACKS: ListSource = {
  from: 'recoveries r JOIN claims c ON c.id = r.claim_id JOIN filings f ON f.id = c.filing_id',
  where: `r.treatment = 'noticed' AND r.undone_on IS NULL`,
  columns: {
    business_no: 'r.business_no',
    scheme: 'r.scheme',
    bank: 'r.bank',
    iou_no: 'r.iou_no',
    enterprise_name: 'f.enterprise_name',
    recovered_on: 'r.recovered_on',
    noticed_on: 'r.noticed_on',
    amount: 'CASE WHEN r.recall THEN 0 ELSE r.amount END',
    asked: 'r.asked',
    due_on: 'r.due_on',
    returned: 'r.returned',
    settled_on: 'r.settled_on',
    notice_late: 'r.notice_late',
    return_late: 'r.return_late',
    status: `CASE WHEN r.settled_on IS NOT NULL OR r.returned >= r.asked THEN '缴清'
                  WHEN r.due_on < (clock_timestamp() AT TIME ZONE 'Asia/Shanghai')::date THEN '逾期' ELSE '待缴' END`,
    file_id: '(r.id / 1000000000)',
  },
  id: 'r.id',
  sorts: {
    noticed_on: { by: `coalesce(r.noticed_on, '0001-01-01'::date)`, type: 'date' },
    business_no: { by: 'r.business_no', type: 'text' },
    due_on: { by: `coalesce(r.due_on, '9999-12-31'::date)`, type: 'date' },
    asked: { by: 'coalesce(r.asked, 0)', type: 'int8' },
  },
  bank: 'r.bank',
  scheme: 'r.scheme',
  status: `CASE WHEN r.settled_on IS NOT NULL OR r.returned >= r.asked THEN '缴清'
                WHEN r.due_on < (clock_timestamp() AT TIME ZONE 'Asia/Shanghai')::date THEN '逾期' ELSE '待缴' END`,
  date: 'r.noticed_on',
  own: (own) => `r.bank = ${own}`,
  search: anywhere('r.business_no', 'r.iou_no', 'f.uscc', 'f.enterprise_name'),
};

/** Where money of a line `l` went and still is: a clawback's or claim's number, another line's, or a word. */
const WENT_TO = `
  (SELECT coalesce(r.business_no, c.business_no, o.txn_no, a.target) AS target, coalesce(r.bank, c.bank) AS bank
   FROM allocations a
   LEFT JOIN recoveries r ON a.target = 'clawback' AND r.id = a.target_id
   LEFT JOIN claims c ON a.target IN ('payment', 'bounced') AND c.id = a.target_id
   LEFT JOIN statement_lines o ON a.target = 'line' AND o.id = a.target_id
   WHERE a.line_id = l.id GROUP BY 1, 2 HAVING sum(a.amount) > 0) AS t`;
const MATCHED = `(SELECT string_agg(t.target, ';' ORDER BY t.target) FROM ${WENT_TO} WHERE t.bank IS NOT NULL)`;

/**
 * A line is a bank's where it settled something of the bank's or the bank is who paid or was paid; never where it settled
 * or names something of another's.
 */
const ownLine = (own: string, names: () => string): string =>
  `(l.counterparty = ${own} OR l.counterparty = ANY(${names()})
    OR EXISTS (SELECT 1 FROM ${WENT_TO} WHERE t.bank = ${own}))
   AND NOT EXISTS (SELECT 1 FROM ${WENT_TO} WHERE t.bank <> ${own})
   AND ${bankOfNumber('l.business_no')} IN (${own}, '')`;
const LINE_SCHEME = `coalesce((SELECT min(${schemeOfNumber('t.target')}) FROM ${WENT_TO} WHERE t.bank IS NOT NULL),
  ${schemeOfNumber('l.business_no')})`;
const LINE_BANK = `coalesce((SELECT min(t.bank) FROM ${WENT_TO}), l.counterparty)`;

export const STATEMENT_LINES: ListSource = {
  from: 'statement_lines l',
  where: '',
  columns: {
    txn_no: 'l.txn_no',
    booked_on: 'l.booked_on',
    received_on: 'l.received_on',
    direction: 'l.direction',
    amount: 'l.amount',
    counterparty: 'l.counterparty',
    business_no: 'l.business_no',
    purpose: 'l.purpose',
    balance: 'l.balance',
    fee_year: 'l.fee_year',
    matched_no: MATCHED,
    suspense: 'l.suspense',
    status: `CASE WHEN l.suspense <> 0 THEN '待查' ELSE '已入账' END`,
    file_id: '(l.id / 1000000000)',
  },
  id: 'l.id',
  sorts: {
    received_on: { by: 'l.id', type: 'int8' },
    booked_on: { by: 'l.booked_on', type: 'date' },
    amount: { by: 'l.amount', type: 'int8' },
  },
  bank: LINE_BANK,
  scheme: LINE_SCHEME,
  status: `CASE WHEN l.suspense <> 0 THEN '待查' ELSE '已入账' END`,
  date: 'l.booked_on',
  own: ownLine,
  search: anywhere('l.txn_no', 'l.business_no', MATCHED, 'l.counterparty', 'l.purpose'),
};

export const EXCEPTIONS: ListSource = {
  from: 'exceptions e JOIN statement_lines l ON l.id = e.line_id',
  where: '',
  columns: {
    booked_on: 'l.booked_on',
    source: `l.received_on || '/' || l.file_name`,
    txn_no: 'l.txn_no',
    business_no: 'l.business_no',
    bank: LINE_BANK,
    scheme: LINE_SCHEME,
    direction: 'l.direction',
    amount: 'e.amount',
    code: 'e.code',
    message: 'e.message',
    open_amount: `CASE WHEN e.code IN ('S-UNMATCHED', 'S-PAYMENT') THEN abs(l.suspense) END`,
    file_id: '(l.id / 1000000000)',
  },
  // A line has an exception of a code once; the codes' places in the alphabet keep its exceptions apart.
  id: '(l.id * 8 + (SELECT count(*) FROM exceptions b WHERE b.line_id = e.line_id AND b.code < e.code))',
  sorts: { booked_on: { by: 'l.booked_on', type: 'date' } },
  bank: LINE_BANK,
  scheme: LINE_SCHEME,
  status: `CASE WHEN e.code IN ('S-UNMATCHED', 'S-PAYMENT') AND l.suspense <> 0 THEN '未处理' ELSE '已处理' END`,
  date: 'l.booked_on',
  // What the account's balance should be is no bank's to know.
  own: (own, names) => `${ownLine(own, names)} AND e.code <> 'S-BALANCE'`,
  search: anywhere('l.txn_no', 'l.business_no', 'l.counterparty', 'e.code'),
};

export const MATCHES: ListSource = {
  from: 'matchings m JOIN statement_lines l ON l.txn_no = m.txn_no',
  where: '',
  columns: {
    seq: '(SELECT count(*) FROM matchings b WHERE b.id <= m.id)',
    received_on: 'm.received_on',
    action: `CASE WHEN m.undo THEN '撤销' ELSE '勾对' END`,
    txn_no: 'm.txn_no',
    target: 'm.target',
    amount: 'm.amount',
    maker: 'm.maker',
    checker: 'm.checker',
    reason: 'm.reason',
    file_id: '(m.id / 1000000000)',
  },
  id: 'm.id',
  sorts: { seq: { by: 'm.id', type: 'int8' } },
  bank: LINE_BANK,
  scheme: LINE_SCHEME,
  status: `CASE WHEN m.undo THEN '撤销' ELSE '勾对' END`,
  date: 'm.received_on',
  own: ownLine,
  search: anywhere('m.txn_no', 'm.target', 'm.maker', 'm.checker'),
};
