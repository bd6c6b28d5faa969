import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { differenceOf, filesBelow, fromRoot, replayInto, SAMPLES } from '../replay/replays.js';
import { changePolicy } from '../support/changed-policy.js';
import { temporaryFolder } from '../support/files.js';

/** A number that changed: the past stays as it was (the same inbox, a cap that changed on a day). */

const CHANGED_ON = '2026-04-01';
/** Loans disbursed from then on are first filed in the quarter after. */
const FIRST_FILED = '2026-07-01';

test('a cap changed from 2026-04-01 changes nothing that came before, and only loans disbursed since', {
  timeout: 120_000,
}, async () => {
  const folder = await temporaryFolder();
  const config = join(folder, 'config');
  await cp(fromRoot(SAMPLES.config), config, { recursive: true });
  await changePolicy(config, 'XW', 'cap_bank', CHANGED_ON, '1000.00');
  const out = join(folder, 'out');
  await replayInto(out, { ...SAMPLES, config });

  // A date's manifest names the configuration, which is another one.
  const isOutput = ([path]: [string, Buffer]): boolean => !path.endsWith('/manifest.json');
  const wanted = new Map([...filesBelow(fromRoot('test/golden/samples/expected'))].filter(isOutput));
  const got = new Map([...filesBelow(out)].filter(isOutput));
  const { missing, unexpected, differing } = differenceOf(got, wanted);
  const days = [...missing, ...unexpected, ...differing]
    .map((path) => path.split('/')[0] ?? '')
    .filter((day) => day !== 'registers');
  expect([...days].sort()[0] ?? '').toSatisfy((day: string) => day >= FIRST_FILED);
  expect(filingsOf(got, (day) => day < CHANGED_ON)).toEqual(filingsOf(wanted, (day) => day < CHANGED_ON));
  const since = filingsOf(wanted, (day) => day >= CHANGED_ON).filter((line) => line.includes('-XW-'));
  expect(since).not.toHaveLength(0);
  const still = filingsOf(got, (day) => day >= CHANGED_ON).filter((line) => line.includes('-XW-'));
  expect(still).toEqual([]);
});

/** Lines of the filing register whose loan was disbursed on such a day. */
function filingsOf(files: ReadonlyMap<string, Buffer>, disbursed: (day: string) => boolean): string[] {
  const [header = '', ...lines] = files.get('registers/filings.csv')?.toString('utf8').split('\r\n') ?? [];
  const column = header.split(',').indexOf('放款日期');
  return lines.filter((line) => line !== '' && disbursed(line.split(',')[column] ?? ''));
}
