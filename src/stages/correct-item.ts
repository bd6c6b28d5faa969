import { unrecommended } from '../ledger/journal/postings.js';
import { named } from '../ledger/records/named.js';
import { type Amendment, type Claim, type Filing, rowId } from '../ledger/records/records.js';
import * as books from '../ledger/records/reopening-books.js';
import type { CorrectionRow } from '../rules/correction/correction.js';
import { isOwing, isUndecided, judgeCancelling, judgeReopening } from '../rules/correction/item.js';
import { changed } from './changes.js';
import { byCorrection, type Corrected, type CorrectionContext, nothing } from './corrected.js';

/** 重审: a filing, a claim or an accepted 结清 is taken up again. */
export async function reopen(ctx: CorrectionContext, row: CorrectionRow): Promise<Corrected> {
  const filing = await books.latestFiling(ctx.sql, row.businessNo);
  if (filing !== undefined) return reopenFiling(ctx, row, filing);
  const claim = await books.latestClaim(ctx.sql, row.businessNo);
  if (claim !== undefined) return reopenClaim(ctx, row, claim);
  const settlement = await books.acceptedSettlement(ctx.sql, row.businessNo);
  if (settlement !== undefined) return reopenSettlement(ctx, row, settlement);
  return nothing(judgeReopening(row, undefined, await named(ctx.sql, row.businessNo)));
}

async function reopenFiling(ctx: CorrectionContext, row: CorrectionRow, filing: Filing): Promise<Corrected> {
  const live = await books.liveClaimOn(ctx.sql, filing.bank, filing.iouNo);
  const findings = judgeReopening(row, {
    kind: 'filing',
    document: documentOf(ctx, filing),
    status: filing.status,
    live: live?.businessNo,
  });
  const apply = async () => {
    filing.resolvedOn = undefined;
    ctx.effects.move('filing', filing, '待核', byCorrection(ctx, row, '冲正重审备案'));
    await books.saveItems(ctx.sql, { filings: [filing] });
  };
  return { findings, item: filing, businessNo: row.businessNo, apply };
}

async function reopenClaim(ctx: CorrectionContext, row: CorrectionRow, claim: Claim): Promise<Corrected> {
  const filing = await books.filingById(ctx.sql, claim.filingId);
  const live = await books.liveClaimOn(ctx.sql, claim.bank, claim.iouNo);
  const findings = judgeReopening(row, {
    kind: 'claim',
    document: documentOf(ctx, claim),
    status: claim.status,
    endedBy: claim.endedBy,
    hasKeptRecovery: await books.hasKeptRecovery(ctx.sql, claim),
    filingStatus: filing.status,
    live: live?.id === claim.id ? undefined : live?.businessNo,
  });
  const apply = async () => {
    const { receivedOn, id } = ctx.file;
    if (claim.status === '建议补偿')
      ctx.effects.journal.post(unrecommended(claim, receivedOn, rowId(id, ctx.rowNo), '重审'));
    claim.endedBy = undefined;
    claim.resolvedOn = undefined;
    ctx.effects.move('claim', claim, '待核', byCorrection(ctx, row, '冲正重审补偿申请'));
    await books.saveItems(ctx.sql, { claims: [claim] });
  };
  return { findings, item: claim, businessNo: row.businessNo, apply };
}

/** The loan is not settled after all. */
async function reopenSettlement(
  ctx: CorrectionContext,
  row: CorrectionRow,
  settlement: Amendment,
): Promise<Corrected> {
  if (settlement.filingId === undefined) throw new Error(`${settlement.businessNo} without its filing`);
  const filing = await books.filingById(ctx.sql, settlement.filingId);
  const findings = judgeReopening(row, {
    kind: 'settlement',
    document: documentOf(ctx, filing),
    status: settlement.status,
    filingStatus: filing.status,
  });
  const apply = async () => {
    const why = byCorrection(ctx, row, `冲正重审结清${settlement.businessNo}`);
    ctx.effects.move('amendment', settlement, '退回', why);
    settlement.resolvedOn = ctx.file.receivedOn;
    const changes = changed('结清日期', filing.settledOn, undefined);
    filing.settledOn = undefined;
    ctx.effects.move('filing', filing, filing.status, { ...why, notice: false, changes });
    await books.saveItems(ctx.sql, { filings: [filing], amendments: [settlement] });
  };
  return { findings, item: settlement, businessNo: row.businessNo, apply };
}

/** 取消备案: a filing is cancelled, and the claims on it that the bureau was not asked about are 退回. */
export async function cancelFiling(ctx: CorrectionContext, row: CorrectionRow): Promise<Corrected> {
  const filing = await books.latestFiling(ctx.sql, row.businessNo);
  if (filing === undefined)
    return nothing(judgeCancelling(row, undefined, await named(ctx.sql, row.businessNo)));
  const claims = await books.claimsOn(ctx.sql, filing);
  const findings = judgeCancelling(row, {
    document: documentOf(ctx, filing),
    status: filing.status,
    owing: claims.filter(isOwing),
  });
  const apply = async () => {
    const rejected = claims.filter((claim) => isUndecided(claim.status));
    ctx.effects.move('filing', filing, '取消', byCorrection(ctx, row, '冲正取消备案'));
    filing.resolvedOn = ctx.file.receivedOn;
    for (const claim of rejected) {
      if (claim.status === '待核') claim.resolvedOn = ctx.file.receivedOn;
      claim.endedBy = 'cancelled';
      ctx.effects.move('claim', claim, '退回', byCorrection(ctx, row, `备案${filing.businessNo}已取消`));
    }
    await books.saveItems(ctx.sql, { filings: [filing], claims: rejected });
  };
  return { findings, item: filing, businessNo: row.businessNo, apply };
}
const documentOf = (ctx: CorrectionContext, { scheme }: { scheme: string }) =>
  ctx.file.reference.policies.of(scheme).documentOn(ctx.file.receivedOn);
