import { Parser } from 'saxen';
import { broken as brokenWorkbook } from './workbook-error.js';

/** What is told of an XML part, element by element; names without their namespace's prefix, texts decoded. */
export interface XmlEvents {
  /** `attributes` are as they stand, by their names as they stand; see `attributeOf`. */
  open(name: string, attributes: () => Attributes): void;
  close(name: string): void;
  text(text: string): void;
}

/** Texts of an element's attributes, not decoded. */
export type Attributes = Readonly<Record<string, string>>;

/** Characters without a tag between them, and elements inside one another: no spreadsheet has more. */
const MOST_CHARACTERS = 4 * 1024 * 1024;
const DEEPEST = 64;

/** An XML part read in pieces, in bounded memory. There is no place in it for a DTD, and none is read. */
export class XmlReader {
  readonly #parser = new Parser();
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  #depth = 0;
  #since = 0;

  readonly #broken: (what: string) => Error;

  /** @param broken the error for what cannot be read */
  constructor(events: XmlEvents, broken: (what: string) => Error = brokenWorkbook) {
    this.#broken = broken;
    this.#parser
      .on('openTag', (name, attributes) => {
        this.#since = 0;
        this.#depth += 1;
        if (this.#depth > DEEPEST) throw broken('元素嵌套过深');
        events.open(plain(name), attributes);
      })
      .on('closeTag', (name) => {
        this.#since = 0;
        this.#depth -= 1;
        events.close(plain(name));
      })
      .on('text', (text, decode) => events.text(text.includes('&') ? decode(text) : text))
      .on('cdata', (text) => events.text(text))
      .on('attention', () => {
        throw broken('含有文档类型声明');
      })
      .on('error', () => {
        throw broken('XML格式不对');
      });
  }

  push(bytes: Uint8Array): void {
    this.#since += bytes.length;
    if (this.#since > MOST_CHARACTERS) throw this.#broken('有过长的内容');
    this.#parser.write(this.#decoded(bytes, true));
  }

  end(): void {
    this.#parser.write(this.#decoded(new Uint8Array(), false));
    this.#parser.end();
  }

  #decoded(bytes: Uint8Array, stream: boolean): string {
    try {
      return this.#decoder.decode(bytes, { stream });
    } catch {
      throw this.#broken('编码不是UTF-8');
    }
  }
}

export async function readXml(part: AsyncIterable<Uint8Array>, events: XmlEvents): Promise<void> {
  const reader = new XmlReader(events);
  for await (const bytes of part) reader.push(bytes);
  reader.end();
}

const plain = (name: string): string => {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
};

/** An attribute's text by its name without prefix. Decoded is what spreadsheet programs write encoded. */
export function attributeOf(attributes: Attributes, key: string): string | undefined {
  const text = attributes[key] ?? Object.entries(attributes).find(([name]) => plain(name) === key)?.[1];
  return text?.replace(/&(quot|apos|lt|gt|amp);/g, (_, name: keyof typeof ENTITIES) => ENTITIES[name]);
}

const ENTITIES = { quot: '"', apos: "'", lt: '<', gt: '>', amp: '&' } as const;
