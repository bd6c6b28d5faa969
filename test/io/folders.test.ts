import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { archiveFile } from '../../src/io/archive.js';
import { readMarker } from '../../src/io/marker.js';
import { writeWhole } from '../../src/io/out.js';
import { openPlain, UnreadableFileError } from '../../src/io/plain-file.js';
import { put, temporaryFolder } from '../support/files.js';

const before = process.umask();
afterEach(() => void process.umask(before));
const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

describe.each([0o000, 0o022, 0o077])('with umask %o', (umask) => {
  test('outputs and archive are 640 in folders of 750', async () => {
    const root = await temporaryFolder();
    const source = await put(root, 'in.csv', 'x');
    process.umask(umask);
    await writeWhole(join(root, 'out/2026-01-05/BOB/a.csv'), 'x');
    const { sha256 } = await archiveFile(join(root, 'archive'), source);
    process.umask(before);
    const archived = `archive/${sha256.slice(0, 2)}/${sha256}`;
    for (const path of ['out/2026-01-05/BOB/a.csv', archived]) expect(modeOf(join(root, path))).toBe('640');
    for (const path of [
      'out',
      'out/2026-01-05',
      'out/2026-01-05/BOB',
      'archive',
      `archive/${sha256.slice(0, 2)}`,
    ])
      expect(modeOf(join(root, path))).toBe('750');
  });
});

test('a pipe in the place of a file or a marker blocks nobody and is not read', async () => {
  const path = join(await temporaryFolder(), 'claim.csv.ok');
  execFileSync('mkfifo', [path]);
  await expect(openPlain(path)).rejects.toThrow(UnreadableFileError);
  expect(await readMarker(path)).toEqual({ fault: '标志文件不是普通文件' });
});

test('a file that cannot be written whole leaves no trace', async () => {
  const root = await temporaryFolder();
  await put(root, 'taken/x', '');
  await expect(writeWhole(join(root, 'taken'), 'x')).rejects.toThrow('EISDIR');
  expect(execFileSync('ls', ['-A', root], { encoding: 'utf8' })).toBe('taken\n');
  expect(existsSync(join(root, 'taken/x'))).toBe(true);
});
