import { strToU8, Zip, type ZipDeflate } from 'fflate';
import type { FileDigest } from '../hash-file.js';
import { WholeFile } from '../whole-file.js';
import { deflated, packedPart } from './packed-part.js';

/** Characters of a part collected before they are packed. */
const PIECE = 256 * 1024;

/**
 * A zip that appears whole or not at all, written part by part. Packed by a library in JavaScript: the system's zlib
 * gives other bytes on other processors.
 */
export class ZipOut {
  readonly #path: string;
  readonly #zip: Zip;
  #packed: Uint8Array[] = [];
  #file: WholeFile | undefined;
  #part: ZipDeflate | undefined;
  #text = '';

  constructor(path: string) {
    this.#path = path;
    this.#zip = new Zip((error, bytes) => {
      if (error !== null) throw error;
      this.#packed.push(bytes);
    });
  }

  /** Begins the next part; the one before ends. */
  async begin(name: string): Promise<void> {
    await this.#end();
    this.#part = deflated(name);
    this.#zip.add(this.#part);
  }

  async write(text: string): Promise<void> {
    this.#text += text;
    if (this.#text.length >= PIECE) await this.#pack(false);
  }

  /** A part that is known as a whole. */
  async part(name: string, text: string): Promise<void> {
    await this.#end();
    const { part, bytes } = packedPart(name, text);
    this.#zip.add(part);
    part.ondata?.(null, bytes, true);
    await this.#flush();
  }

  async close(): Promise<FileDigest> {
    await this.#end();
    this.#zip.end();
    return (await this.#flush()).commit();
  }

  /** Gives up: nothing of the file remains. */
  async abort(): Promise<void> {
    await this.#file?.abort();
  }

  async #end(): Promise<void> {
    if (this.#part !== undefined) await this.#pack(true);
    this.#part = undefined;
  }

  async #pack(last: boolean): Promise<void> {
    const text = this.#text;
    this.#text = '';
    this.#part?.push(strToU8(text), last);
    await this.#flush();
  }

  async #flush(): Promise<WholeFile> {
    this.#file ??= await WholeFile.create(this.#path);
    for (const bytes of this.#packed.splice(0)) await this.#file.write(bytes);
    return this.#file;
  }
}
