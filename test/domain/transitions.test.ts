import { describe, expect, it } from 'vitest';
import { CLAIM_STATUSES, mayMove } from '../../src/domain/transitions.js';

describe('which state may follow which', () => {
  it.each([
    ['filing', '受理', '取消'],
    ['filing', '取消', '待核'],
    ['claim', '已拨付', '建议补偿'],
    ['claim', '退回', '资金不足'],
    ['amendment', '受理', '退回'],
    ['writeoff', '建议核销', '已受理'],
    ['filing', '受理', '受理'],
  ] as const)('%s: %s → %s', (kind, from, to) => {
    expect(mayMove(kind, from, to)).toBe(true);
  });

  it.each([
    ['filing', '退回', '受理'],
    ['filing', '待核', '取消'],
    ['claim', '待核', '建议补偿'],
    ['claim', '已拨付', '退回'],
    ['amendment', '退回', '待核'],
    ['writeoff', '已核销', '已受理'],
    ['filing', '没有', '没有'],
  ] as const)('never %s: %s → %s', (kind, from, to) => {
    expect(mayMove(kind, from, to)).toBe(false);
  });

  it('nothing leads out of what the bureau or the bank ended', () => {
    for (const from of ['不予确认', '撤回', '已核销'])
      expect(CLAIM_STATUSES.filter((to) => to !== from && mayMove('claim', from, to))).toEqual([]);
  });
});
