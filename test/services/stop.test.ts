import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { fromRoot } from '../replay/replays.js';
import { put, temporaryFolder } from '../support/files.js';
import { csv, GOOD_FILING, uscc } from '../support/rows.js';
import { ServiceProcess } from '../support/services.js';

/** Enough rows that the file is in hand when the stop comes. */
const rows = Array.from({ length: 20_000 }, (_, n) => ({
  ...GOOD_FILING,
  借据编号: `JJ-${n}`,
  统一社会信用代码: uscc(n),
}));

test('SIGTERM ends a watcher that works, with exit status 0, and what was in hand is done by the next', {
  timeout: 90_000,
}, async () => {
  const root = await temporaryFolder();
  const inbox = join(root, 'inbox');
  await mkdir(join(root, 'logs'), { recursive: true });
  await put(inbox, '2025-10-08/ICBC/filing-1.csv', csv(rows));
  const words = [
    'watch',
    inbox,
    '--out',
    join(root, 'out'),
    '--data',
    join(root, 'data'),
    '--dated',
    '--work',
    '--once',
    '--config',
    fromRoot('config'),
  ];
  const first = new ServiceProcess(words, {}, join(root, 'logs'), 'first').start();
  onTestFinished(() => first.kill('SIGKILL'));
  await inHand(first.log);
  await first.kill('SIGTERM');
  expect(await first.ended()).toBe(0);
  const second = new ServiceProcess(words, {}, join(root, 'logs'), 'second').start();
  onTestFinished(() => second.kill('SIGKILL'));
  expect(await second.ended()).toBe(0);
  const receipt = JSON.parse(
    await readFile(join(root, 'out', '2025-10-08', 'ICBC', 'filing-1.receipt.json'), 'utf8'),
  );
  expect(receipt).toMatchObject({ status: 'processed', rows: 20_000 });
});

/** Waits until the log says that the file was looked at: its commit is then under way. */
async function inHand(log: string): Promise<void> {
  for (;;) {
    const text = await readFile(log, 'utf8').catch(() => '');
    if (text.includes('"stage":"look"')) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
