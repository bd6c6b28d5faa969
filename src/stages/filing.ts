import type { Sql } from '../db/db.js';
import { type IsoDate, quarterStart } from '../domain/dates.js';
import { outcomeOf } from '../domain/findings.js';
import { filingNo } from '../domain/numbers.js';
import { LoadedFilingBooks } from '../ledger/records/filing-books.js';
import { FILINGS, type Filing, rowId } from '../ledger/records/records.js';
import type { FilingContext, FilingRow } from '../rules/filing/filing.js';
import { type FilingOpinion, judgeFiling, judgeFilingAlone } from '../rules/filing/judge.js';
import { filingRow } from './rows.js';
import {
  codesOf,
  type FileInHand,
  type FormedRow,
  messagesOf,
  type RowResult,
  resultOf,
  type Stage,
} from './stage.js';

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

/** 备案: registers last quarter's loans. */
export class FilingStage implements Stage {
  readonly #sql: Sql;
  readonly #file: FileInHand;
  readonly #books: LoadedFilingBooks;

  constructor(sql: Sql, file: FileInHand) {
    this.#sql = sql;
    this.#file = file;
    this.#books = new LoadedFilingBooks(sql, file.sender, lateSince(file));
  }

  async take(rows: readonly FormedRow[]): Promise<RowResult[]> {
    const typed = rows.map(({ rowNo, values, opinion }) => ({ rowNo, row: filingRow(values), opinion }));
    await this.#books.load(typed.map(({ row }) => row));
    const filings: Filing[] = [];
    const results = typed.map(({ rowNo, row, opinion }) => this.#judge(rowNo, row, opinion, filings));
    await FILINGS.insert(this.#sql, filings);
    return results;
  }

  #judge(rowNo: number, row: FilingRow, ahead: FilingOpinion | undefined, registered: Filing[]): RowResult {
    const ctx = filingContext(row, this.#file);
    const opinion = ahead ?? judgeFilingAlone(row, ctx);
    const findings = judgeFiling(row, ctx, opinion, this.#books);
    const result = resultOf(rowNo, filingNo(this.#file.sender, row.scheme, row.iou), findings);
    if (result.outcome === '退回') return result;
    const filing = this.#filing(rowNo, row, opinion, result);
    this.#books.register(row.scheme, row.iou, filing);
    registered.push(filing);
    return result;
  }

  #filing(rowNo: number, row: FilingRow, opinion: FilingOpinion, result: RowResult): Filing {
    const { sender, name, receivedOn, id } = this.#file;
    const referred = outcomeOf(result.findings) === '待核';
    const rate = opinion.fx.state === 'known' ? opinion.fx.rate : undefined;
    return {
      id: rowId(id, rowNo),
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
      receivedOn,
      fileName: name,
      rowNo,
      referred,
      codes: codesOf(result.findings),
      messages: messagesOf(result.findings),
      status: referred ? '待核' : '受理',
      resolvedOn: undefined,
    };
  }
}

/** For a file that may be late, the first day of its quarter: rows 退回 since then may be sent again. */
function lateSince(file: FileInHand): IsoDate | undefined {
  const { calendar, policies } = file.reference;
  const documents = policies.codes.flatMap((scheme) => policies.of(scheme).documents);
  const windows = documents.map((document) => document.termsOn(file.receivedOn).filingWindowWorkdays);
  const deadline = calendar.nthOfQuarter(file.receivedOn, Math.min(...windows));
  return deadline !== undefined && file.receivedOn > deadline ? quarterStart(file.receivedOn) : undefined;
}
