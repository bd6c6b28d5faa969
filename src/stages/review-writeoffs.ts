import type { IsoDate } from '../domain/dates.js';
import type { Policies } from '../domain/policy.js';
import type { OpinionLine, WriteoffInHand } from '../ledger/records/opinions.js';
import type { Writeoff } from '../ledger/records/records.js';
import { opinionArticle } from '../rules/opinion.js';
import type { Effects } from './stage.js';

/**
 * The write-offs of a run: recommended with what is lost by now, left for the next run while a clawback is open,
 * lapsed where nothing is lost any more. Changes the write-offs. Source: XW §17, KC §18.
 */
export function reviewWriteoffs(
  inHand: readonly WriteoffInHand[],
  on: IsoDate,
  policies: Policies,
  effects: Effects,
): OpinionLine[] {
  const lines: OpinionLine[] = [];
  for (const { writeoff, claim } of inHand) {
    if (claim.asked > claim.returned) continue;
    const loss = (claim.amount ?? 0n) - claim.returned;
    if (loss <= 0n) {
      writeoff.status = '失效';
      effects.event(lapsed(writeoff, on));
      continue;
    }
    writeoff.status = '建议核销';
    writeoff.amount = loss;
    const { businessNo, scheme, bank, iouNo } = writeoff;
    lines.push({
      businessNo,
      scheme,
      bank,
      iouNo,
      claimId: claim.id,
      classification: claim.classification,
      base: claim.base ?? 0n,
      ratio: { num: claim.ratioNum ?? 0n, den: claim.ratioDen ?? 1n },
      amount: loss,
      opinion: '建议核销',
      position: undefined,
      available: undefined,
      article: opinionArticle('建议核销', writeoff, on, policies),
    });
  }
  return lines;
}

function lapsed(writeoff: Writeoff, on: IsoDate) {
  const { id, bank, businessNo, iouNo } = writeoff;
  return {
    happenedOn: on,
    bank,
    businessNo,
    iouNo,
    itemId: id,
    fromStatus: '已受理',
    toStatus: '失效',
    cause: 'run' as const,
    notice: true,
    message: '补偿金额已全部缴回,没有净损失可核销,核销申请失效。',
  };
}
