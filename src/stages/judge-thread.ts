import { parentPort, workerData } from 'node:worker_threads';
import type { ConfigFile, ConfigName } from '../io/config/config-files.js';
import { referenceFrom } from '../io/config/load.js';
import type { RecordChunk } from '../io/record-chunks.js';
import { type ChunkOf, ChunkReader } from './read-chunk.js';

/** A thread that judges chunks of one file, one after the other, and answers with the rows it was sent. */

interface Given {
  readonly of: ChunkOf;
  readonly sources: readonly { readonly name: ConfigName; readonly bytes: Uint8Array }[];
}

const { of, sources } = workerData as Given;
const files = sources.map(({ name, bytes }): [ConfigName, ConfigFile] => [
  name,
  { name, bytes: Buffer.from(bytes) },
]);
const reader = new ChunkReader(of, referenceFrom(new Map(files)));

parentPort?.on('message', (chunk: RecordChunk) => {
  parentPort?.postMessage(reader.read(chunk));
});
