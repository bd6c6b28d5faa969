import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BooksInUseError } from '../../src/db/db.js';
import { openDb } from '../../src/ledger/open.js';
import { rowsOf } from '../support/query.js';

const BUILT = new URL('../../dist/ledger/open.js', import.meta.url).href;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'riskpool-books-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const books = (): { kind: 'directory'; path: string } => ({ kind: 'directory', path: join(folder, 'books') });

/** Another process that opens the books, says how it went, and holds on to them while it lives. */
async function otherProcess(
  work = '',
): Promise<{ child: ChildProcess; said: string; lines: AsyncIterator<string> }> {
  const script = `
    const { openDb } = await import(${JSON.stringify(BUILT)});
    const db = await openDb(${JSON.stringify(books())}).catch((error) => {
      console.log(error.name + ': ' + error.message);
      process.exit(3);
    });
    console.log('open');
    ${work}
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.stdout === null) throw new Error('no output');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const first = await lines.next();
  return { child, said: String(first.value), lines };
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

test('what was committed is there when the books are opened again', async () => {
  const first = await openDb(books());
  await first.execute("CREATE TABLE t (a text); INSERT INTO t VALUES ('一')");
  await first.close();
  const second = await openDb(books());
  expect(await second.query('SELECT a FROM t')).toEqual([{ a: '一' }]);
  await second.close();
});

test('the same process cannot open them twice, not even by another name', async () => {
  const db = await openDb(books());
  symlinkSync(books().path, join(folder, 'alias'));
  await expect(openDb(books())).rejects.toBeInstanceOf(BooksInUseError);
  await expect(openDb({ kind: 'directory', path: join(folder, 'alias') })).rejects.toBeInstanceOf(
    BooksInUseError,
  );
  await db.close();
  await (await openDb({ kind: 'directory', path: join(folder, 'alias') })).close();
});

test('another process is refused and told by whom', async () => {
  const db = await openDb(books());
  const { child, said } = await otherProcess();
  if (child.exitCode === null) await once(child, 'exit');
  expect(child.exitCode).toBe(3);
  expect(said).toMatch(/^BooksInUseError: 账簿.*正由.+上的进程\d+使用/);
  expect(said).toContain(`上的进程${process.pid}使用`);
  await db.close();
});

test('kill -9 frees the lock and loses nothing committed', async () => {
  const { child, said, lines } = await otherProcess(`
    await db.execute('CREATE TABLE t (id int8 PRIMARY KEY)');
    for (let id = 0; ; id++) {
      await db.query('INSERT INTO t VALUES ($1)', [id]);
      console.log(id);
    }`);
  expect(said).toBe('open');
  await expect(openDb(books())).rejects.toBeInstanceOf(BooksInUseError);
  let reported = '';
  for (let i = 0; i < 200; i++) reported = String((await lines.next()).value);
  await kill(child);

  const db = await openDb(books());
  const [row] = await rowsOf<{ last: bigint; count: bigint }>(
    db,
    'SELECT max(id) AS last, count(*) AS count FROM t',
  );
  expect(row?.last).toBeGreaterThanOrEqual(BigInt(reported));
  expect(row?.count).toBe((row?.last ?? 0n) + 1n);
  await db.close();
});
