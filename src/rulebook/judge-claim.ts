import { amountFromText, percent, yuan } from '../domain/money.js';
import type { Reference } from '../domain/reference.js';
import { lowered } from '../rules/claim/amount.js';
import type { ClaimBooks, FiledLoan } from '../rules/claim/claim.js';
import { judgeClaim } from '../rules/claim/judge.js';
import { judgeFilingAlone } from '../rules/filing/judge.js';
import { filingContext } from '../stages/filing-record.js';
import { filingRow } from '../stages/filing-row.js';
import { claimRow } from '../stages/rows.js';
import type { Given } from './given.js';
import { changed, formed, mustBeFormed } from './good-row.js';
import { DEFAULT_BANK } from './judge-filing.js';
import { type Judged, judged } from './judged.js';
import type { Case, Row, Tables } from './table.js';

/** When a loan of a case was filed, where the case does not say. */
const FILED_ON = '2025-10-15';

/** A claim row, judged as if these loans had been filed and accepted. */
export function judgeClaimCase(one: Case, given: Given, tables: Tables, reference: Reference): Judged {
  const loans = (given.rows('备案') ?? [{}]).map((over, i) => filed(over, i, one, tables, reference));
  const live = given.text('在办补偿');
  const state = given.text('备案现状');
  const rejectedOn = given.text('曾退回');
  const recovered = given.text('初审前收回');
  const form = formed('claim', changed(tables, '补偿申请', one.base, one.row), reference.policies);
  if (form.values === undefined) return judged(form.findings);
  const books: ClaimBooks = {
    filed: (scheme, iou) =>
      loans.find(({ bank, loan }) => bank === DEFAULT_BANK && loan.scheme === scheme && loan.iouNo === iou)
        ?.loan,
    filingStatus: () => state,
    liveClaim: () => live,
    sentBackBy: (_iou, deadline) => rejectedOn !== undefined && rejectedOn <= deadline,
    acceptedOf: (uscc) => loans.map(({ loan }) => loan).filter((loan) => loan.uscc === uscc),
  };
  const ctx = { bank: DEFAULT_BANK, receivedOn: one.date, reference };
  const opinion = judgeClaim(claimRow(form.values), ctx, books);
  const earns = opinion.compensation;
  const none = { 政策类型: opinion.scheme, 不良本金余额: '', 补偿比例: '', 补偿金额: '' };
  if (earns === undefined) return judged(opinion.findings, none);
  const left = lowered(earns.base, earns.ratio, amountFromText(recovered ?? '0'));
  const [base, amount] = recovered === undefined ? [earns.base, earns.amount] : [left.base, left.amount];
  return judged(opinion.findings, {
    政策类型: opinion.scheme,
    不良本金余额: yuan(base),
    补偿比例: percent(earns.ratio, 2),
    补偿金额: yuan(amount),
  });
}

interface Filed {
  readonly bank: string;
  readonly loan: FiledLoan;
}

function filed(over: Row, index: number, one: Case, tables: Tables, reference: Reference): Filed {
  const {
    银行: bank = DEFAULT_BANK,
    备案日期: receivedOn = FILED_ON,
    结清日期: settledOn,
    政策: base = one.base,
    ...cells
  } = over;
  const row = filingRow(mustBeFormed('filing', changed(tables, '备案', base, cells), reference.policies));
  const opinion = judgeFilingAlone(row, filingContext(row, { sender: bank, receivedOn, reference }));
  const rate = opinion.fx.state === 'known' ? opinion.fx.rate : undefined;
  const loan: FiledLoan = {
    ...row,
    id: BigInt(index),
    bank,
    fileName: '',
    rowNo: index,
    facts: opinion.facts,
    iouNo: row.iou,
    rate,
    receivedOn,
    settledOn,
    qualified: opinion.qualified,
  };
  return { bank, loan };
}
