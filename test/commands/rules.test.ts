import { afterEach, expect, test, vi } from 'vitest';
import { main } from '../../src/cli.js';
import { loadReference } from '../../src/io/config/load.js';
import { isKnown } from '../../src/rulebook/words.js';
import { CATALOGUE } from '../../src/rules/catalogue.js';
import { changePolicy } from '../support/changed-policy.js';
import { temporaryFolder } from '../support/files.js';

/** `riskpool rules [code]` as somebody at a terminal sees it. */

afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

async function said(...words: string[]): Promise<{ out: string; error: string; code: unknown }> {
  let out = '';
  let error = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    error += String(text);
    return true;
  });
  await main(['node', 'riskpool', 'rules', ...words]);
  return { out, error, code: process.exitCode };
}

test('without a code, the whole catalogue in its order', async () => {
  const { policies } = await loadReference();
  const known = CATALOGUE.map(({ code }) => code).filter((code) => isKnown(code, policies));
  const { out, code } = await said();
  const [, ...lines] = out.trimEnd().split('\n');
  expect(lines.map((line) => line.split(' ')[0])).toEqual(known);
  expect(code).toBeUndefined();
});

test('with a code, its article, reading, parameters in force, an example with its message', async () => {
  const { out } = await said('f-rate', '--on', '2026-03-01');
  expect(out).toContain('F-RATE');
  expect(out).toContain('12号第六条第（五）项');
  expect(out).toContain('“小微企业贷款利率在同期 LPR 基础上上浮不超过 150BP”');
  expect(out).toContain('`rate_cap`');
  expect(out).toContain('over_lpr: 1.50');
  expect(out).toContain('说明:年利率4.5001%超过上限4.50%');
});

test('only the value of the day that was asked for', async () => {
  const config = await temporaryFolder();
  await changePolicy(config, 'XW', 'cap_bank', '2026-04-01', '12000000.00');
  const before = await said('F-CAP-BANK', '--on', '2026-03-31', '--config', config);
  expect(before.out).toContain('10,000,000.00元');
  expect(before.out).not.toContain('12,000,000.00元');
  const after = await said('F-CAP-BANK', '--on', '2026-04-01', '--config', config);
  expect(after.out).toContain('12,000,000.00元');
});

test('an unknown code is a wrong word: exit 2', async () => {
  const { error, code } = await said('F-NOPE');
  expect(error).toContain('没有代码"F-NOPE"');
  expect(code).toBe(2);
});
