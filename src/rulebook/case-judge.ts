import { join } from 'node:path';
import type { Db } from '../db/db.js';
import type { Reference } from '../domain/reference.js';
import { loadReference } from '../io/config/load.js';
import { openDb } from '../ledger/open.js';
import { openBooks } from '../ledger/records/books.js';
import { Given } from './given.js';
import { judgeRecoveryCase, judgeSuspensionCase, judgeWriteoffCase } from './judge-after.js';
import { judgeAmendmentCase, judgeStandingCase } from './judge-amendment.js';
import { judgeClaimCase } from './judge-claim.js';
import { judgeCorrectionCase } from './judge-correction.js';
import { judgeFileCase } from './judge-file.js';
import { judgeFilingCase } from './judge-filing.js';
import { judgeMatchingCase } from './judge-matching.js';
import { judgeConfirmationCase, judgeDecisionCase, judgeStatementCase } from './judge-operations.js';
import type { Judged } from './judged.js';
import { type Case, readTables, type TableKind, type Tables } from './table.js';

type Judge = (one: Case, given: Given, tables: Tables, reference: Reference) => Judged;

const JUDGES: Readonly<Record<Exclude<TableKind, '文件'>, Judge>> = {
  备案: judgeFilingCase,
  变更: judgeAmendmentCase,
  补偿申请: judgeClaimCase,
  追偿回收: judgeRecoveryCase,
  核销申请: judgeWriteoffCase,
  审核决定: judgeDecisionCase,
  确认: judgeConfirmationCase,
  账户流水: judgeStatementCase,
  资格: judgeStandingCase,
  暂停: judgeSuspensionCase,
  冲正: judgeCorrectionCase,
  勾对: judgeMatchingCase,
};

/**
 * Judges cases with the program's own rules: the policies that are in force, and banks, rates and calendar of the
 * tables' own, which no later line of the real ones changes.
 */
export class CaseJudge {
  readonly tables: Tables;
  readonly #reference: Reference;
  #db: Promise<Db> | undefined;

  private constructor(tables: Tables, reference: Reference) {
    this.tables = tables;
    this.#reference = reference;
  }

  static async open(folder?: string): Promise<CaseJudge> {
    const tables = await readTables(folder);
    return new CaseJudge(tables, await loadReference(join(tables.folder, 'config')));
  }

  async judge(one: Case): Promise<Judged> {
    const given = new Given(one.given);
    const judged = await this.#judge(one, given);
    given.done();
    return judged;
  }

  async #judge(one: Case, given: Given): Promise<Judged> {
    if (one.kind !== '文件') return JUDGES[one.kind](one, given, this.tables, this.#reference);
    this.#db ??= emptyBooks(this.#reference);
    return judgeFileCase(one, given, this.tables, this.#reference, await this.#db);
  }

  async close(): Promise<void> {
    await (await this.#db)?.close();
  }
}

/** Only a whole file needs books: its rows go in with it. */
async function emptyBooks(reference: Reference): Promise<Db> {
  const db = await openDb({ kind: 'memory' });
  await openBooks(db, { reference, files: [] });
  return db;
}
