import { yuanWords } from '../domain/money.js';
import { unnoticed } from '../ledger/journal/postings.js';
import { type Piece, piecesOf } from '../ledger/records/allocations.js';
import { type Undoable, undoable } from '../ledger/records/correction-books.js';
import { named } from '../ledger/records/named.js';
import { CLAIMS, RECOVERIES, rowId, STATEMENT_LINES } from '../ledger/records/records.js';
import type { CorrectionRow } from '../rules/correction/correction.js';
import { judgeUndoRecovery } from '../rules/correction/money.js';
import { principalOf, raisedBy } from '../rules/recovery/treatment.js';
import { figureChanges } from './changes.js';
import { byCorrection, type Corrected, type CorrectionContext } from './corrected.js';
import { MoneyMoves } from './money-moves.js';
import { unsettle } from './settle.js';

/** 撤销回收: a recovery or a recall is as if it had not come. */
export async function undoRecovery(ctx: CorrectionContext, row: CorrectionRow): Promise<Corrected> {
  const found = await undoable(ctx.sql, row.businessNo);
  const { recovery, claim } = found ?? {};
  const findings = judgeUndoRecovery(
    row,
    found && {
      document: ctx.file.reference.policies.of(found.claim.scheme).documentOn(ctx.file.receivedOn),
      claimNo: found.claim.businessNo,
      claimStatus: found.claim.status,
      lowered: found.recovery.treatment === 'lowered',
      rejectedClaim: found.recovery.claimWas !== undefined,
      later: found.later,
      hasWriteoff: found.hasWriteoff,
      blocked: found.blocked,
    },
    found === undefined ? await named(ctx.sql, row.businessNo) : undefined,
  );
  return {
    findings,
    item: recovery,
    businessNo: row.businessNo,
    amount: recovery?.asked,
    apply: async () => {
      if (found === undefined || claim === undefined) return;
      const before = { ...claim };
      if (found.recovery.treatment === 'lowered') raise(found);
      if (found.recovery.treatment === 'noticed') await withdrawNotice(ctx, found);
      found.recovery.undoneOn = ctx.file.receivedOn;
      found.recovery.undoneBy = rowId(ctx.file.id, ctx.rowNo);
      const what = found.recovery.recall ? '追回' : '追偿回收';
      const message = `撤销${what}${row.businessNo}`;
      const why = { ...byCorrection(ctx, row, message), changes: figureChanges(before, claim) };
      ctx.effects.move('claim', claim, found.recovery.claimWas ?? claim.status, why);
      await RECOVERIES.update(ctx.sql, [found.recovery]);
      await CLAIMS.update(ctx.sql, [claim]);
    },
  };
}

/** What it took off the base is put back, at the ratio as fixed; a claim that it made 退回 is open again. */
function raise({ recovery, claim }: Undoable): void {
  Object.assign(claim, raisedBy(claim, principalOf(recovery)));
  if (recovery.claimWas === undefined) return;
  claim.endedBy = undefined;
  if (recovery.claimWas === '待核') claim.resolvedOn = undefined;
}

/** The notice is void, and money that was returned on it is back in 待查款 of the lines that brought it. */
async function withdrawNotice(ctx: CorrectionContext, { recovery, claim }: Undoable): Promise<void> {
  const pieces = await piecesOf(ctx.sql, 'clawback', [recovery.id]);
  const moves = new MoneyMoves(ctx.effects, rowId(ctx.file.id, ctx.rowNo), ctx.file.receivedOn);
  for (const piece of pieces) {
    moves.takeBack({ piece, amount: piece.open }, recovery);
    unsettle(recovery, claim, piece.open);
  }
  await backToSuspense(ctx, pieces);
  claim.asked -= recovery.asked ?? 0n;
  claim.recovered -= recovery.amount;
  if (recovery.recall) claim.recalled -= recovery.asked ?? 0n;
  ctx.effects.journal.post(unnoticed(recovery, ctx.file.receivedOn));
}

async function backToSuspense(ctx: CorrectionContext, pieces: readonly Piece[]): Promise<void> {
  const lines = await STATEMENT_LINES.select(ctx.sql, 'WHERE t.id = ANY($1::bigint[])', [
    pieces.map((piece) => piece.lineId),
  ]);
  const byId = new Map(lines.map((line) => [line.id, line]));
  for (const piece of pieces) {
    const line = byId.get(piece.lineId);
    if (line === undefined) throw new Error(`${yuanWords(piece.open)} came by no line`);
    line.suspense += piece.open;
  }
  await STATEMENT_LINES.update(ctx.sql, lines);
}
