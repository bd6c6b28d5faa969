import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judgeReopening } from '../../src/rules/correction/item.js';
import { judgeRecall, judgeUndoRecovery } from '../../src/rules/correction/money.js';
import { judgeDecision } from '../../src/rules/operations/decision.js';

/** Receipts join the messages of a row by `;`: a cell that has one, repeated in a message, must not tear it apart. */

test('what an operator wrote never brings the joining sign into a message', () => {
  const words = fc.string({ unit: fc.constantFrom(';', '；', '张', 'a', ',', ' ') });
  fc.assert(
    fc.property(words, words, (businessNo, maker) => {
      const row = { businessNo, passed: true, maker, checker: maker, reason: '' };
      const messages = judgeDecision(
        row,
        { status: undefined, lacksRate: false, against: undefined },
        { people: undefined, on: '2026-03-10' },
      ).map(({ message }) => message);
      expect(messages.length).toBeGreaterThan(0);
      for (const message of messages) expect(message).not.toMatch(/[;；]/);
    }),
  );
});

const DESK = { people: undefined, on: '2026-03-10' };
const NOBODY = { status: undefined, lacksRate: false, against: undefined };

test('a cell of ten thousand characters is told in a short sentence; a true number whole', () => {
  const long = '甲'.repeat(10_000);
  const row = { businessNo: long, passed: true, maker: long, checker: long, reason: '' };
  const messages = judgeDecision(row, NOBODY, DESK).map(({ message }) => message);
  expect(messages).toHaveLength(2);
  for (const message of messages) expect(message.length).toBeLessThan(260);
  const number = `R-ICBC-XW-${'9'.repeat(64)}-${'8'.repeat(64)}`;
  const [unknown] = judgeDecision({ ...row, businessNo: number }, NOBODY, DESK);
  expect(unknown?.message).toBe(
    `没有编号为${number}的备案、补偿申请或变更。请核对业务编号,或查看最新的待核清单。`,
  );
});

test('a correction of something else says what the number is and how it stands, or that nobody knows it', () => {
  const row = { businessNo: 'W-1', amount: undefined, documentNo: '', maker: '', checker: '', reason: '' };
  const other = { kind: '核销申请', state: '已受理' };
  const messages = [
    ...judgeRecall({ ...row, action: '追回' }, undefined, other),
    ...judgeUndoRecovery({ ...row, action: '撤销回收' }, undefined, undefined),
    ...judgeReopening({ ...row, action: '重审' }, undefined, other),
  ].map(({ message }) => message);
  expect(messages).toEqual([
    '编号W-1是核销申请,现为已受理,追回只用于补偿申请。请核对业务编号和处理方式。',
    '账簿中没有编号为W-1的事项,撤销回收只用于已登记且未撤销的回收或追回。请核对业务编号和处理方式。',
    '编号W-1是核销申请,现为已受理,重审只用于备案、补偿申请或已受理的结清。请核对业务编号和处理方式。',
  ]);
});
