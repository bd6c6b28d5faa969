import { anywhere, type ListSource, schemeOfNumber } from '../list-source.js';

/** Files and what banks registered, the latest attempt of each number. */

const ownBank = (bank: string) => (own: string) => `${bank} = ${own}`;
const FILE_OF = (id: string): string => `(${id} / 1000000000)`;

export const FILES: ListSource = {
  from: 'files f',
  where: '',
  columns: {
    id: 'f.id',
    received_on: 'f.received_on',
    sender: 'f.sender',
    name: 'f.name',
    kind: 'f.kind',
    status: 'f.status',
    code: 'f.code',
    message: 'f.message',
    rows: 'f.row_count',
    accepted: 'f.accepted',
    rejected: 'f.rejected',
    referred: 'f.referred',
    sha256: 'f.sha256',
  },
  id: 'f.id',
  sorts: { id: { by: 'f.id', type: 'int8' } },
  bank: 'f.sender',
  scheme: (words) =>
    `EXISTS (SELECT 1 FROM file_rows r WHERE r.file_id = f.id AND ${schemeOfNumber('r.business_no')} = ANY(${words}))`,
  status: 'f.status',
  date: 'f.received_on',
  own: ownBank('f.sender'),
  search: anywhere('f.name', 'f.sender', 'f.sha256', 'f.code'),
};

export const FILINGS: ListSource = {
  from: 'filings f',
  // OFFSET 0 keeps it a look by row: as a join it would walk all filings in the order of their numbers.
  where: 'NOT EXISTS (SELECT 1 FROM filings n WHERE n.business_no = f.business_no AND n.id > f.id OFFSET 0)',
  columns: {
    business_no: 'f.business_no',
    scheme: 'f.scheme',
    bank: 'f.bank',
    iou_no: 'f.iou_no',
    enterprise_name: 'f.enterprise_name',
    uscc: 'f.uscc',
    loan_type: 'f.loan_type',
    principal: 'f.principal_fen',
    disbursed_on: 'f.disbursed_on',
    matures_on: 'f.matures_on',
    received_on: 'f.received_on',
    status: 'f.status',
    settled_on: 'f.settled_on',
    codes: `array_to_string(f.codes, ';')`,
    file_id: FILE_OF('f.id'),
  },
  id: 'f.id',
  sorts: {
    received_on: { by: 'f.id', type: 'int8' },
    business_no: { by: 'f.business_no', type: 'text' },
    principal: { by: 'coalesce(f.principal_fen, 0)', type: 'int8' },
    disbursed_on: { by: 'f.disbursed_on', type: 'date' },
    matures_on: { by: 'f.matures_on', type: 'date' },
  },
  bank: 'f.bank',
  scheme: 'f.scheme',
  status: 'f.status',
  date: 'arrival',
  own: ownBank('f.bank'),
  // Numbers by how they begin, names by what they hold: each has an index, made by the console's migrations.
  search: (words, prefix) =>
    `f.business_no LIKE ${prefix()} OR f.iou_no LIKE ${prefix()} OR f.uscc LIKE ${prefix()}
     OR position(${words} IN f.enterprise_name) > 0`,
  large: {
    table: 'filings',
    hits: [
      'business_no LIKE $2',
      'iou_no LIKE $2',
      'uscc LIKE $2',
      'console.bigrams(enterprise_name) @> console.bigrams($1) AND position($1 IN enterprise_name) > 0',
    ],
  },
};

export const AMENDMENTS: ListSource = {
  from: `amendments a LEFT JOIN filings f ON f.id = a.filing_id LEFT JOIN claims c ON c.id = a.claim_id
    LEFT JOIN filings n ON n.id = coalesce(a.filing_id, c.filing_id)`,
  where: '',
  columns: {
    business_no: 'a.business_no',
    filing_no: 'coalesce(f.business_no, c.business_no)',
    bank: 'a.bank',
    scheme: 'a.scheme',
    iou_no: 'a.iou_no',
    change: 'a.change',
    received_on: 'a.received_on',
    status: 'a.status',
    resolved_on: 'a.resolved_on',
    content: `concat_ws(' ', a.effective_on, a.new_matures_on, a.item, a.value, a.reason)`,
    file_id: FILE_OF('a.id'),
  },
  id: 'a.id',
  sorts: {
    received_on: { by: 'a.id', type: 'int8' },
    business_no: { by: 'a.business_no', type: 'text' },
  },
  bank: 'a.bank',
  scheme: 'a.scheme',
  status: 'a.status',
  date: 'arrival',
  own: ownBank('a.bank'),
  search: anywhere('a.business_no', 'a.iou_no', 'n.uscc', 'n.enterprise_name', 'a.value', 'a.reason'),
};

export const CLAIMS: ListSource = {
  from: 'claims c JOIN filings f ON f.id = c.filing_id',
  where: 'NOT EXISTS (SELECT 1 FROM claims n WHERE n.business_no = c.business_no AND n.id > c.id)',
  columns: {
    business_no: 'c.business_no',
    scheme: 'c.scheme',
    bank: 'c.bank',
    iou_no: 'c.iou_no',
    enterprise_name: 'f.enterprise_name',
    uscc: 'f.uscc',
    received_on: 'c.received_on',
    base: 'c.base',
    ratio: 'round(c.ratio_num * 100.0 / nullif(c.ratio_den, 0), 2)::text',
    amount: 'c.amount',
    status: 'c.status',
    paid_on: 'c.paid_on',
    credited_on: 'c.credited_on',
    asked: 'c.asked',
    returned: 'c.returned',
    classification: 'c.classification',
    applied_scheme: 'c.applied_scheme',
    document_no: 'c.document_no',
    codes: `array_to_string(c.codes, ';')`,
    file_id: FILE_OF('c.id'),
  },
  id: 'c.id',
  sorts: {
    received_on: { by: 'c.id', type: 'int8' },
    business_no: { by: 'c.business_no', type: 'text' },
    amount: { by: 'coalesce(c.amount, 0)', type: 'int8' },
    paid_on: { by: `coalesce(c.paid_on, '0001-01-01'::date)`, type: 'date' },
  },
  bank: 'c.bank',
  scheme: 'c.scheme',
  status: 'c.status',
  date: 'arrival',
  own: ownBank('c.bank'),
  search: anywhere('c.business_no', 'c.iou_no', 'f.uscc', 'f.enterprise_name', 'c.document_no'),
};

export const WRITEOFFS: ListSource = {
  from: 'writeoffs w JOIN claims c ON c.id = w.claim_id JOIN filings f ON f.id = c.filing_id',
  where: `w.status IN ('已受理', '建议核销', '已核销')`,
  columns: {
    business_no: 'w.business_no',
    claim_no: 'c.business_no',
    bank: 'w.bank',
    scheme: 'w.scheme',
    iou_no: 'w.iou_no',
    enterprise_name: 'f.enterprise_name',
    reason: 'w.reason',
    ruling_no: 'w.ruling_no',
    ruled_on: 'w.ruled_on',
    received_on: 'w.received_on',
    amount: 'w.amount',
    status: 'w.status',
    document_no: `CASE w.status WHEN '已核销' THEN w.document_no END`,
    confirmed_on: 'w.confirmed_on',
    file_id: FILE_OF('w.id'),
  },
  id: 'w.id',
  sorts: {
    received_on: { by: 'w.id', type: 'int8' },
    business_no: { by: 'w.business_no', type: 'text' },
    amount: { by: 'coalesce(w.amount, 0)', type: 'int8' },
  },
  bank: 'w.bank',
  scheme: 'w.scheme',
  status: 'w.status',
  date: 'arrival',
  own: ownBank('w.bank'),
  search: anywhere(
    'w.business_no',
    'w.iou_no',
    'w.ruling_no',
    'f.uscc',
    'f.enterprise_name',
    'w.document_no',
  ),
};
