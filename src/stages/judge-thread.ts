import { parentPort, workerData } from 'node:worker_threads';
import { configurationFrom } from '../io/config/archived.js';
import type { RecordChunk } from '../io/record-chunks.js';
import { type ChunkOf, ChunkReader } from './read-chunk.js';

/** A thread that judges chunks of one file, one after the other, and answers with the rows it was sent. */

interface Given {
  readonly of: ChunkOf;
  readonly sources: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

const { of, sources } = workerData as Given;
const reader = new ChunkReader(of, configurationFrom(sources).reference);

parentPort?.on('message', (chunk: RecordChunk) => {
  parentPort?.postMessage(reader.read(chunk));
});
