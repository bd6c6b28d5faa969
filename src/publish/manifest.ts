import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Sql } from '../db/db.js';
import type { IsoDate } from '../domain/dates.js';
import { compareCodePoints } from '../domain/order.js';
import { digestIfThere, type FileDigest } from '../io/hash-file.js';
import { writeJson } from '../io/out.js';
import { removeAbandoned } from '../io/whole-file.js';
import { outputsOf } from '../ledger/records/outputs.js';
import {
  dateBefore,
  datesAfter,
  type InputView,
  inputsOf,
  journalHead,
  type RunView,
  runOf,
} from '../ledger/views/dates.js';
import { receiptNames } from './receipt.js';

/** A date's outputs with their digests, what they were made from, and the manifest before (清单). */
interface Manifest {
  readonly date: IsoDate;
  readonly inputs: readonly Readonly<Record<string, unknown>>[];
  readonly run: Readonly<Record<string, unknown>> | null;
  readonly outputs: readonly (FileDigest & { readonly name: string })[];
  readonly journal: { readonly entry: string; readonly hash: string } | null;
  readonly previous: { readonly date: IsoDate; readonly sha256: string | null } | null;
}

const manifestPath = (out: string, on: IsoDate): string => join(out, on, 'manifest.json');

/**
 * Writes a date's manifest, last of its outputs, with the digests that were recorded as they were written: an output
 * changed by another hand does not pass for ours. Outputs of ours that the date has no more are removed, and the
 * manifests of later dates follow. A date without a file and a run has none.
 * @param names the date's outputs besides receipts
 * @throws UnreadableManifestError where a manifest stands that is none
 */
export async function publishManifest(
  sql: Sql,
  out: string,
  on: IsoDate,
  names: readonly string[],
): Promise<void> {
  const folder = join(out, on);
  // Looked at before the books: what is committed and written after this look is not taken for a leftover.
  const there = await ownOutputs(folder);
  const taken = await takenOn(sql, on);
  const { inputs } = taken;
  if (inputs.length === 0 && taken.run === undefined) return;
  const expected = [...new Set([...names, ...inputs.flatMap(receiptNames)])].sort(compareCodePoints);
  for (const name of there) if (!expected.includes(name)) await rm(join(folder, name), { force: true });
  const listed = new Map([...(await digestsIn(out, on)), ...(await outputsOf(sql, on))]);
  const outputs = expected.flatMap((name) => {
    const digest = listed.get(name);
    // Another process is writing it: it is listed once that is done.
    return digest === undefined ? [] : [{ name, ...digest }];
  });
  const changed = await write(sql, out, on, outputs, taken);
  if (changed) await follow(sql, out, on);
}

interface TakenOn {
  readonly inputs: readonly InputView[];
  readonly run: RunView | undefined;
}

/** What a date took in: its files and its run. */
async function takenOn(sql: Sql, on: IsoDate): Promise<TakenOn> {
  return { inputs: await inputsOf(sql, on), run: await runOf(sql, on) };
}

/** Writes the manifest; says whether its bytes are other than before. */
async function write(
  sql: Sql,
  out: string,
  on: IsoDate,
  outputs: Manifest['outputs'],
  { inputs, run }: TakenOn,
): Promise<boolean> {
  const head = await journalHead(sql, on);
  const before = await dateBefore(sql, on);
  const manifest: Manifest = {
    date: on,
    inputs: inputs.map(({ sender, name, sha256, bytes, encoding, status, configuration }) => ({
      sender,
      name,
      sha256,
      bytes: Number(bytes),
      encoding,
      status,
      configuration,
    })),
    run: run === undefined ? null : { schemes: run.schemes, configuration: run.configuration },
    outputs,
    journal: head === undefined ? null : { entry: head.entry.toString(), hash: head.hash },
    previous: before === undefined ? null : { date: before, sha256: await sha256Of(out, before) },
  };
  const path = manifestPath(out, on);
  const old = await digestIfThere(path);
  const written = await writeJson(path, manifest);
  return old !== undefined && old.sha256 !== written.sha256;
}

/** Later manifests name the one before: they are written again from what they list. */
async function follow(sql: Sql, out: string, on: IsoDate): Promise<void> {
  for (const date of await datesAfter(sql, on)) {
    const old = await read(out, date);
    if (old === undefined) return;
    const recorded = await outputsOf(sql, date);
    const outputs = old.outputs.map((one) => ({ ...one, ...recorded.get(one.name) }));
    if (!(await write(sql, out, date, outputs, await takenOn(sql, date)))) return;
  }
}

const sha256Of = async (out: string, on: IsoDate): Promise<string | null> =>
  (await digestIfThere(manifestPath(out, on)))?.sha256 ?? null;

/** What the manifest that stands lists: books begun before digests were recorded have no others for that date. */
async function digestsIn(out: string, on: IsoDate): Promise<Map<string, FileDigest>> {
  const outputs = (await read(out, on))?.outputs ?? [];
  return new Map(outputs.map(({ name, bytes, sha256 }) => [name, { bytes, sha256 }]));
}

/** What a manifest must be to be written again. */
const READABLE = z.looseObject({
  outputs: z.array(z.object({ name: z.string(), bytes: z.number(), sha256: z.string() })),
});

/** A manifest stands where one of ours should, and is none: somebody else has written there. */
export class UnreadableManifestError extends Error {
  constructor(path: string) {
    super(
      `清单${path}已损坏或被改动,不能在其上续写。请从备份恢复该文件;没有备份的,先用verify核对输出,再移走它重做。`,
    );
    this.name = 'UnreadableManifestError';
  }
}

/** The date's manifest as it stands; undefined where there is none yet. */
async function read(out: string, on: IsoDate): Promise<z.infer<typeof READABLE> | undefined> {
  const path = manifestPath(out, on);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  const parsed = READABLE.safeParse(jsonOf(text));
  if (!parsed.success) throw new UnreadableManifestError(path);
  return parsed.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const OWN =
  /\.(receipt\.(json|csv|xlsx)|rejects\.(csv|xlsx))$|^(opinion|payment|clawback|notice|pending|(settlement|close)-\d{4}-\d{2})\.(csv|xlsx)$/;

/** Names below the date's folder that only we give; what a killed process left half-written is removed. */
async function ownOutputs(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names: string[] = [];
  await removeAbandoned(folder);
  for (const sender of entries.filter((entry) => entry.isDirectory())) {
    await removeAbandoned(join(folder, sender.name));
    for (const name of await readdir(join(folder, sender.name)))
      if (OWN.test(name)) names.push(`${sender.name}/${name}`);
  }
  return names;
}
