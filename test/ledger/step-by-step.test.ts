import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { addDays, isMonthEnd } from '../../src/domain/dates.js';
import { listDay, listDays } from '../../src/io/inbox.js';
import { inOrder } from '../../src/pipeline.js';
import { differenceOf, filesBelow, fromRoot, replayInto, SAMPLES } from '../replay/replays.js';
import { command } from '../support/command.js';
import { freshDatabase } from '../support/database.js';
import { LIMITS, temporaryFolder } from '../support/files.js';

/**
 * The sample year by the commands an operator types, file by file and month by month: the bytes of the replay. Each
 * command opens the books anew, which takes its time, so the short run does the first months; all of it with
 * RISKPOOL_FAULTS=full.
 */
const FULL = process.env['RISKPOOL_FAULTS'] === 'full';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

async function take(books: readonly string[], out: string, until: string): Promise<void> {
  const config = ['--config', fromRoot(SAMPLES.config)];
  const inbox = fromRoot(SAMPLES.inbox);
  const { days } = await listDays(inbox);
  for (let on = days[0] ?? ''; on <= until; on = addDays(on, 1)) {
    for (const file of days.includes(on) ? inOrder(await listDay(inbox, on), LIMITS) : []) {
      const words = ['ingest', file.path, '--from', file.sender, '--on', on, '--out', out];
      const { said, exit } = await command(...words, ...books, ...config);
      expect(exit, said).toBeLessThan(2);
    }
    if (!isMonthEnd(on)) continue;
    const { said, exit } = await command('review', '--on', on, '--out', out, ...books, ...config);
    expect(exit, said).toBe(0);
  }
  const registers = await command('registers', '--out', out, '--on', until, ...books, ...config);
  expect(registers.exit, registers.said).toBe(0);
}

describe.each([
  { engine: 'postgres', until: FULL ? SAMPLES.until : '2026-02-28' },
  { engine: 'pglite', until: FULL ? SAMPLES.until : '2025-11-30' },
])('ingest and review on $engine until $until', ({ engine, until }) => {
  test('end with the bytes of a replay, and verify agrees', { timeout: 300_000 }, async () => {
    const folder = await temporaryFolder();
    const books = engine === 'pglite' ? ['--data', join(folder, 'books')] : [];
    if (engine === 'postgres') vi.stubEnv('DATABASE_URL', await freshDatabase());
    const out = join(folder, 'out');
    await take(books, out, until);
    const replayed = join(folder, 'replayed');
    await replayInto(replayed, { ...SAMPLES, until });
    const difference = differenceOf(filesBelow(out), filesBelow(replayed));
    expect(difference).toEqual({ missing: [], unexpected: [], differing: [] });
    const verified = await command('verify', ...books);
    expect(verified.exit, verified.said).toBe(0);
    expect(verified.said).toContain('核对一致');
    const told = await command('trace', 'LS-250708-04', ...books);
    expect(told.said).toContain(until < '2026-02-10' ? '备案' : '2026-02-10 确认');
  });
});
