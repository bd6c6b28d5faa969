import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import { parseDocument } from 'yaml';
import type { Alternative } from '../domain/reading.js';
import { shippedConfig } from '../io/config/config-files.js';
import { loadConfiguration, loadReference } from '../io/config/load.js';
import { openDb } from '../ledger/open.js';
import { replay } from '../pipeline.js';

/** What the samples come to, in yuan, under one reading. */
export type Totals = Readonly<Record<string, string>>;

/** Totals of the samples as they are, and under the other reading of each question that a parameter holds. */
export interface Effects {
  readonly asRead: Totals;
  /** By the number of the question. */
  readonly otherwise: Readonly<Record<string, Totals>>;
}

/** Replays the samples once for each other reading. Takes seconds each. */
export async function computeEffects(samples: string): Promise<Effects> {
  const otherwise: Record<string, Totals> = {};
  const { readings } = await loadReference();
  for (const [i, { replay: alternative }] of readings.entries()) {
    if (alternative !== undefined) otherwise[String(i + 1)] = await totalsUnder(samples, alternative);
  }
  return { asRead: await totalsUnder(samples, undefined), otherwise };
}

async function totalsUnder(samples: string, alternative: Alternative | undefined): Promise<Totals> {
  const folder = await mkdtemp(join(tmpdir(), 'riskpool-reading-'));
  try {
    const config = join(folder, 'config');
    await mkdir(config);
    await cp(join(samples, 'config'), config, { recursive: true });
    if (alternative !== undefined) await changePolicies(config, alternative);
    const db = await openDb({ kind: 'memory' });
    const [out, archive] = [join(folder, 'out'), join(folder, 'archive')];
    try {
      const place = { db, configuration: await loadConfiguration(config), out, archive };
      await replay(place, join(samples, 'inbox'), undefined, {
        day: () => undefined,
        file: () => undefined,
        ignored: () => undefined,
      });
    } finally {
      await db.close();
    }
    return await totalsOf(join(out, 'registers'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The samples' packs with every value of one parameter replaced, in every document of these schemes. */
async function changePolicies(config: string, { schemes, key, value }: Alternative): Promise<void> {
  const packs = join(config, 'policy');
  await cp(join(shippedConfig(), 'policy'), packs, { recursive: true });
  for (const scheme of schemes) {
    const documents = (await readdir(join(packs, scheme), { withFileTypes: true })).filter((entry) =>
      entry.isDirectory(),
    );
    for (const { name } of documents) {
      const file = join(packs, scheme, name, 'document.yaml');
      await writeFile(file, changedText(await readFile(file, 'utf8'), key, value));
    }
  }
}

function changedText(text: string, key: string, value: string): string {
  const document = parseDocument(text, { schema: 'failsafe' });
  const count = (document.toJS() as PolicyText).parameters[key]?.values.length ?? 0;
  if (count === 0) throw new Error(`no parameter ${key}`);
  const other = parseDocument(value, { schema: 'failsafe' }).contents;
  for (let i = 0; i < count; i++) document.setIn(['parameters', key, 'values', i, 'value'], other);
  return document.toString();
}

interface PolicyText {
  readonly parameters: Readonly<Record<string, { readonly values: readonly unknown[] }>>;
}

type Line = Readonly<Record<string, string>>;

async function totalsOf(registers: string): Promise<Totals> {
  const lines = async (name: string): Promise<Line[]> =>
    parseCsv(await readFile(join(registers, `${name}.csv`)), { bom: true, columns: true });
  const filings = await lines('filings');
  const claims = await lines('claims');
  const paid = (line: Line) => ['建议补偿', '已拨付', '已核销'].includes(line['状态'] ?? '');
  return {
    受理的备案本金: sum(
      filings.filter((line) => line['状态'] === '受理'),
      '贷款本金',
    ),
    待核的备案本金: sum(
      filings.filter((line) => line['状态'] === '待核'),
      '贷款本金',
    ),
    建议和已拨付的补偿: sum(claims.filter(paid), '补偿金额'),
    应缴回: sum(claims, '应缴回合计'),
    核销: sum(await lines('writeoffs'), '核销金额'),
  };
}

function sum(lines: readonly Line[], column: string): string {
  let fen = 0n;
  for (const line of lines) fen += BigInt((line[column] ?? '').replace('.', '') || '0');
  const digits = fen.toString().padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
