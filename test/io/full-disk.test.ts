import { type FileHandle, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { archiveFile } from '../../src/io/archive.js';
import { CsvOut, writeWhole } from '../../src/io/out.js';
import { put, temporaryFolder } from '../support/files.js';

/** A disk that is full, or fails, at any call of a file's making: no open file is left, and none that is unfinished. */

afterEach(() => {
  vi.restoreAllMocks();
});

async function failing(method: 'chmod' | 'writeFile' | 'sync', code: string): Promise<void> {
  const probe = await open('/dev/null');
  const prototype = Object.getPrototypeOf(probe) as FileHandle;
  await probe.close();
  vi.spyOn(prototype, method).mockRejectedValue(Object.assign(new Error(code), { code, syscall: method }));
}

const openFiles = async (): Promise<number> => (await readdir('/proc/self/fd')).length;

const MAKE: [string, (folder: string, source: string) => Promise<unknown>][] = [
  ['an output', (folder) => writeWhole(join(folder, 'a.json'), '{}')],
  [
    'an output in pieces',
    async (folder) => {
      const out = new CsvOut(join(folder, 'a.csv'), [{ header: '列', kind: 'text' }]);
      for (let i = 0; i < 3; i++) await out.rows([['x'.repeat(300_000)]]);
      await out.close();
    },
  ],
  ['a copy in the archive', (folder, source) => archiveFile(folder, source)],
];

test.each(
  MAKE.flatMap(([what, make]) =>
    (['chmod', 'writeFile', 'sync'] as const).map((method) => [what, method, make] as const),
  ),
)('%s whose %s fails', async (_, method, make) => {
  const folder = await temporaryFolder();
  const source = await put(await temporaryFolder(), 'a.csv', 'x'.repeat(700_000));
  const before = await openFiles();
  await failing(method, 'ENOSPC');
  await expect(make(folder, source)).rejects.toMatchObject({ code: 'ENOSPC' });
  vi.restoreAllMocks();
  expect(await openFiles()).toBe(before);
  expect(await readdir(folder)).toEqual([]);
  await make(folder, source);
  expect(await readdir(folder)).toHaveLength(1);
});
