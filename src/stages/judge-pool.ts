import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Reference } from '../domain/reference.js';
import type { RecordChunk } from '../io/record-chunks.js';
import type { JudgedChunk, ReadChunk, ReadRow } from './chunks.js';
import { type ChunkOf, ChunkReader } from './read-chunk.js';

/** Where chunks of a file are judged ahead of their turn. The answers come back in the order of the questions asked. */
export interface Judges {
  /** Chunks that may be under way at a time. */
  readonly ahead: number;
  judge(chunk: RecordChunk): Promise<JudgedChunk>;
  close(): Promise<void>;
}

/** A small file's judges: this very thread, a chunk when it is asked. */
export function hereJudges(of: ChunkOf, reference: Reference): Judges {
  const reader = new ChunkReader(of, reference);
  return {
    ahead: 0,
    judge: async (chunk) => ({
      ...reader.read(chunk),
      recall: async (places) => reader.recall(chunk.before, places),
    }),
    close: async () => {},
  };
}

/** The thread's program; it is compiled also where this module is run from its source. */
const THREAD = new URL('../../dist/stages/judge-thread.js', import.meta.url);

/** What a thread is asked: to read a chunk, or for clean rows of one that it read. */
export type Question =
  | { readonly read: RecordChunk }
  | { readonly recall: { readonly before: number; readonly places: readonly number[] } };

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

/** A large file's judges: threads that take its chunks in turn, while this one keeps the books. */
export function threadJudges(of: ChunkOf, reference: Reference): Judges {
  const cores = availableParallelism() - 1;
  const begun = (): JudgeThread => new JudgeThread(of, reference);
  const threads = Array.from({ length: Math.max(1, cores) }, begun);
  let turn = 0;
  return {
    get ahead() {
      return threads.length * 2;
    },
    async judge(chunk) {
      const thread = threads[turn % threads.length];
      turn += 1;
      if (thread === undefined) throw new Error('no thread to judge');
      const judged = await thread.judge(chunk);
      // One thread outruns the books where rows are seen to be clean; where rules judge most of them it does not.
      if (threads.length < 2 && judged.rows.length * 2 > judged.records) threads.push(begun());
      return judged;
    },
    async close() {
      await Promise.all(threads.map((thread) => thread.close()));
    },
  };
}

class JudgeThread {
  readonly #worker: Worker;
  readonly #waiting: Waiting[] = [];

  constructor(of: ChunkOf, reference: Reference) {
    this.#worker = new Worker(THREAD, { workerData: { of, sources: reference.sources }, execArgv: [] });
    this.#worker.on('message', (answer: unknown) => this.#waiting.shift()?.resolve(answer));
    this.#worker.on('error', (error: Error) => this.#fail(error));
  }

  async judge(chunk: RecordChunk): Promise<JudgedChunk> {
    const { before } = chunk;
    const read = (await this.#ask({ read: chunk })) as ReadChunk;
    return {
      ...read,
      recall: async (places) => (await this.#ask({ recall: { before, places } })) as readonly ReadRow[],
    };
  }

  /** Questions are answered in the order asked. */
  #ask(question: Question): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#worker.postMessage(question);
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
    this.#fail(new Error('the thread was closed'));
  }

  #fail(error: Error): void {
    for (const waiting of this.#waiting.splice(0)) waiting.reject(error);
  }
}
