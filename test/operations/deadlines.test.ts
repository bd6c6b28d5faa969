import { expect, test } from 'vitest';
import { deadlines } from '../../src/operations/deadlines.js';
import { takeFile } from '../../src/pipeline.js';
import { put, temporaryFolder } from '../support/files.js';
import { freshPlace } from '../support/place.js';
import { csv, GOOD_FILING } from '../support/rows.js';

const ON = '2025-10-09';

test('a bank has filed when a row was accepted or referred, not when its file was refused or returned whole', async () => {
  const place = await freshPlace();
  const folder = await temporaryFolder();
  const missing = async (): Promise<readonly string[]> =>
    (await deadlines(place.db, place.configuration.reference, ON)).notFiled;
  const drop = async (name: string, content: string): Promise<void> => {
    await takeFile(place, { sender: 'ICBC', name, path: await put(folder, name, content) }, ON);
  };
  expect(await missing()).toContain('ICBC');
  await drop('filing-refused.csv', '政策类型\n小微\n');
  await drop('filing-returned.csv', csv([{ ...GOOD_FILING, 亦庄新城范围内: '否' }]));
  expect(await missing()).toContain('ICBC');
  await drop('filing-taken.csv', csv([GOOD_FILING]));
  expect(await missing()).not.toContain('ICBC');
});
