import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { fromRoot } from '../replay/replays.js';
import { command } from '../support/command.js';
import { freshDatabase } from '../support/database.js';
import { temporaryFolder } from '../support/files.js';
import { until } from '../support/programs.js';
import { csv, GOOD_FILING } from '../support/rows.js';
import { ServiceProcess } from '../support/services.js';

const CONFIG = ['--config', fromRoot('samples/config')];

test('beside a watcher and a worker the console only drops files: they take them', {
  timeout: 120_000,
}, async () => {
  const folder = await temporaryFolder();
  const [inbox, out] = [join(folder, 'inbox'), join(folder, 'out')];
  await mkdir(join(inbox, 'QHB'), { recursive: true });
  const env = { DATABASE_URL: await freshDatabase() };
  const start = (...words: string[]): ServiceProcess => {
    const service = new ServiceProcess([...words, ...CONFIG], env, folder, words[0] ?? '').start();
    afterAll(() => service.kill('SIGKILL'));
    return service;
  };
  const served = start('console', '--inbox', inbox, '--out', out, '--listen', '127.0.0.1:0');
  start('watch', inbox, '--out', out);
  start('worker');
  let address = '';
  await until('the console', async () => {
    address = /^ready (\S+)$/m.exec(await readFile(served.log, 'utf8'))?.[1] ?? '';
    expect(address).not.toBe('');
  });
  process.env['DATABASE_URL'] = env.DATABASE_URL;
  const added = await command('console', 'user', 'add', 'qhb', '--role', 'bank', '--bank', 'QHB', ...CONFIG);
  delete process.env['DATABASE_URL'];
  expect([added.exit, added.said.trim()]).toEqual([0, expect.stringMatching(/^\w{20}$/)]);

  const signedIn = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: 'qhb', password: added.said.trim() }),
  });
  const headers = {
    cookie: (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '',
    'x-csrf-token': ((await signedIn.json()) as { csrf: string }).csrf,
  };
  const body = new FormData();
  body.set('file', new File([csv([GOOD_FILING])], '备案-并列.csv'));
  const sent = await fetch(`${address}/api/uploads`, { method: 'POST', headers, body });
  const { upload } = (await sent.json()) as { upload: string };
  expect(sent.status).toBe(202);
  const ask = async (path: string): Promise<Record<string, unknown>> =>
    (await (await fetch(`${address}/api/${path}`, { headers })).json()) as Record<string, unknown>;
  await until(
    'the upload is taken',
    async () => expect((await ask(`uploads/${upload}`))['state']).toBe('taken'),
    60,
  );
  const { file } = await ask(`uploads/${upload}`);
  await until('its receipt', async () => {
    const receipt = await fetch(`${address}/api/files/${String(file)}/receipt.csv`, { headers });
    expect([receipt.status, (await receipt.text()).split('\r\n').length]).toEqual([200, 3]);
  });
  await served.kill('SIGTERM');
  expect(await served.ended()).toBe(0);
});

test('a console that would have to close months more than 40 days beyond its books asks whether that is meant', async () => {
  const folder = await temporaryFolder();
  const [inbox, out, data] = [join(folder, 'inbox'), join(folder, 'out'), join(folder, 'data')];
  await mkdir(inbox);
  const place = ['--out', out, '--data', data];
  const replayed = await command(
    'replay',
    fromRoot('samples/inbox'),
    ...place,
    ...CONFIG,
    '--until',
    '2026-01-08',
  );
  expect(replayed.exit).toBeLessThan(2);
  const asked = await command('console', '--inbox', inbox, ...place, '--listen', '127.0.0.1:0');
  expect([asked.exit, asked.said]).toEqual([2, expect.stringContaining('--skip-to')]);
});
