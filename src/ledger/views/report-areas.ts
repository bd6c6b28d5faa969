import { ask, bigint, type RowOf, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';
import { LIVE } from '../records/status-sql.js';

/**
 * What reports say of loans by what they are (分类): a line for each combination of what was filed, of the days [from, to],
 * `to` being the day that the books stand at. What happens to a claim counts for the filing that it is made on. Sums in fen.
 */

const AREA = {
  scheme: text,
  bank: text,
  loanType: text,
  qualification: text,
  size: text,
  band: text,
  filings: bigint,
  filed: bigint,
  claims: bigint,
  applied: bigint,
  paidLines: bigint,
  paid: bigint,
  paidEver: bigint,
  recovered: bigint,
  returned: bigint,
  returnedEver: bigint,
  lateCount: bigint,
  late: bigint,
  writtenOff: bigint,
};
export type Area = RowOf<typeof AREA>;

/** 金额段 of the principal filed, in CNY: lower bounds in fen, and their names; the last is of filings without a rate. */
const BAND = `CASE WHEN f.principal_fen >= 1000000000 THEN '4 1000万元以上(含)'
                   WHEN f.principal_fen >= 500000000 THEN '3 500万元(含)至1000万元'
                   WHEN f.principal_fen >= 100000000 THEN '2 100万元(含)至500万元'
                   WHEN f.principal_fen IS NOT NULL THEN '1 不足100万元' ELSE '5 汇率待定' END`;

/** Columns of a fact; what it says nothing of is 0. */
const FACTS = [
  'filings',
  'filed',
  'claims',
  'applied',
  'paid_lines',
  'paid',
  'paid_ever',
  'recovered',
  'returned',
  'returned_ever',
  'late_count',
  'late',
  'written_off',
] as const;

function facts(what: Partial<Record<(typeof FACTS)[number], string>>, filing: string, from: string): string {
  const columns = FACTS.map((name) => `${what[name] ?? '0'}::bigint AS ${name}`);
  return `SELECT ${filing} AS filing_id, ${columns.join(', ')} FROM ${from}`;
}

const inPeriod = (day: string, value: string): string =>
  `CASE WHEN ${day} BETWEEN $1 AND $2 THEN ${value} ELSE 0 END`;
const sign = (amount: string): string => `CASE WHEN ${amount} >= 0 THEN 1 ELSE -1 END`;

const ALL_FACTS = [
  facts(
    { filings: '1', filed: 'coalesce(principal_fen, 0)' },
    'id',
    `filings WHERE status = '受理' AND received_on BETWEEN $1 AND $2`,
  ),
  facts(
    { claims: '1', applied: 'coalesce(base, 0)' },
    'filing_id',
    `claims WHERE status ${LIVE} AND received_on BETWEEN $1 AND $2`,
  ),
  facts(
    {
      paid_lines: inPeriod('p.happened_on', sign('p.amount')),
      paid: inPeriod('p.happened_on', 'p.amount'),
      paid_ever: 'p.amount',
    },
    'c.filing_id',
    'payouts p JOIN claims c ON c.id = p.claim_id',
  ),
  facts(
    {
      recovered: `CASE WHEN NOT r.recall AND r.noticed_on BETWEEN $1 AND $2 THEN r.amount ELSE 0 END`,
      late_count: 'CASE WHEN r.due_on < $2 AND r.asked > r.returned THEN 1 ELSE 0 END',
      late: 'CASE WHEN r.due_on < $2 AND r.asked > r.returned THEN r.asked - r.returned ELSE 0 END',
    },
    'c.filing_id',
    `recoveries r JOIN claims c ON c.id = r.claim_id WHERE r.treatment = 'noticed' AND r.undone_on IS NULL`,
  ),
  facts(
    { returned: inPeriod('a.happened_on', 'a.amount'), returned_ever: 'a.amount' },
    'c.filing_id',
    `allocations a JOIN recoveries r ON r.id = a.target_id JOIN claims c ON c.id = r.claim_id WHERE a.target = 'clawback'`,
  ),
  facts(
    { written_off: 'w.amount' },
    'c.filing_id',
    'writeoffs w JOIN claims c ON c.id = w.claim_id WHERE w.confirmed_on BETWEEN $1 AND $2',
  ),
].join(' UNION ALL ');

/** Lines of one bank only where it is named. */
export function areasIn(sql: Sql, from: IsoDate, to: IsoDate, bank = ''): Promise<Area[]> {
  return ask(
    sql,
    AREA,
    `SELECT f.scheme, f.bank, f.loan_type, coalesce(f.qualification, '') AS qualification,
            coalesce(f.enterprise_size, '') AS size, ${BAND} AS band,
            ${FACTS.map((name) => `sum(x.${name})::bigint AS ${name}`).join(', ')}
     FROM (${ALL_FACTS}) AS x JOIN filings f ON f.id = x.filing_id
     WHERE $3 = '' OR f.bank = $3 GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6`,
    [from, to, bank],
  );
}
