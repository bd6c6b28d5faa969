import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { told, tryWorld } from './trial.js';
import { makeWorld } from './worlds/world.js';

/** A few small worlds of the many that `npm run worlds` tries. */

const scratch = mkdtempSync(join(tmpdir(), 'riskpool-worlds-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const SMALL = { months: 6, pace: 0.22 };
const SEEDS = [4, 6];

describe('the program and the reference, told the same world', () => {
  test.each(SEEDS)(
    'agree in every fact of world %i',
    (seed) => {
      const { facts, differences } = tryWorld(
        makeWorld(seed, 'config', { size: SMALL }),
        join(scratch, String(seed)),
      );
      expect(differences).toEqual([]);
      expect(facts).toBeGreaterThan(100);
    },
    240_000,
  );

  test('a seed is one world, and another seed another', () => {
    const [once, again, other] = [1, 1, 2].map((seed) => makeWorld(seed, 'config', { size: SMALL }));
    expect(again).toEqual(once);
    expect(other).not.toEqual(once);
    expect(told(again ?? makeWorld(1, 'config', { size: SMALL }))).toEqual(
      told(once ?? makeWorld(1, 'config', { size: SMALL })),
    );
  });
});
