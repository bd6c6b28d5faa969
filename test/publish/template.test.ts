import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { KINDS } from '../../src/domain/kinds.js';
import { columnsOf } from '../../src/io/columns.js';
import { loadReference } from '../../src/io/config/load.js';
import { readRecords } from '../../src/io/csv-read.js';
import { readHeader } from '../../src/io/header.js';
import { checkForm } from '../../src/io/row-form.js';
import { examplesOf } from '../../src/publish/examples.js';
import { writeTemplate } from '../../src/publish/template.js';
import { LIMITS, put, temporaryFolder } from '../support/files.js';
import { partsOfWorkbook } from '../support/workbooks.js';

const { policies } = await loadReference();
const COLUMNS = columnsOf(policies);
const EXAMPLES = examplesOf(policies.of('XW'));

async function rowsOf(path: string): Promise<string[][]> {
  const rows: string[][] = [];
  for await (const batch of readRecords(path, 'XLSX', LIMITS)) rows.push(...batch.map(({ cells }) => cells));
  return rows;
}

test.each(KINDS)('the template of %s: all columns, lists, examples whose form is right', async (kind) => {
  const path = join(await temporaryFolder(), 'template.xlsx');
  await writeTemplate(path, kind, policies);
  const headers = COLUMNS[kind].map(({ header }) => header);
  const keys = COLUMNS[kind].map(({ key }) => key);
  expect(await rowsOf(path)).toEqual([headers]);

  const parts = await partsOfWorkbook(path);
  const choices = COLUMNS[kind].filter(({ values }) => values !== undefined).length;
  expect(parts.get('xl/worksheets/sheet1.xml')?.match(/<dataValidation /g) ?? []).toHaveLength(choices);

  // The examples as they stand in the workbook: with the first sheet hidden they are what is read.
  const shown = await partsOfWorkbook(path, (name, text) =>
    name === 'xl/workbook.xml' ? text.replace('sheetId="1"', 'sheetId="1" state="hidden"') : text,
  );
  const [head = [], ...examples] = await rowsOf(
    await put(await temporaryFolder(), 'x.xlsx', Buffer.from(shown.bytes)),
  );
  const header = readHeader(kind, head, policies);
  if ('problem' in header) throw new Error(header.problem);
  expect(examples).toHaveLength(EXAMPLES[kind].length);
  for (const cells of examples) expect(checkForm(header, { cells }).findings).toEqual([]);
  const names = EXAMPLES[kind].flatMap((row) => Object.keys(row));
  expect(names.filter((name) => !headers.includes(name) && !keys.includes(name))).toEqual([]);
});

test('is the same bytes whenever it is written', async () => {
  const folder = await temporaryFolder();
  await writeTemplate(join(folder, 'a.xlsx'), 'filing', policies);
  await writeTemplate(join(folder, 'b.xlsx'), 'filing', policies);
  expect((await readFile(join(folder, 'a.xlsx'))).equals(await readFile(join(folder, 'b.xlsx')))).toBe(true);
});
