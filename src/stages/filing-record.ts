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

/** What a record is made of. */
export interface Registered {
  readonly file: FilingFile;
  readonly row: FilingRow;
  readonly opinion: Pick<FilingOpinion, 'fx' | 'principalFen' | 'qualified' | 'facts'>;
  readonly result: RowResult;
}

const rateOf = ({ opinion: { fx } }: Registered): string | undefined =>
  fx.state === 'known' ? fx.rate : undefined;
const isReferred = ({ result }: Registered): boolean => outcomeOf(result.findings) === '待核';

/** How each column of the record comes from the row and what was found, by itself. */
export const FILING_RECORD: { readonly [K in keyof Filing]: (of: Registered) => Filing[K] } = {
  id: ({ file, result }) => rowId(file.id, result.rowNo),
  businessNo: ({ result }) => result.businessNo,
  bank: ({ file }) => file.sender,
  scheme: ({ row }) => row.scheme,
  iouNo: ({ row }) => row.iou,
  filedName: ({ row }) => row.enterpriseName,
  filedUscc: ({ row }) => row.uscc,
  filedPrincipal: ({ row }) => row.principal,
  filedMaturesOn: ({ row }) => row.maturesOn,
  filedRate: rateOf,
  enterpriseName: ({ row }) => row.enterpriseName,
  uscc: ({ row }) => row.uscc,
  loanType: ({ row }) => row.loanType,
  bankRiskShare: ({ row }) => row.bankRiskShare,
  currency: ({ row }) => row.currency,
  principal: ({ row }) => row.principal,
  rate: rateOf,
  principalFen: ({ opinion }) => opinion.principalFen,
  disbursedOn: ({ row }) => row.disbursedOn,
  maturesOn: ({ row }) => row.maturesOn,
  settledOn: () => undefined,
  qualified: ({ opinion }) => opinion.qualified,
  firstLoan: ({ row }) => row.firstLoan,
  qualification: ({ row }) => row.qualification,
  enterpriseSize: ({ row }) => row.enterpriseSize,
  creditBalance: ({ row }) => row.creditBalance,
  creditIncludes: ({ row }) => creditIncludes(row),
  facts: ({ opinion }) => opinion.facts,
  receivedOn: ({ file }) => file.receivedOn,
  fileName: ({ file }) => file.name,
  rowNo: ({ result }) => result.rowNo,
  referred: isReferred,
  codes: ({ result }) => codesOf(result.findings),
  messages: ({ result }) => messagesOf(result.findings),
  status: (of) => (isReferred(of) ? '待核' : '受理'),
  resolvedOn: () => undefined,
};

const COLUMNS = Object.entries(FILING_RECORD);

/** What is recorded of a row that is registered. */
export const filingRecord = (of: Registered): Filing =>
  Object.fromEntries(COLUMNS.map(([name, make]) => [name, make(of)])) as Filing;
