import { yuanWords } from '../domain/money.js';
import { recallNo } from '../domain/numbers.js';
import { noticed } from '../ledger/journal/postings.js';
import { recallsBefore } from '../ledger/records/correction-books.js';
import { named } from '../ledger/records/named.js';
import { CLAIMS, type Claim, RECOVERIES, type Recovery, rowId } from '../ledger/records/records.js';
import type { CorrectionRow } from '../rules/correction/correction.js';
import { judgeRecall } from '../rules/correction/money.js';
import { leftToRecall, returnDue } from '../rules/recovery/clawback.js';
import { asksOf } from './clawback-notice.js';
import { byCorrection, type Corrected, type CorrectionContext, nothing } from './corrected.js';

/** 追回: demands money back of a claim that was paid. */
export async function recall(ctx: CorrectionContext, row: CorrectionRow): Promise<Corrected> {
  const latest = 'WHERE t.business_no = $1 ORDER BY t.id DESC LIMIT 1';
  const [claim] = await CLAIMS.select(ctx.sql, latest, [row.businessNo]);
  if (claim === undefined) return nothing(judgeRecall(row, undefined, await named(ctx.sql, row.businessNo)));
  const left = leftToRecall(claim.amount ?? 0n, asksOf(claim));
  const { receivedOn, reference } = ctx.file;
  const document = reference.policies.of(claim.scheme).documentOn(receivedOn);
  const findings = judgeRecall(row, { document, status: claim.status, left });
  const number = recallNo(
    claim.bank,
    claim.scheme,
    claim.iouNo,
    1 + (await recallsBefore(ctx.sql, claim.bank, claim.scheme, claim.iouNo)),
  );
  const apply = async () => {
    const made = recallOf(ctx, claim, number, row.amount ?? left);
    claim.asked += row.amount ?? left;
    claim.recalled += row.amount ?? left;
    await RECOVERIES.insert(ctx.sql, [made]);
    ctx.effects.journal.post(noticed(made));
    const due = made.dueOn === undefined ? '' : `,期限${made.dueOn}`;
    const message = `追回${number},应返还${yuanWords(row.amount ?? left)}${due}`;
    ctx.effects.move('claim', claim, claim.status, byCorrection(ctx, row, message));
    await CLAIMS.update(ctx.sql, [claim]);
  };
  return { findings, item: claim, businessNo: number, amount: row.amount ?? left, apply };
}

/** Like a clawback in everything but the money recovered and the days of notice. */
function recallOf(ctx: CorrectionContext, claim: Claim, number: string, asked: bigint): Recovery {
  const { id, name, receivedOn, reference } = ctx.file;
  return {
    id: rowId(id, ctx.rowNo),
    businessNo: number,
    bank: claim.bank,
    scheme: claim.scheme,
    iouNo: claim.iouNo,
    recoveryNo: undefined,
    claimId: claim.id,
    recoveredOn: undefined,
    receivedOn,
    fileName: name,
    rowNo: ctx.rowNo,
    amount: 0n,
    principalPart: undefined,
    recall: true,
    treatment: 'noticed',
    noticedOn: receivedOn,
    asked,
    ratioNum: claim.ratioNum,
    ratioDen: claim.ratioDen,
    dueOn: returnDue(receivedOn, reference.policies.of(claim.scheme).termsOn(receivedOn), reference.calendar),
    noticeLate: undefined,
    returned: 0n,
    settledOn: undefined,
    returnLate: undefined,
    claimWas: undefined,
    undoneOn: undefined,
    undoneBy: undefined,
  };
}
