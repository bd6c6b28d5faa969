import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { InboxError, listDay, listDays } from '../../src/io/inbox.js';
import { put, temporaryFolder } from '../support/files.js';

let inbox = '';
beforeEach(async () => {
  inbox = await temporaryFolder();
});

describe('the days of an inbox', () => {
  it('are its date folders in order', async () => {
    await mkdir(join(inbox, '2026-02-01'));
    await mkdir(join(inbox, '2025-12-31'));
    expect(await listDays(inbox)).toEqual({ days: ['2025-12-31', '2026-02-01'], others: [] });
  });

  it.each(['2026-02-30', '20260201', 'notes'])('a folder %s is not passed over in silence', async (name) => {
    await mkdir(join(inbox, '2026-02-01'));
    await mkdir(join(inbox, name));
    expect(await listDays(inbox)).toEqual({ days: ['2026-02-01'], others: [name] });
  });

  it('neither is a file, nor a link that is named like a day', async () => {
    await put(inbox, 'filing.csv', '');
    expect(await listDays(inbox)).toEqual({ days: [], others: ['filing.csv'] });
    const other = await temporaryFolder();
    await symlink(inbox, join(other, '2026-02-01'));
    expect(await listDays(other)).toEqual({ days: [], others: ['2026-02-01'] });
  });

  it('an inbox that is not there is said to be so', async () => {
    await expect(listDays(join(inbox, 'none'))).rejects.toThrow(InboxError);
  });
});

describe('the files of a day', () => {
  it('come by sender and name in code-point order', async () => {
    for (const name of ['CCB/filing-2.csv', 'CCB/filing-10.csv', 'BOB/备案-1.csv', 'BOB/claim.csv']) {
      await put(inbox, `2026-02-01/${name}`, 'x');
    }
    const files = await listDay(inbox, '2026-02-01');
    expect(files.map((file) => `${file.sender}/${file.name}`)).toEqual([
      'BOB/claim.csv',
      'BOB/备案-1.csv',
      'CCB/filing-10.csv',
      'CCB/filing-2.csv',
    ]);
    expect(files.every((file) => file.problem === undefined)).toBe(true);
    expect(files[0]?.path).toBe(join(inbox, '2026-02-01', 'BOB', 'claim.csv'));
  });

  it('a file beside the sender folders has no sender', async () => {
    await put(inbox, '2026-02-01/filing.csv', 'x');
    expect(await listDay(inbox, '2026-02-01')).toMatchObject([{ sender: '', name: 'filing.csv' }]);
  });

  it('links and folders are listed with a problem and not followed', async () => {
    await put(inbox, 'outside.csv', 'secret');
    await put(inbox, '2026-02-01/BOB/claim.csv/inner.csv', 'x');
    await symlink(join(inbox, 'outside.csv'), join(inbox, '2026-02-01', 'BOB', 'filing.csv'));
    await symlink(inbox, join(inbox, '2026-02-01', 'CCB'));
    const files = await listDay(inbox, '2026-02-01');
    expect(files.map(({ sender, name, problem }) => [sender, name, problem?.slice(0, 6)])).toEqual([
      ['', 'CCB', '这是链接或特'],
      ['BOB', 'claim.csv', '这是一个文件'],
      ['BOB', 'filing.csv', '这是链接或特'],
    ]);
  });

  it('names that are not UTF-8 are refused, each on its own', async () => {
    await mkdir(join(inbox, '2026-02-01', 'BOB'), { recursive: true });
    for (const byte of [0xb1, 0xb2]) {
      const path = Buffer.concat([Buffer.from(`${inbox}/2026-02-01/BOB/`), Buffer.from([byte])]);
      await mkdir(path);
    }
    const files = await listDay(inbox, '2026-02-01');
    expect(files.map((file) => file.problem)).toEqual([
      expect.stringContaining('UTF-8'),
      expect.stringContaining('UTF-8'),
    ]);
    expect(new Set(files.map((file) => file.name)).size).toBe(2);
  });
});
