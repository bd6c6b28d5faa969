import { parentPort, workerData } from 'node:worker_threads';
import { configurationFrom } from '../io/config/archived.js';
import type { CleanRows } from './chunks.js';
import type { Question } from './judge-pool.js';
import { type ChunkOf, ChunkReader } from './read-chunk.js';

/** A thread that judges chunks of one file, one after the other, and answers with the rows it was sent. */

interface Given {
  readonly of: ChunkOf;
  readonly sources: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

const { of, sources } = workerData as Given;
const reader = new ChunkReader(of, configurationFrom(sources).reference);

parentPort?.on('message', (question: Question) => {
  if ('read' in question) {
    const read = reader.read(question.read);
    parentPort?.postMessage(read, buffersOf(read.clean));
  } else {
    const { before, places } = question.recall;
    parentPort?.postMessage(reader.recall(before, places));
  }
});

/** What is handed over instead of copied. */
function buffersOf(clean: CleanRows | undefined): ArrayBuffer[] {
  if (clean === undefined) return [];
  const { records, results, ...keys } = clean;
  return [records.bytes, records.ends, results.bytes, results.ends, ...Object.values(keys)]
    .filter((value) => ArrayBuffer.isView(value))
    .map((view) => view.buffer as ArrayBuffer);
}
