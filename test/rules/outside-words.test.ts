import fc from 'fast-check';
import { expect, test } from 'vitest';
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
