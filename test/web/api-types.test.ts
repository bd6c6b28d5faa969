import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

test("the pages' types are those of the API's schemas", () => {
  const run = spawnSync(process.execPath, ['scripts/api-types.mjs', '--check'], { encoding: 'utf8' });
  expect(run.stderr).toBe('');
  expect(run.status).toBe(0);
});
