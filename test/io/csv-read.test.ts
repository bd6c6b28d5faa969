import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { CsvError, LimitError, readRecords } from '../../src/io/csv-read.js';
import { CHUNK_BYTES, type Encoding } from '../../src/io/inspect.js';
import { RECORD_BYTES } from '../../src/io/record-chunks.js';
import { gb18030, LIMITS, put, temporaryFolder } from '../support/files.js';

let folder = '';
beforeAll(async () => {
  folder = await temporaryFolder();
});

interface Reading {
  /** Each record as [row number, ...cells]. */
  readonly records: (string | number)[][];
  readonly error: unknown;
}

async function read(
  content: string | Uint8Array,
  encoding: Encoding = 'UTF-8',
  limits = LIMITS,
): Promise<Reading> {
  const records: (string | number)[][] = [];
  try {
    for await (const batch of readRecords(await put(folder, 'file.csv', content), encoding, limits)) {
      for (const { line, cells } of batch) records.push([line, ...cells]);
    }
    return { records, error: undefined };
  } catch (error) {
    return { records, error };
  }
}

describe('records and the row numbers a spreadsheet shows', () => {
  it.each<[string, string, (string | number)[][]]>([
    [
      'LF',
      'a,b\n1,2\n',
      [
        [1, 'a', 'b'],
        [2, '1', '2'],
      ],
    ],
    [
      'CRLF',
      'a,b\r\n1,2\r\n',
      [
        [1, 'a', 'b'],
        [2, '1', '2'],
      ],
    ],
    [
      'both in one file',
      'a\r\n1\n2\r\n',
      [
        [1, 'a'],
        [2, '1'],
        [3, '2'],
      ],
    ],
    [
      'no line end at the end',
      'a\n1',
      [
        [1, 'a'],
        [2, '1'],
      ],
    ],
    ['a byte order mark before a quote', '\ufeff"a",b\n', [[1, 'a', 'b']]],
    [
      'a comma in quotes',
      'a\n"1,234.00"',
      [
        [1, 'a'],
        [2, '1,234.00'],
      ],
    ],
    [
      'quotes in quotes',
      'a\n"说""甲""",',
      [
        [1, 'a'],
        [2, '说"甲"', ''],
      ],
    ],
    [
      'a line break in quotes is no row',
      'a\n"x\r\ny"\n2',
      [
        [1, 'a'],
        [2, 'x\r\ny'],
        [3, '2'],
      ],
    ],
    [
      'lines without a value are counted and not given',
      '\n,\na,b\n\n　, \n"",\n1,2\n\n',
      [
        [3, 'a', 'b'],
        [7, '1', '2'],
      ],
    ],
    [
      'ragged rows are given as they are',
      'a,b\n1\n1,2,3\n',
      [
        [1, 'a', 'b'],
        [2, '1'],
        [3, '1', '2', '3'],
      ],
    ],
    ['cells are not trimmed', ' a ,b\n', [[1, ' a ', 'b']]],
    ['a lone CR is no line end', 'a\rb\n', [[1, 'a\rb']]],
    ['nothing at all', '', []],
    ['only a byte order mark', '\ufeff', []],
    ['only empty lines', '\r\n\r\n,,\r\n', []],
  ])('%s', async (_, text, records) => {
    expect(await read(text)).toEqual({ records, error: undefined });
  });

  it('GB18030, with characters of two and four bytes across a border of chunks', async () => {
    const long = '备'.repeat(100);
    const rows = Array.from({ length: 2_000 }, (_, i) => `㒀${i}𠮷,${long}`);
    const bytes = gb18030(`甲,乙\n${rows.join('\n')}`);
    expect(bytes.length).toBeGreaterThan(CHUNK_BYTES);
    const { records, error } = await read(bytes, 'GB18030');
    expect(error).toBeUndefined();
    expect(records.slice(1)).toEqual(rows.map((row, i) => [i + 2, ...row.split(',')]));
  });

  it('many batches, every row once and in order', async () => {
    const { records } = await read(Array.from({ length: 5_001 }, (_, i) => `r${i}`).join('\n'));
    expect(records).toEqual(Array.from({ length: 5_001 }, (_, i) => [i + 1, `r${i}`]));
  });

  it('a reader that stops early leaves nothing open', async () => {
    const path = await put(folder, 'early.csv', 'a\n'.repeat(100_000));
    for await (const batch of readRecords(path, 'UTF-8', LIMITS)) {
      expect(batch[0]).toEqual({ line: 1, cells: ['a'] });
      break;
    }
  });

  it('bytes that are not of the encoding are an operating error: the file was established to be', async () => {
    const { error } = await read(gb18030('备案').subarray(0, 3), 'GB18030');
    expect(error).toBeInstanceOf(TypeError);
  });

  it('a file that is not there is an operating error, not a finding', async () => {
    const reading = async () => {
      for await (const _ of readRecords(`${folder}/none.csv`, 'UTF-8', LIMITS));
    };
    await expect(reading()).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('what is no CSV is refused with the row', () => {
  it.each([
    ['a\n"x', 2, '未闭合'],
    ['a\n1\n"', 3, '未闭合'],
    ['a\n1,"\n2\n3\n', 2, '未闭合'],
    ['a\nx"y\n', 2, '中间有引号'],
    ['a\n1\n"x"y\n', 3, '之后有多余'],
    ['a\n"x" ,1\n', 2, '之后有多余'],
    ['a\n "x"\n', 2, '中间有引号'],
    ['a\n"x"\r"y"\n', 2, '之后有多余'],
    ['"a"b\n', 1, '之后有多余'],
    ['a\n"x\ny"\n\nz"\n', 4, '中间有引号'],
  ])('%j', async (text, line, words) => {
    const { error } = await read(text);
    expect(error).toBeInstanceOf(CsvError);
    expect(error).toMatchObject({ line, message: expect.stringContaining(words) });
  });
});

describe('limits', () => {
  const small = { ...LIMITS, rows: 2, cellCharacters: 5 };

  it.each([
    ['two rows', 'h\n1\n2\n'],
    ['blank lines are no rows', 'h\n\n1\n,\n2\n\n'],
    ['five characters', 'h\n12345\n'],
    ['five characters outside the basic plane', 'h\n𠮷𠮷𠮷𠮷𠮷\n'],
  ])('%s are within', async (_, text) => {
    expect((await read(text, 'UTF-8', small)).error).toBeUndefined();
  });

  it.each([
    ['a third row', 'h\n1\n2\n3\n', '超过2行', 3],
    ['six characters', 'h\n1\n1,123456\n', '第3行第2列的单元格超过5个字符', 2],
    ['six characters in the header', '123456\n1\n', '第1行第1列', 0],
  ])('%s', async (_, text, words, given) => {
    const { records, error } = await read(text, 'UTF-8', small);
    expect(error).toBeInstanceOf(LimitError);
    expect(error).toMatchObject({ message: expect.stringContaining(words) });
    expect(records).toHaveLength(given);
  });

  it.each(['h\n1\n2\n3\n4"\n', 'h\n123456\n1\n"open', 'h\n123456\nx"\n'])(
    'a CSV error behind it outranks it: %j',
    async (text) => {
      expect((await read(text, 'UTF-8', small)).error).toBeInstanceOf(CsvError);
    },
  );

  it('a cell of 10 MB', async () => {
    const { error } = await read(`h\n${'x'.repeat(10_000_000)}\n`);
    expect(error).toBeInstanceOf(LimitError);
    expect(error).toMatchObject({ message: expect.stringContaining('第2行第1列的单元格超过10000个字符') });
  });

  const big = RECORD_BYTES + 2 * CHUNK_BYTES;
  it.each<[string, string, unknown]>([
    ['a cell', `h\n${'x'.repeat(big)}\n`, LimitError],
    ['a quoted cell', `h\n"${'x\n'.repeat(big / 2)}"\n`, LimitError],
    ['an unclosed quote', `h\n"${'x\n'.repeat(big / 2)}`, CsvError],
    ['a line of empty cells', `h\n${','.repeat(big)}\n`, LimitError],
  ])('%s larger than a record may be is not held', async (_, text, kind) => {
    const { error } = await read(text);
    expect(error).toBeInstanceOf(kind);
    expect(error).toMatchObject({ message: expect.stringContaining('第2行') });
  });
});

/** What csv-parse by itself makes of a file's text: records with a value, or the row of the first error. */
function byParser(text: string): Reading['records'] | number {
  const parsed: (string | number)[][] = [];
  try {
    const all = parse(text, {
      record_delimiter: ['\r\n', '\n'],
      relax_column_count: true,
    }) as unknown as string[][];
    all.forEach((cells, i) => {
      if (cells.some((cell) => cell.trim() !== '')) parsed.push([i + 1, ...cells]);
    });
    return parsed;
  } catch (error) {
    return (error as { records: number }).records + 1;
  }
}

test('whatever the text, chunks give the records, row numbers and errors of csv-parse on the whole', async () => {
  const piece = fc.constantFrom(
    'a',
    '中',
    ',',
    '"',
    '"""',
    '\n',
    '\r\n',
    '\r',
    ' ',
    '\u3000',
    '12',
    '"x"',
    '"y\nz",',
    '\n'.repeat(17),
    ',\u3000\r\n'.repeat(16),
  );
  const texts = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
  await fc.assert(
    fc.asyncProperty(texts, fc.nat({ max: 3 }), fc.nat({ max: 3 }), async (text, before, after) => {
      // Long lines around it move the borders between chunks over the text.
      const filler = `${'f'.repeat(600_000)}\n`;
      const whole = filler.repeat(before) + text + (after > 0 ? `\n${filler.repeat(after)}` : '');
      const { records, error } = await read(whole, 'UTF-8', { ...LIMITS, cellCharacters: 1_000_000 });
      const expected = byParser(whole);
      if (typeof expected === 'number') expect(error).toMatchObject({ line: expected });
      else expect({ records, error }).toEqual({ records: expected, error: undefined });
    }),
    { numRuns: 40 },
  );
});
