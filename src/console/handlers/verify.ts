import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { keepVerification, lastVerification } from '../../ledger/console/verifications.js';
import { datesAfter } from '../../ledger/views/dates.js';
import { checkJournal } from '../../verify/journal.js';
import { verify as verifyBooks } from '../../verify/verify.js';
import { type ConsolePlace, type Handler, note } from '../call.js';
import { conflict } from '../errors.js';

/** 核验: manifests, the journal's chain, and the last time that everything was derived again. */

let running = false;

/** Dates whose manifests are listed, newest first. */
const LISTED = 60;

const verify: Handler = ({ place }) => verifyAnswer(place);

async function verifyAnswer(place: ConsolePlace): Promise<unknown> {
  const chain = await checkJournal(place.db);
  const last = await lastVerification(place.db);
  return {
    journal:
      'entries' in chain
        ? { entries: Number(chain.entries), head: chain.hash, intact: true }
        : { entries: 0, head: null, intact: false },
    manifests: await manifests(place),
    last:
      last === undefined
        ? null
        : {
            at: last.at,
            equal: last.what === null,
            seconds: Number(last.seconds),
            what: last.what,
            where: last.place,
            kept: last.kept,
            computed: last.computed,
          },
    running,
  };
}

async function manifests({ db, out }: ConsolePlace): Promise<unknown[]> {
  const dates = (await datesAfter(db, '0001-01-01')).slice(-LISTED - 1);
  const read = await Promise.all(dates.map((date) => manifestAt(join(out, date, 'manifest.json'))));
  const digests = new Map<string, string>();
  const lines: unknown[] = [];
  for (const [i, manifest] of read.entries()) {
    const date = dates[i];
    if (manifest === undefined || date === undefined) continue;
    const { sha256, files, previous } = manifest;
    digests.set(date, sha256);
    const before = previous === null ? undefined : digests.get(previous.date);
    lines.push({
      date,
      files,
      sha256,
      previous: previous?.sha256 ?? null,
      // The first one listed has its predecessor outside the list.
      intact: before === undefined || previous?.sha256 === before,
    });
  }
  return lines.slice(-LISTED).reverse();
}

interface ManifestRead {
  readonly sha256: string;
  readonly files: number;
  readonly previous: { readonly date: string; readonly sha256: string | null } | null;
}

/** Manifests by path, each read again when the file is another: any write moves the time of its last change. */
const manifestsRead = new Map<string, { readonly stamp: string; readonly manifest: ManifestRead }>();
const MOST_MANIFESTS = 1_000;

/** Undefined where there is none. */
async function manifestAt(path: string): Promise<ManifestRead | undefined> {
  const found = await stat(path, { bigint: true }).catch(() => undefined);
  if (found === undefined) return undefined;
  const stamp = `${found.ino} ${found.size} ${found.ctimeNs}`;
  const known = manifestsRead.get(path);
  if (known?.stamp === stamp) return known.manifest;
  const bytes = await readFile(path);
  const { outputs, previous } = JSON.parse(bytes.toString('utf8')) as {
    outputs: unknown[];
    previous: ManifestRead['previous'];
  };
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const manifest = { sha256, files: outputs.length, previous };
  if (manifestsRead.size > MOST_MANIFESTS) manifestsRead.clear();
  manifestsRead.set(path, { stamp, manifest });
  return manifest;
}

const startVerify: Handler = async (call) => {
  const { db, place } = call;
  if (running) throw conflict('核验正在进行。');
  await db.transaction((tx) => note(call, tx, '核验', '账簿'));
  running = true;
  void run(place).finally(() => {
    running = false;
  });
  return verifyAnswer(place);
};

async function run(place: ConsolePlace): Promise<void> {
  const began = performance.now();
  try {
    const { difference } = await verifyBooks(place.db, { archive: place.archive, out: place.out }, () => {});
    await keepVerification(place.db, {
      seconds: ((performance.now() - began) / 1000).toFixed(1),
      what: difference?.what ?? null,
      place: difference?.where ?? null,
      kept: difference?.kept ?? null,
      computed: difference?.computed ?? null,
    });
  } catch (error) {
    place.log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'verification ended early');
  }
}

/** By operation. */
export const verifyHandlers = { verify, startVerify };
