import { chmodSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { archiveFile, archivePath } from '../../src/io/archive.js';
import { digestOf } from '../../src/io/hash-file.js';
import { put, temporaryFolder } from '../support/files.js';

const bytes = Buffer.from([0, 1, 2, 0xb1, 0xb8]);

test('a copy is kept byte for byte under its digest, once', async () => {
  const folder = await temporaryFolder();
  const path = await put(folder, 'filing-1.csv', bytes);
  chmodSync(path, 0o444);
  const { sha256 } = await digestOf(path);
  await archiveFile(`${folder}/archive`, path, sha256);
  await archiveFile(`${folder}/archive`, path, sha256);
  expect(readFileSync(archivePath(`${folder}/archive`, sha256))).toEqual(bytes);
  expect(readdirSync(`${folder}/archive/${sha256.slice(0, 2)}`)).toEqual([sha256]);
});

test('a file that changed since it was looked at is not kept', async () => {
  const folder = await temporaryFolder();
  const path = await put(folder, 'filing-1.csv', bytes);
  const sha256 = 'ab'.repeat(32);
  await expect(archiveFile(`${folder}/archive`, path, sha256)).rejects.toThrow('被改动');
  expect(readdirSync(`${folder}/archive`)).toEqual([]);
});
