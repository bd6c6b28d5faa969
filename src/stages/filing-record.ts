import { outcomeOf } from '../domain/findings.js';
import { type Filing, rowId } from '../ledger/records/records.js';
import { creditIncludes } from '../rules/filing/caps.js';
import type { FilingContext, FilingRow } from '../rules/filing/filing.js';
import type { FilingOpinion } from '../rules/filing/judge.js';
import { codesOf, type FileInHand, messagesOf, type RowResult } from './stage.js';

/** A filing file, as far as its rows need it. */
export type FilingFile = Pick<FileInHand, 'id' | 'sender' | 'name' | 'receivedOn'>;

/**
 * The context of a filing row. The document in force on the day of disbursement judges it, with its terms of that day
 * for the loan and of the day received for windows.
 */
export function filingContext(
  row: FilingRow,
  file: Pick<FileInHand, 'sender' | 'receivedOn' | 'reference'>,
): FilingContext {
  const document = file.reference.policies.of(row.scheme).documentOn(row.disbursedOn);
  return {
    bank: file.sender,
    receivedOn: file.receivedOn,
    reference: file.reference,
    document,
    terms: document.termsOn(row.disbursedOn),
    termsReceived: document.termsOn(file.receivedOn),
  };
}

/** What is recorded of a row that is registered. */
export function filingRecord(
  { sender, name, receivedOn, id }: FilingFile,
  row: FilingRow,
  opinion: FilingOpinion,
  result: RowResult,
): Filing {
  const referred = outcomeOf(result.findings) === '待核';
  const rate = opinion.fx.state === 'known' ? opinion.fx.rate : undefined;
  return {
    id: rowId(id, result.rowNo),
    businessNo: result.businessNo,
    bank: sender,
    scheme: row.scheme,
    iouNo: row.iou,
    filedName: row.enterpriseName,
    filedUscc: row.uscc,
    filedPrincipal: row.principal,
    filedMaturesOn: row.maturesOn,
    filedRate: rate,
    enterpriseName: row.enterpriseName,
    uscc: row.uscc,
    loanType: row.loanType,
    bankRiskShare: row.bankRiskShare,
    currency: row.currency,
    principal: row.principal,
    rate,
    principalFen: opinion.principalFen,
    disbursedOn: row.disbursedOn,
    maturesOn: row.maturesOn,
    settledOn: undefined,
    qualified: opinion.qualified,
    firstLoan: row.firstLoan,
    qualification: row.qualification,
    enterpriseSize: row.enterpriseSize,
    creditBalance: row.creditBalance,
    creditIncludes: creditIncludes(row),
    facts: opinion.facts,
    receivedOn,
    fileName: name,
    rowNo: result.rowNo,
    referred,
    codes: codesOf(result.findings),
    messages: messagesOf(result.findings),
    status: referred ? '待核' : '受理',
    resolvedOn: undefined,
  };
}
