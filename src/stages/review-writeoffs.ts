import type { IsoDate } from '../domain/dates.js';
import { yuan, yuanWords } from '../domain/money.js';
import type { Policies } from '../domain/policy.js';
import type { OpinionLine, WriteoffInHand } from '../ledger/records/opinions.js';
import type { Claim, Writeoff } from '../ledger/records/records.js';
import { opinionArticle } from '../rules/opinion.js';
import { netLoss, type WriteoffStep, writeoffStep } from '../rules/writeoff/writeoff.js';
import type { Effects, Why } from './stage.js';

/**
 * The write-offs of a run: recommended with what is lost by now; left for the next run, or taken back to it, while
 * money is due; lapsed where nothing is lost any more. A recommendation that is still right stays as it is, without a
 * line. Changes the write-offs. Source: XW §17, KC §18.
 */
export function reviewWriteoffs(
  inHand: readonly WriteoffInHand[],
  on: IsoDate,
  policies: Policies,
  effects: Effects,
): OpinionLine[] {
  const lines: OpinionLine[] = [];
  for (const { writeoff, claim } of inHand) {
    const { amount: paid = 0n, asked, returned } = claim;
    const step = writeoffStep({ paid, returned, hasOpenClawback: asked > returned }, writeoff.amount);
    const why = step === undefined ? undefined : byRun(on, step, writeoff, netLoss(paid, returned));
    if (step === undefined || why === undefined) continue;
    effects.move('writeoff', writeoff, step, why);
    writeoff.amount = step === '建议核销' ? netLoss(paid, returned) : undefined;
    if (step === '建议核销')
      lines.push(lineOf(writeoff, claim, opinionArticle('建议核销', writeoff, on, policies)));
  }
  return lines;
}

function lineOf(writeoff: Writeoff, claim: Claim, article: string): OpinionLine {
  const { businessNo, scheme, bank, iouNo, amount = 0n } = writeoff;
  return {
    businessNo,
    scheme,
    bank,
    iouNo,
    claimId: claim.id,
    classification: claim.classification,
    base: claim.base ?? 0n,
    ratio: { num: claim.ratioNum ?? 0n, den: claim.ratioDen ?? 1n },
    amount,
    opinion: '建议核销',
    position: undefined,
    available: undefined,
    article,
  };
}

/** Why a run moves a write-off; undefined where one that waits goes on waiting. */
function byRun(on: IsoDate, step: WriteoffStep, writeoff: Writeoff, loss: bigint): Why | undefined {
  const again = writeoff.status === '建议核销';
  if (step === '已受理' && !again) return undefined;
  const messages: Readonly<Record<WriteoffStep, string>> = {
    已受理: '建议核销之后又有未缴清的缴回通知或追回,退回待议,缴清后的下一次初审再议。',
    失效: '补偿金额已全部缴回,没有净损失可核销,核销申请失效。',
    建议核销: `${again ? '净损失已变,重新' : ''}建议核销净损失${yuanWords(loss)},等待财政国资局确认。`,
  };
  const changes =
    again && step === '建议核销' && writeoff.amount !== undefined
      ? [{ item: '核销金额', from: yuan(writeoff.amount), to: yuan(loss) }]
      : [];
  return {
    on,
    cause: 'run',
    source: undefined,
    actor: '初审',
    changes,
    notice: step !== '建议核销',
    message: messages[step],
  };
}
