import { parentPort, workerData } from 'node:worker_threads';
import type { ConfigFile, ConfigName } from '../io/config/config-files.js';
import { referenceFrom } from '../io/config/load.js';
import type { CsvRecord } from '../io/csv-read.js';
import { type ChunkOf, readChunk } from './read-chunk.js';

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
const reference = referenceFrom(new Map(files));

parentPort?.on('message', (records: CsvRecord[]) => {
  parentPort?.postMessage(readChunk(of, records, reference));
});
