import { anywhere, type ListSource, schemeOfNumber } from '../list-source.js';

/** The opinion runs and the ledger. */

export const OPINIONS: ListSource = {
  from: `opinions o JOIN claims c ON c.id = o.claim_id JOIN filings f ON f.id = c.filing_id
         LEFT JOIN console.signatures m ON m.run_on = o.run_on AND m.step = 'maker'
         LEFT JOIN console.signatures k ON k.run_on = o.run_on AND k.step = 'checker'`,
  where: '',
  columns: {
    run_on: 'o.run_on',
    line_no: 'o.line_no',
    business_no: 'o.business_no',
    scheme: 'o.scheme',
    bank: 'o.bank',
    iou_no: 'o.iou_no',
    enterprise_name: 'f.enterprise_name',
    uscc: 'f.uscc',
    classification: 'o.classification',
    base: 'o.base',
    ratio: 'round(o.ratio_num * 100.0 / nullif(o.ratio_den, 0), 2)::text',
    amount: 'o.amount',
    opinion: 'o.opinion',
    share: 'round(o.applied * 100.0 / nullif(o.filed, 0), 4)::text',
    net: 'o.net',
    article: 'o.article',
    signed: `CASE WHEN k.run_on IS NOT NULL THEN '已签发' WHEN m.run_on IS NOT NULL THEN '经办已签' ELSE '未签发' END`,
  },
  id: `((o.run_on - '2000-01-01'::date)::int8 * 10000000 - o.line_no)`,
  sorts: {
    run_on: { by: `((o.run_on - '2000-01-01'::date)::int8 * 10000000 - o.line_no)`, type: 'int8' },
  },
  bank: 'o.bank',
  scheme: 'o.scheme',
  status: 'o.opinion',
  date: 'o.run_on',
  own: (own) => `o.bank = ${own}`,
  search: anywhere('o.business_no', 'o.iou_no', 'f.uscc', 'f.enterprise_name'),
};

export const JOURNAL: ListSource = {
  from: 'journal j JOIN journal_lines l ON l.entry_id = j.id',
  where: '',
  columns: {
    entry: 'j.id',
    line_no: 'l.line_no',
    posted_on: 'j.posted_on',
    business_no: 'j.business_no',
    bank: 'j.bank',
    account: 'l.account',
    debit: 'nullif(l.debit, 0)',
    credit: 'nullif(l.credit, 0)',
    text: 'j.text',
  },
  id: '(l.entry_id * 100 + l.line_no)',
  sorts: { entry: { by: 'l.entry_id', type: 'int8' } },
  bank: 'j.bank',
  scheme: schemeOfNumber('j.business_no'),
  date: 'j.posted_on',
  own: () => 'false',
  search: anywhere('j.business_no', 'l.account', 'j.text'),
};
