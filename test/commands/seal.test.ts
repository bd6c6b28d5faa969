import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { fromRoot } from '../replay/replays.js';
import { command } from '../support/command.js';
import { put, temporaryFolder } from '../support/files.js';
import { freePort } from '../support/programs.js';
import { csv, GOOD_FILING } from '../support/rows.js';

/** A seal is kept where nobody who can change the books can change it: what is forged as a whole does not agree with it. */

let root = '';
let data = '';
let seals = '';
beforeEach(async () => {
  root = await temporaryFolder();
  data = join(root, 'books');
  seals = join(root, 'seals');
});

const take = async (
  data: string,
  on: string,
  name: string,
  rows: readonly Record<string, string>[],
): Promise<void> => {
  const path = await put(root, name, csv(rows));
  const config = ['--config', fromRoot('config')];
  const { exit, said } = await command(
    'ingest',
    path,
    '--from',
    'ICBC',
    '--on',
    on,
    '--data',
    data,
    ...config,
  );
  expect(exit, said).toBe(0);
};
const seal = (...more: string[]) => command('seal', '--to', seals, '--data', data, ...more);
const verify = (books = data) => command('verify', '--data', books, '--seal', seals);

test('agrees with the books at its point, whatever they have come to since', async () => {
  await take(data, '2025-10-08', 'filing-1.csv', [GOOD_FILING]);
  expect((await seal()).said).toContain('账簿封记 2025-10-08');
  await take(data, '2025-10-08', 'filing-2.csv', [{ ...GOOD_FILING, 借据编号: 'JJ-2' }]);
  await command('review', '--on', '2025-10-31', '--data', data);
  expect((await seal()).exit).toBe(0);
  const { exit, said } = await verify();
  expect(exit, said).toBe(0);
  expect(said).toContain('与2次封记一致,最近一次2025-10-31');
});

test('finds books, archive and outputs that were forged together and agree with one another', async () => {
  await take(data, '2025-10-08', 'filing-1.csv', [GOOD_FILING]);
  await seal();
  const forged = join(root, 'forged');
  await take(forged, '2025-10-08', 'filing-1.csv', [
    { ...GOOD_FILING, 贷款金额: '2000000.00', 征信未结清余额: '2000000.00' },
  ]);
  expect((await command('verify', '--data', forged)).exit).toBe(0);
  const { exit, said } = await verify(forged);
  expect(exit).toBe(1);
  expect(said).toMatch(/与封记不符\n {2}位置 {2}2025-10-08的封记 清单/);
});

test('finds books from which the newest day was cut off', async () => {
  await take(data, '2025-10-08', 'filing-1.csv', [GOOD_FILING]);
  await take(data, '2025-10-09', 'filing-2.csv', [{ ...GOOD_FILING, 借据编号: 'JJ-2' }]);
  await seal();
  const cut = join(root, 'cut');
  await take(cut, '2025-10-08', 'filing-1.csv', [GOOD_FILING]);
  expect((await verify(cut)).said).toContain('封记之处账簿没有到过');
});

test('that cannot be read, or of books without a date, is said to be so', async () => {
  writeFileSync(seals, 'no seal\n');
  await take(data, '2025-10-08', 'filing-1.csv', [GOOD_FILING]);
  expect(await verify()).toMatchObject({ exit: 2, said: expect.stringContaining('第1行不是封记') });
  rmSync(seals);
  expect((await verify()).exit).toBe(2);
});

/** A time stamp authority of the test's own, as RFC 3161 has it, made with openssl. */
async function authority(answer: (query: Buffer) => Buffer): Promise<string> {
  const port = await freePort();
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => response.end(answer(Buffer.concat(parts))));
  }).listen(port, '127.0.0.1');
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${port}/`;
}

test('is stamped by a time stamp authority, whose answer openssl finds to be for this seal', async () => {
  await take(data, '2025-10-08', 'filing-1.csv', [GOOD_FILING]);
  const config = await put(
    root,
    'tsa.cnf',
    `[tsa]\ndefault_tsa=one\n[one]\nserial=${root}/serial\nsigner_digest=sha256\ndefault_policy=1.2.3.4.1\ndigests=sha256\naccuracy=secs:1\ness_cert_id_alg=sha256\n[v3]\nextendedKeyUsage=critical,timeStamping\n[req]\ndistinguished_name=dn\n[dn]\n`,
  );
  const openssl = (...words: string[]): string =>
    execFileSync('openssl', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const [key, cert] = [join(root, 'key.pem'), join(root, 'cert.pem')];
  openssl(
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    key,
    '-out',
    cert,
    '-days',
    '2',
    '-subj',
    '/CN=tsa',
    '-config',
    config,
    '-extensions',
    'v3',
  );
  const url = await authority((query) => {
    writeFileSync(join(root, 'query'), query);
    openssl(
      'ts',
      '-reply',
      '-config',
      config,
      '-queryfile',
      join(root, 'query'),
      '-signer',
      cert,
      '-inkey',
      key,
      '-out',
      join(root, 'reply'),
    );
    return readFileSync(join(root, 'reply'));
  });
  const { exit, said } = await seal('--tsa', url);
  expect(exit, said).toBe(0);
  writeFileSync(join(root, 'line'), readFileSync(seals, 'utf8').trimEnd());
  const checked = openssl(
    'ts',
    '-verify',
    '-data',
    join(root, 'line'),
    '-in',
    `${seals}.2025-10-08.tsr`,
    '-CAfile',
    cert,
  );
  expect(checked).toContain('Verification: OK');
});

test('is not written where the authority refuses or answers for something else', async () => {
  await take(data, '2025-10-08', 'filing-1.csv', [GOOD_FILING]);
  for (const answer of [Buffer.from('30053003020102', 'hex'), Buffer.from('30053003020100', 'hex')]) {
    const { exit, said } = await seal('--tsa', await authority(() => answer));
    expect([exit, said.includes('没有封记')]).toEqual([3, true]);
  }
  expect((await verify()).exit).toBe(2);
});
