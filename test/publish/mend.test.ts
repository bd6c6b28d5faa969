import { expect, test } from 'vitest';
import { columnsOf } from '../../src/io/columns.js';
import { loadReference } from '../../src/io/config/load.js';
import { COLUMNS_TO_MEND } from '../../src/publish/mend.js';
import { CATALOGUE } from '../../src/rules/catalogue.js';

/** A code of a row that is no finding of form, and that a 退回 row can bear. */
const codes = CATALOGUE.filter(({ code, severity }) => severity !== 'info' && !/^(FILE|FMT)-/.test(code)).map(
  ({ code }) => code,
);

test('every code of a returned row says which cells mend it, and no code is named that there is not', () => {
  expect(codes.filter((code) => COLUMNS_TO_MEND[code] === undefined)).toEqual([]);
  expect(Object.keys(COLUMNS_TO_MEND).filter((code) => !codes.includes(code))).toEqual([]);
});

test('the cells are of columns that some kind of file has', async () => {
  const keys = new Set(
    Object.values(columnsOf((await loadReference()).policies)).flatMap((columns) =>
      columns.map(({ key }) => key),
    ),
  );
  const named = Object.values(COLUMNS_TO_MEND).flat();
  expect(named.filter((key) => !keys.has(key))).toEqual([]);
});
