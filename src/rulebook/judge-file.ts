import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Db } from '../db/db.js';
import type { Reference } from '../domain/reference.js';
import type { DroppedFile } from '../io/inbox.js';
import { parseMarker } from '../io/marker.js';
import { look, takeInto } from '../stages/receive.js';
import { Refusal } from '../stages/refusal.js';
import type { Given } from './given.js';
import { changed } from './good-row.js';
import type { Judged } from './judged.js';
import type { Case, Row, Tables } from './table.js';

/** Ends the transaction of a case, so that cases do not know of each other. */
class Undo extends Error {}

/** A whole file, taken into empty books the way a dropped one is, and taken out again. */
export async function judgeFileCase(
  one: Case,
  given: Given,
  tables: Tables,
  reference: Reference,
  db: Db,
): Promise<Judged> {
  const earlierOn = given.text('同样内容曾于');
  const row = changed(tables, '文件', one.base, one.row);
  const folder = await mkdtemp(join(tmpdir(), 'riskpool-case-'));
  const path = join(folder, 'file');
  let refusal: Refusal | undefined;
  try {
    await writeFile(path, contentOf(row, tables));
    const arrival = async (name: string, receivedOn: string) =>
      look({ file: { sender: row['文件夹'] ?? '', name, path, ...promisedBy(row) }, receivedOn }, reference);
    await db.transaction(async (tx) => {
      if (earlierOn !== undefined)
        await takeInto(tx, await arrival('备案-earlier.csv', earlierOn), reference);
      refusal = await refusalOf(async () =>
        takeInto(tx, await arrival(row['文件名'] ?? '', one.date), reference),
      );
      throw new Undo();
    });
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  if (refusal === undefined) return { findings: [], facts: { 结果: '收下', 代码: '' } };
  const { code, message } = refusal;
  return {
    findings: [{ code, severity: 'refuse', message, article: '' }],
    facts: { 结果: '拒收', 代码: code },
  };
}

/** What the sender's marker file says, where the case has one. */
function promisedBy(row: Row): Pick<DroppedFile, 'control'> {
  const marker = row['标志文件'];
  return marker === undefined ? {} : { control: parseMarker(marker) };
}

async function refusalOf(take: () => Promise<unknown>): Promise<Refusal | undefined> {
  try {
    await take();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** The case's own text or bytes; otherwise a file of one good filing row. */
function contentOf(row: Row, tables: Tables): string | Buffer {
  const hex = row['内容(十六进制)'];
  if (hex !== undefined) return Buffer.from(hex.replace(/\s/g, ''), 'hex');
  if (row['内容'] !== undefined) return row['内容'];
  const good = changed(tables, '备案', undefined, { 借据编号: row['借据编号'] ?? 'JJ-0001' });
  return `${Object.keys(good).join(',')}\n${Object.values(good).join(',')}\n`;
}
