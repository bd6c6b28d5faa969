import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fromRoot, SAMPLES } from '../replay/replays.js';
import { command } from '../support/command.js';
import { temporaryFolder } from '../support/files.js';

test('the closing page of kept books, today and as of a day passed', { timeout: 120_000 }, async () => {
  const folder = await temporaryFolder();
  const data = join(folder, 'books');
  const words = ['--out', join(folder, 'out'), '--data', data, '--config', fromRoot(SAMPLES.config)];
  await command('replay', fromRoot(SAMPLES.inbox), ...words, '--until', '2026-02-28');

  const now = await command('summary', '--data', data);
  expect(now.exit).toBe(0);
  expect(now.said).toContain('截至2026-02-28');
  expect(now.said).toContain('受理 -> 暂停补偿');

  const status = await command('status', '--data', data);
  expect(status.said).toMatch(/^待核 {4}没有$/m);
  expect(status.said).toMatch(/^待查 {4}没有待查款;例外1条$/m);

  const past = await command('summary', '--data', data, '--on', '2026-01-31');
  expect(past.exit).toBe(0);
  expect(past.said).toContain('截至2026-01-31');
  expect(past.said).not.toContain('受理 -> 暂停补偿');

  const before = await command('summary', '--data', data, '--on', '2025-07-14');
  expect(before).toMatchObject({ exit: 2, said: expect.stringContaining('账簿从2025-07-15开始') });
  const nowhere = await command('summary', '--data', join(folder, 'none'));
  expect(nowhere.exit).toBe(2);
});
