import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { expect, test } from 'vitest';
import { fromRoot, SAMPLES } from '../replay/replays.js';
import { command } from '../support/command.js';
import { put, temporaryFolder } from '../support/files.js';

/**
 * A process that dies while a mail is on its way: the server may have it without us knowing, so it goes once more, under
 * the same number; the others go once. Nothing is lost.
 */

const DEATH = 3;

test('notify is killed after the server has a mail and before it says so', { timeout: 120_000 }, async () => {
  const folder = await temporaryFolder();
  const data = join(folder, 'books');
  const inbox = fromRoot(SAMPLES.inbox);
  const words = ['--out', join(folder, 'out'), '--data', data, '--config', fromRoot(SAMPLES.config)];
  await command('replay', inbox, ...words, '--until', '2025-10-31');
  const addresses = Array.from({ length: 5 }, (_, i) => `receiver-${i}@example.org`);
  const lines = addresses.map((address) => `QHB,*,${address}`);
  const contacts = await put(folder, 'contacts.csv', ['receiver,kind,address', ...lines, ''].join('\n'));

  const got: { to: string; number: string }[] = [];
  let child: ChildProcess | undefined;
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, { envelope }, done) {
      let text = '';
      stream.on('data', (piece: Buffer) => {
        text += piece.toString();
      });
      stream.on('end', () => {
        const to = envelope.rcptTo.map(({ address }) => address).join();
        got.push({ to, number: /^Message-ID: (.*)$/m.exec(text)?.[1] ?? '' });
        // It has the mail, and the sender is gone before it hears of it.
        if (got.length === DEATH) child?.kill('SIGKILL');
        else done();
      });
    },
  });
  await new Promise<void>((ready) => smtp.listen(0, '127.0.0.1', ready));
  const { DATABASE_URL: _, ...inherited } = process.env;
  const env = {
    ...inherited,
    RISKPOOL_SMTP_URL: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
    RISKPOOL_MAIL_FROM: 'fund@example.org',
  };
  const notify = async (): Promise<[number | null, NodeJS.Signals | null]> => {
    const own = [
      'notify',
      '--contacts',
      contacts,
      '--data',
      data,
      '--on',
      '2025-10-31',
      '--since',
      '2025-07-01',
    ];
    child = spawn(process.execPath, [fromRoot('bin/riskpool'), ...own], { env, stdio: 'ignore' });
    return (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  };
  try {
    expect(await notify()).toEqual([null, 'SIGKILL']);
    expect(got).toHaveLength(DEATH);
    expect((await notify())[0]).toBe(0);
    const before = got.length;
    expect((await notify())[0]).toBe(0);
    expect(got).toHaveLength(before);
  } finally {
    await new Promise<void>((closed) => smtp.close(closed));
  }
  const copies = new Map<string, number>();
  for (const { to, number } of got) copies.set(`${to} ${number}`, (copies.get(`${to} ${number}`) ?? 0) + 1);
  expect(new Set(got.map(({ to }) => to))).toEqual(new Set(addresses));
  expect(copies.size % addresses.length).toBe(0);
  const twice = [...copies].filter(([, count]) => count > 1);
  expect(twice).toEqual([[`${got[DEATH - 1]?.to} ${got[DEATH - 1]?.number}`, 2]]);
});
