import type { Sql } from '../db/db.js';
import { standingNo } from '../domain/numbers.js';
import type { Standing } from '../ledger/records/corrections.js';
import { rowId } from '../ledger/records/records.js';
import { StandingBooks } from '../ledger/records/standing-books.js';
import { judgeStanding } from '../rules/standing/judge.js';
import type { StandingRow } from '../rules/standing/standing.js';
import { standingRow } from './rows.js';
import { type FileInHand, type FormedRow, peopleOn, type RowResult, resultOf, type Stage } from './stage.js';

/** 资格: the custodian bars a bank from a scheme, or lets it back. The next runs see it; nothing else changes. */
export class StandingStage implements Stage {
  readonly #file: FileInHand;
  readonly #books: StandingBooks;

  constructor(sql: Sql, file: FileInHand) {
    this.#file = file;
    this.#books = new StandingBooks(sql);
  }

  async take(rows: readonly FormedRow[]): Promise<RowResult[]> {
    await this.#books.load();
    const standings: Standing[] = [];
    const results = rows.map(({ rowNo, values }) => this.#judge(rowNo, standingRow(values), standings));
    await this.#books.save(standings);
    return results;
  }

  #judge(rowNo: number, row: StandingRow, standings: Standing[]): RowResult {
    const { receivedOn, reference, id, name } = this.#file;
    const policy = reference.policies.of(row.scheme);
    const findings = judgeStanding(row, {
      document: policy.documentOn(receivedOn),
      documents: reference.policies.documentsOn(receivedOn),
      schemeName: policy.name,
      isMember: reference.agreements.of(row.bank, row.scheme).length > 0,
      isBarred: this.#books.isBarred(row.bank, row.scheme),
      people: peopleOn(this.#file),
    });
    const number = standingNo(row.bank, row.scheme, this.#books.nextNumber(row.bank, row.scheme));
    const result = resultOf(rowNo, number, findings);
    if (result.outcome === '退回') return result;
    const standing = { ...row, id: rowId(id, rowNo), businessNo: number, receivedOn, fileName: name, rowNo };
    standings.push(standing);
    this.#books.add(standing);
    return result;
  }
}
