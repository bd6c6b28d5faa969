import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { digestOf } from '../../io/hash-file.js';
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
  const digests = new Map<string, string>();
  const lines: unknown[] = [];
  for (const date of dates) {
    const path = join(out, date, 'manifest.json');
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text === undefined) continue;
    const manifest = JSON.parse(text) as {
      outputs: unknown[];
      previous: { date: string; sha256: string | null } | null;
    };
    const { sha256 } = await digestOf(path);
    digests.set(date, sha256);
    const { previous } = manifest;
    const before = previous === null ? undefined : digests.get(previous.date);
    lines.push({
      date,
      files: manifest.outputs.length,
      sha256,
      previous: previous?.sha256 ?? null,
      // The first one listed has its predecessor outside the list.
      intact: before === undefined || previous?.sha256 === before,
    });
  }
  return lines.slice(-LISTED).reverse();
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
