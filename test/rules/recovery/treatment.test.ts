import fc from 'fast-check';
import { expect, it } from 'vitest';
import { share } from '../../../src/domain/money.js';
import { loweredBy, raisedBy } from '../../../src/rules/recovery/treatment.js';

const fen = fc.bigInt({ min: 0n, max: 10n ** 12n });
const base = fc.bigInt({ min: 1n, max: 10n ** 12n });
const ratio = fc.record({
  num: fc.bigInt({ min: 1n, max: 1000n }),
  den: fc.bigInt({ min: 1000n, max: 2000n }),
});

/** Recoveries before recommendation, and undoing them (撤销回收): what an undone one took is back, whatever else was taken. */

it('undoing a recovery leaves what the others alone would have left', () => {
  fc.assert(
    fc.property(base, ratio, fc.array(fen, { maxLength: 4 }), fen, (full, { num, den }, others, undone) => {
      const claim = { fullBase: full, ratioNum: num, ratioDen: den };
      const taken = (sums: readonly bigint[]) => {
        let left: ReturnType<typeof raisedBy> = {
          lowered: 0n,
          base: full,
          amount: share(full, { num, den }),
        };
        for (const by of sums) {
          const { lowered, base: rest, amount } = loweredBy({ ...claim, ...left }, by);
          left = { lowered, base: rest, amount };
        }
        return left;
      };
      const after = raisedBy({ ...claim, ...taken([undone, ...others]) }, undone);
      expect(after).toEqual(taken(others));
    }),
  );
});

it('figures that nobody has fixed yet stay open', () => {
  const open = { lowered: 500n, base: undefined, amount: undefined, fullBase: undefined };
  const unfixed = { ...open, ratioNum: undefined, ratioDen: undefined };
  expect(raisedBy(unfixed, 200n)).toEqual({ lowered: 300n, base: undefined, amount: undefined });
});
