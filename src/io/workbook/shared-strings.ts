import { broken } from './workbook-error.js';
import { readXml } from './xml.js';

/** Bytes of a page of texts. */
const PAGE = 4 * 1024 * 1024;
/** More texts than a table of any kind could use. */
const MOST_TEXTS = 12_000_000;
/** Texts that come first come often (enumerations): so many are kept ready. */
const READY = 4_096;

/**
 * A workbook's shared texts (共享字符串) by number, kept as UTF-8 in pages: a text costs its bytes and eight more, whatever
 * their number.
 */
export class SharedStrings {
  readonly #pages: Buffer[] = [];
  /** Page and place of each text's first byte. */
  readonly #at: number[] = [];
  readonly #lengths: number[] = [];
  readonly #ready: string[] = [];
  #used = PAGE;

  static async read(part: AsyncIterable<Uint8Array>): Promise<SharedStrings> {
    const strings = new SharedStrings();
    const text = new RichText();
    await readXml(part, {
      open: (name) => text.open(name),
      close: (name) => {
        if (name === 'si') strings.#add(text.take());
        else text.close(name);
      },
      text: (piece) => text.text(piece),
    });
    return strings;
  }

  get(index: number): string | undefined {
    const ready = this.#ready[index];
    if (ready !== undefined) return ready;
    const at = this.#at[index];
    if (at === undefined) return undefined;
    const from = at % PAGE;
    const page = this.#pages[(at - from) / PAGE];
    const text = page?.toString('utf8', from, from + (this.#lengths[index] ?? 0));
    if (index < READY && text !== undefined) this.#ready[index] = text;
    return text;
  }

  #add(text: string): void {
    if (this.#at.length >= MOST_TEXTS) throw broken('文字过多');
    const bytes = Buffer.byteLength(text);
    if (this.#used + bytes > PAGE) {
      this.#pages.push(Buffer.allocUnsafe(Math.max(PAGE, bytes)));
      this.#used = 0;
    }
    this.#pages.at(-1)?.write(text, this.#used);
    this.#at.push((this.#pages.length - 1) * PAGE + this.#used);
    this.#lengths.push(bytes);
    this.#used += bytes;
  }
}

/** Joins the runs of a rich text; what is written above characters to tell how they are read (rPh) is left out. */
export class RichText {
  #text = '';
  #inText = false;
  #phonetic = 0;

  open(name: string): void {
    if (name === 'rPh') this.#phonetic += 1;
    else if (name === 't') this.#inText = this.#phonetic === 0;
  }

  close(name: string): void {
    if (name === 'rPh') this.#phonetic -= 1;
    else if (name === 't') this.#inText = false;
  }

  text(piece: string): void {
    if (this.#inText) this.#text += piece;
  }

  /** The text so far, begun anew. */
  take(): string {
    const text = unescaped(this.#text);
    this.#text = '';
    return text;
  }
}

/** Characters that XML cannot hold are written `_x000D_`. A NUL stays as it is written: no text of ours holds one. */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (written, hex: string) =>
    hex === '0000' ? written : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
