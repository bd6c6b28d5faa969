import { strToU8, Zip, ZipDeflate } from 'fflate';
import type { FileDigest } from '../hash-file.js';
import { WholeFile } from '../whole-file.js';

/** Every part bears the first moment that a zip can tell, so that the same content is the same bytes. */
const MOMENT = new Date(1980, 0, 1);
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
    this.#part = new ZipDeflate(name, { level: 1 });
    this.#part.mtime = MOMENT;
    this.#zip.add(this.#part);
  }

  async write(text: string): Promise<void> {
    this.#text += text;
    if (this.#text.length >= PIECE) await this.#pack(false);
  }

  async part(name: string, text: string): Promise<void> {
    await this.begin(name);
    await this.write(text);
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
