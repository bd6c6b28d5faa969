import { lesser, percent, share, yuanWords } from '../domain/money.js';
import type { Reference } from '../domain/reference.js';
import type { Claim, Recovery } from '../ledger/records/records.js';
import { moneyToReturn } from '../rules/recovery/clawback.js';
import { doubtsBeforePayment } from '../rules/recovery/doubtful.js';
import type { Fact } from './story.js';

const TREATMENT = {
  lowered: '建议补偿前收回:降低补偿基数',
  kept: '建议补偿后、拨付前收回:留待拨付日通知',
  noticed: '缴回通知',
  void: '未予确认,不再通知',
} as const;

/** What one recovery led to: the base it lowered, or the money it asks back, step by step. */
export function recoveryAmounts(
  recovery: Recovery,
  claim: Claim,
  ofClaim: readonly Recovery[],
  reference: Reference,
): Fact[] {
  const lines: Fact[] = [['处理', TREATMENT[recovery.treatment]]];
  if (recovery.undoneOn !== undefined) lines.push(['撤销', `${recovery.undoneOn}由冲正撤销,视同没有收到`]);
  if (recovery.treatment === 'lowered' || recovery.treatment === 'kept')
    for (const doubt of doubtsBeforePayment(recovery, claim.receivedOn)) lines.push(['请核对', doubt]);
  if (recovery.treatment === 'lowered') {
    const by = recovery.principalPart ?? recovery.amount;
    return [
      ...lines,
      ['基数减少', `${yuanWords(by)}(${recovery.principalPart === undefined ? '整笔' : '其中本金'})`],
    ];
  }
  if (recovery.treatment !== 'noticed') return lines;
  const earlier = ofClaim.filter((other) => comesBefore(other, recovery));
  const askedBy = (recalls: boolean) =>
    earlier.filter(({ recall }) => recall === recalls).reduce((sum, other) => sum + (other.asked ?? 0n), 0n);
  const before = {
    recovered: earlier.reduce((sum, other) => sum + other.amount, 0n),
    noticed: askedBy(false),
    recalled: askedBy(true),
  };
  const paid = (claim.amount ?? 0n) - before.recalled;
  const base = claim.base ?? 0n;
  const all = before.recovered + recovery.amount;
  const terms = reference.policies.of(claim.scheme).termsOn(recovery.noticedOn ?? recovery.receivedOn);
  return [
    ...lines,
    [
      '已通知回收合计',
      `${yuanWords(before.recovered)} + 本次${yuanWords(recovery.amount)} = ${yuanWords(all)}`,
    ],
    [
      '按比例',
      `${yuanWords(paid)}÷${yuanWords(base)}(${percent({ num: paid, den: base }, 2)}%) → ${yuanWords(lesser(share(all, { num: paid, den: base }), paid))}(不超过已拨付)`,
    ],
    ['此前已要求缴回', yuanWords(before.noticed)],
    ['应缴回', yuanWords(moneyToReturn(claim.amount ?? 0n, base, before, recovery.amount))],
    [
      '缴回期限',
      `${recovery.dueOn ?? '(日历未覆盖)'}(通知日${recovery.noticedOn ?? ''}后第${terms.returnWorkdays}个工作日)`,
    ],
    [
      '通知逾期',
      recovery.noticeLate === undefined
        ? '(日历未覆盖)'
        : `${recovery.noticeLate}个工作日(限${terms.noticeWorkdays}个)`,
    ],
    [
      '已缴回',
      `${yuanWords(recovery.returned)}${recovery.settledOn === undefined ? ',未缴清' : `,${recovery.settledOn}缴清`}`,
    ],
    ['缴回逾期', recovery.returnLate === undefined ? '' : `${recovery.returnLate}个工作日`],
  ];
}

/** The order in which notices of one claim were given; one that was undone before the other came does not count. */
function comesBefore(a: Recovery, b: Recovery): boolean {
  if (a.treatment !== 'noticed' || a.noticedOn === undefined || b.noticedOn === undefined) return false;
  if (a.undoneBy !== undefined && a.undoneBy < b.id) return false;
  return a.noticedOn < b.noticedOn || (a.noticedOn === b.noticedOn && a.id < b.id);
}
