import { ask, bigint, boolean, date, integer, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import { Table } from '../../db/table.js';
import {
  CLAIMS,
  type Claim,
  RECOVERIES,
  type Recovery,
  STATEMENT_LINES,
  type StatementLine,
} from './records.js';

/** 勾对, as it was done: `undo` is 撤销. */
export const MATCHINGS = new Table('matchings', {
  id: bigint,
  undo: boolean,
  txnNo: text,
  target: text,
  amount: bigint,
  maker: text,
  checker: text,
  reason: text,
  receivedOn: date,
  fileName: text,
  rowNo: integer,
});

/** What a matching's target names; the first thing of that name, fit or not. */
export type Named =
  | {
      readonly kind: 'clawback';
      readonly recovery: Recovery;
      readonly claim: Claim;
      readonly writtenOff: boolean;
    }
  | { readonly kind: 'claim'; readonly claim: Claim }
  | { readonly kind: 'line'; readonly line: StatementLine };

export async function bookedLine(sql: Sql, txnNo: string): Promise<StatementLine | undefined> {
  const [line] = await STATEMENT_LINES.select(sql, 'WHERE t.txn_no = $1', [txnNo]);
  return line;
}

/** A clawback's or a claim's number (its latest attempt) first, then a 流水号. */
export async function namedBy(sql: Sql, target: string): Promise<Named | undefined> {
  const [recovery] = await RECOVERIES.select(
    sql,
    `WHERE t.business_no = $1 AND t.treatment = 'noticed' AND t.undone_on IS NULL`,
    [target],
  );
  if (recovery !== undefined) return { kind: 'clawback', recovery, ...(await owing(sql, recovery)) };
  const [claim] = await CLAIMS.select(sql, 'WHERE t.business_no = $1 ORDER BY t.id DESC LIMIT 1', [target]);
  if (claim !== undefined) return { kind: 'claim', claim };
  const line = await bookedLine(sql, target);
  return line === undefined ? undefined : { kind: 'line', line };
}

/** The claim that a clawback is of, and whether it has a write-off 已受理, 建议核销 or 已核销. */
export async function owing(
  sql: Sql,
  recovery: Recovery,
): Promise<{ readonly claim: Claim; readonly writtenOff: boolean }> {
  const [claim] = await CLAIMS.select(sql, 'WHERE t.id = $1', [recovery.claimId]);
  if (claim === undefined) throw new Error(`clawback ${recovery.id} without its claim`);
  return { claim, writtenOff: await hasWriteoff(sql, claim.id) };
}

export async function hasWriteoff(sql: Sql, claimId: bigint): Promise<boolean> {
  const found = await ask(
    sql,
    { id: bigint },
    `SELECT id FROM writeoffs WHERE claim_id = $1 AND status IN ('已受理', '建议核销', '已核销') LIMIT 1`,
    [claimId],
  );
  return found.length > 0;
}
