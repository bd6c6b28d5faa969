import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { isDate } from '../domain/dates.js';
import { shippedConfig } from '../io/config/config-files.js';
import { readYaml } from '../io/config/yaml.js';

/**
 * Tables of cases (规则用例): what a rule says of a row, written so that an officer of a bank can read one and add
 * another. They are the rules' tests and the rule book's examples. How to write one: config/examples/README.zh-CN.md.
 */

const text = z.string().min(1);
const row = z.record(text, z.string());
const facts = z.record(text, z.string());

const CASE = z.strictObject({
  name: text,
  /** Day received (收到日期); for a run, the day of the run. */
  date: z.string().refine(isDate, '不是有效日期,应为YYYY-MM-DD'),
  article: text,
  /** The good row that the case starts from; without it, its kind's first. */
  base: text.optional(),
  row: row.optional(),
  /** What the books hold already. */
  given: z.record(text, z.union([z.string(), row, z.array(row)])).optional(),
  /** What a receipt's 代码 says, `受理` for nothing; or several facts. */
  expected: z.union([text, facts]),
  /** The code of whose limit this is one of the two sides. */
  boundary: text.optional(),
});

/** What a table is about: a kind of file by its Chinese name, or one of the two that are no rows of a file. */
export const TABLE_KINDS = [
  '备案',
  '变更',
  '补偿申请',
  '追偿回收',
  '核销申请',
  '审核决定',
  '确认',
  '账户流水',
  '资格',
  '冲正',
  '勾对',
  '暂停',
  '文件',
] as const;
export type TableKind = (typeof TABLE_KINDS)[number];

const TABLE = z.strictObject({ kind: z.enum(TABLE_KINDS), cases: z.array(CASE).min(1) });
const BASES = z.partialRecord(z.enum(TABLE_KINDS), z.record(text, row));

export type Row = Readonly<Record<string, string>>;
export type GivenValues = Readonly<Record<string, string | Row | readonly Row[]>>;

export interface Case {
  readonly table: string;
  readonly kind: TableKind;
  readonly name: string;
  readonly date: string;
  readonly article: string;
  readonly base: string | undefined;
  /** Where it differs from the good row. */
  readonly row: Row;
  readonly given: GivenValues;
  readonly expected: Row;
  readonly boundary: string | undefined;
}

export interface Tables {
  readonly folder: string;
  readonly bases: Readonly<Partial<Record<TableKind, Readonly<Record<string, Row>>>>>;
  readonly cases: readonly Case[];
}

/** @throws ConfigError with file and line for a table that does not fit */
export async function readTables(folder = shippedTables()): Promise<Tables> {
  const names = (await readdir(folder))
    .filter((name) => name.endsWith('.yaml') && name !== 'base.yaml')
    .sort();
  const read = async (name: string) => ({ name, bytes: await readFile(join(folder, name)) });
  const bases = inheritAll(readYaml(await read('base.yaml'), BASES).value);
  const cases: Case[] = [];
  for (const name of names) {
    const table = readYaml(await read(name), TABLE).value;
    for (const one of table.cases) cases.push(caseOf(name.replace(/\.yaml$/, ''), table.kind, one));
  }
  return { folder, bases, cases };
}

/** A good row may begin as another of its kind. */
const SAME_AS = '同';

function inheritAll(bases: z.infer<typeof BASES>): Tables['bases'] {
  const kinds = Object.entries(bases).map(([kind, rows]) => {
    const inherited = Object.entries(rows).map(([name, { [SAME_AS]: other = '', ...own }]) => [
      name,
      { ...rows[other], ...own },
    ]);
    return [kind, Object.fromEntries(inherited)];
  });
  return Object.fromEntries(kinds) as Tables['bases'];
}

function caseOf(table: string, kind: TableKind, one: z.infer<typeof CASE>): Case {
  const { name, date, article, base, row = {}, given = {}, boundary } = one;
  const expected = typeof one.expected === 'string' ? { 代码: codesOf(one.expected) } : one.expected;
  return { table, kind, name, date, article, base, row, given, expected, boundary };
}

const codesOf = (word: string): string => (word === '受理' ? '' : word);

/** The tables that come with the program. */
const shippedTables = (): string => join(shippedConfig(), 'examples');
