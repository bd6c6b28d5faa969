import type { IsoDate } from '../domain/dates.js';
import { yuanWords } from '../domain/money.js';
import type { Policies } from '../domain/policy.js';
import type { OpinionLine, WriteoffInHand } from '../ledger/records/opinions.js';
import { opinionArticle } from '../rules/opinion.js';
import type { Effects, Why } from './stage.js';

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
      const message = '补偿金额已全部缴回,没有净损失可核销,核销申请失效。';
      effects.move('writeoff', writeoff, '失效', byRun(on, true, message));
      continue;
    }
    effects.move(
      'writeoff',
      writeoff,
      '建议核销',
      byRun(on, false, `建议核销净损失${yuanWords(loss)},等待财政国资局确认。`),
    );
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

const byRun = (on: IsoDate, notice: boolean, message: string): Why => ({
  on,
  cause: 'run',
  source: undefined,
  actor: '初审',
  notice,
  message,
});
