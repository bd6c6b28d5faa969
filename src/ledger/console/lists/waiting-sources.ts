import { LIVE } from '../../records/status-sql.js';
import { TAKEN_FILE } from '../drops.js';
import { anywhere, bankOfNumber, type ListSource, schemeOfNumber } from '../list-source.js';
import { isoMoment } from '../users.js';

/** What waits for a person. */

/** What passing an amendment does; or why it cannot be passed any more. */
const IF_AMENDED = `
  CASE WHEN NOT (f.status = '受理' OR a.change = '撤回' AND f.status = '待核') THEN '现在不能通过:所变更的备案现为' || f.status
       WHEN EXISTS (SELECT 1 FROM claims l WHERE l.bank = a.bank AND l.iou_no = a.iou_no AND l.status ${LIVE})
         THEN '现在不能通过:该借据已有补偿申请在办或已补偿'
       WHEN a.change = '撤回' THEN '备案撤回,不再计入备案本金'
       WHEN a.change = '展期' THEN '合同到期日由' || f.matures_on || '改为' || a.new_matures_on
       ELSE a.item || '改为' || a.value END`;
const IF_NOT_AMENDED = `
  '变更退回,' || CASE a.change WHEN '撤回' THEN '备案仍为' || f.status
                              WHEN '展期' THEN '合同到期日仍为' || f.matures_on ELSE coalesce(a.item, '备案') || '不变' END`;

const ITEMS = `
  (SELECT f.id, f.business_no, '备案' AS kind, f.scheme, f.bank, f.iou_no, f.enterprise_name, f.uscc, f.received_on,
          f.principal_fen AS amount, NULL::int8 AS base, NULL::date AS matures_on, f.codes, f.messages,
          '备案受理,计入该银行备案本金' AS if_accepted, '备案退回' AS if_rejected
   FROM filings f WHERE f.status = '待核'
   UNION ALL
   SELECT c.id, c.business_no, '补偿申请', c.scheme, c.bank, c.iou_no, f.enterprise_name, f.uscc, c.received_on,
          c.amount, c.base, f.matures_on, c.codes, c.messages, '申请受理,进入下一次初审', '申请退回'
   FROM claims c JOIN filings f ON f.id = c.filing_id WHERE c.status = '待核'
   UNION ALL
   SELECT a.id, a.business_no, '变更', a.scheme, a.bank, a.iou_no, f.enterprise_name, f.uscc, a.received_on,
          NULL::int8, NULL::int8, NULL::date, a.codes, a.messages, ${IF_AMENDED}, ${IF_NOT_AMENDED}
   FROM amendments a LEFT JOIN claims c ON c.id = a.claim_id JOIN filings f ON f.id = coalesce(a.filing_id, c.filing_id)
   WHERE a.status = '待核') AS w`;

export const PENDING: ListSource = {
  from: `${ITEMS} LEFT JOIN console.proposal_items i ON i.item = 'decision:' || w.business_no AND i.open`,
  where: '',
  columns: {
    business_no: 'w.business_no',
    kind: 'w.kind',
    scheme: 'w.scheme',
    bank: 'w.bank',
    iou_no: 'w.iou_no',
    enterprise_name: 'w.enterprise_name',
    received_on: 'w.received_on',
    age_days: `((clock_timestamp() AT TIME ZONE 'Asia/Shanghai')::date - w.received_on)`,
    amount: 'w.amount',
    base: 'w.base',
    matures_on: 'w.matures_on',
    codes: `array_to_string(w.codes, ';')`,
    messages: `array_to_string(w.messages, ';')`,
    if_accepted: 'w.if_accepted',
    if_rejected: 'w.if_rejected',
    proposal: 'i.proposal::text',
    file_id: '(w.id / 1000000000)',
  },
  id: 'w.id',
  sorts: {
    received_on: { by: 'w.id', type: 'int8' },
    amount: { by: 'coalesce(w.amount, 0)', type: 'int8' },
  },
  bank: 'w.bank',
  scheme: 'w.scheme',
  status: `CASE WHEN i.proposal IS NULL THEN '未提议' ELSE '已提议' END`,
  date: 'w.received_on',
  own: (own) => `w.bank = ${own}`,
  search: anywhere(
    'w.business_no',
    'w.iou_no',
    'w.uscc',
    'w.enterprise_name',
    `array_to_string(w.codes, ' ')`,
  ),
};

/** Of the number that a row of a proposal names, or of what it says itself. */
const ofRows = (key: string, part: (number: string) => string) => (words: string) =>
  `EXISTS (SELECT 1 FROM jsonb_array_elements(p.rows) AS r
           WHERE coalesce(r->>'${key}', ${part(`coalesce(r->>'business_no', r->>'target')`)}) = ANY(${words}))`;

export const PROPOSALS: ListSource = {
  from: 'console.proposals p LEFT JOIN console.drops d ON d.id = p.drop_id',
  where: `p.kind <> 'confirmation'`,
  columns: {
    id: 'p.id::text',
    kind: 'p.kind',
    status: 'p.state',
    rows: 'p.row_count',
    summary: 'p.summary',
    maker: `p.maker_name || '(' || p.maker || ')'`,
    made_at: isoMoment('p.made_at'),
    checker: `p.checker_name || '(' || p.checker || ')'`,
    decided_at: isoMoment('p.decided_at'),
    remark: 'p.remark',
    file_name: 'd.name',
    file_id: TAKEN_FILE,
  },
  id: 'p.id',
  bank: ofRows('bank', bankOfNumber),
  scheme: ofRows('scheme', schemeOfNumber),
  sorts: { made_at: { by: 'p.id', type: 'int8' } },
  status: 'p.state',
  date: `(p.made_at AT TIME ZONE 'Asia/Shanghai')::date`,
  own: () => 'false',
  search: anywhere('p.summary', 'p.maker', 'p.rows::text'),
};
