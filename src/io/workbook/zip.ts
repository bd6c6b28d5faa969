import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline, type Readable } from 'node:stream';
import { promisify } from 'node:util';
import { createInflateRaw } from 'node:zlib';
import yauzl from 'yauzl';
import type { FileLimits } from '../../domain/reference.js';
import { broken, WorkbookError } from './workbook-error.js';

/** A workbook's parts (部件) by name, opened one at a time. Whoever opens it closes it. */
export class Zip {
  readonly #file: yauzl.ZipFile;
  readonly #parts: ReadonlyMap<string, yauzl.Entry>;

  private constructor(file: yauzl.ZipFile, parts: ReadonlyMap<string, yauzl.Entry>) {
    this.#file = file;
    this.#parts = parts;
  }

  /**
   * Opens a workbook by its directory alone: what it says of sizes, passwords and macros is judged before a byte is
   * unpacked.
   * @throws WorkbookError
   */
  static async open(path: string, limits: FileLimits): Promise<Zip> {
    await refuseOldFormats(path);
    const file = await opened(path);
    try {
      const parts = await directoryOf(file);
      judge(parts, file.fileSize, limits);
      return new Zip(file, parts);
    } catch (error) {
      file.close();
      throw error;
    }
  }

  has(name: string): boolean {
    return this.#parts.has(name);
  }

  /** The unpacked bytes of a part; more of them than the directory says are an error. @throws WorkbookError */
  async *read(name: string): AsyncGenerator<Buffer> {
    const part = this.#parts.get(name);
    if (part === undefined) throw broken(`缺少${name}`);
    let left = part.uncompressedSize;
    try {
      for await (const bytes of unpacked(await this.#packed(part), part)) {
        left -= bytes.length;
        if (left < 0) throw broken('压缩内容与目录不符');
        yield bytes;
      }
    } catch (error) {
      throw error instanceof WorkbookError ? error : broken('压缩内容与目录不符');
    }
    if (left > 0) throw broken('压缩内容与目录不符');
  }

  #packed(part: yauzl.Entry): Promise<Readable> {
    const options = { ...READ_AS_IT_LIES, decompress: part.isCompressed() ? false : null };
    return new Promise((resolve, reject) => {
      this.#file.openReadStream(part, options, (error, stream) =>
        error === null ? resolve(stream) : reject(error),
      );
    });
  }

  close(): void {
    this.#file.close();
  }
}

const READ_AS_IT_LIES = { decrypt: null, start: null, end: null } as const;
/** Unpacked bytes that come at a time: few enough to hold, enough that their number costs nothing. */
const PIECE = 256 * 1024;

/** Unpacks in larger pieces than the zip reader would by itself. */
function unpacked(packed: Readable, part: yauzl.Entry): AsyncIterable<Buffer> {
  // An error of either ends both; it is thrown where the bytes are asked for.
  return part.isCompressed() ? pipeline(packed, createInflateRaw({ chunkSize: PIECE }), () => {}) : packed;
}

/** Parts that a workbook has at most; one with a thousand sheets has a few thousand. */
const MOST_PARTS = 20_000;
/** Unpacked, a workbook is at most so many times as large. */
const MOST_TIMES = 100;

const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
/** What an encrypted workbook's only content is called, as its directory writes it. */
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');

/** Both an old .xls and an encrypted .xlsx are OLE containers. */
async function refuseOldFormats(path: string): Promise<void> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(OLE.length), 0, OLE.length, 0);
    if (!buffer.subarray(0, bytesRead).equals(OLE)) return;
  } finally {
    await handle.close();
  }
  let before: Buffer = Buffer.alloc(0);
  for await (const bytes of createReadStream(path) as AsyncIterable<Buffer>) {
    const window = Buffer.concat([before, bytes]);
    if (window.includes(ENCRYPTED))
      throw new WorkbookError('工作簿设有打开密码,无法读取。请取消密码后重新报送。');
    before = window.subarray(Math.max(0, window.length - ENCRYPTED.length));
  }
  throw new WorkbookError('这是旧版的.xls文件,不是.xlsx。请在Excel或WPS中另存为.xlsx后重新报送。');
}

async function opened(path: string): Promise<yauzl.ZipFile> {
  const openZip = promisify(yauzl.open) as (path: string, options: yauzl.Options) => Promise<yauzl.ZipFile>;
  try {
    return await openZip(path, { lazyEntries: true, autoClose: false });
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw error;
    throw new WorkbookError('文件不是可读取的.xlsx工作簿。请用Excel或WPS打开后另存为.xlsx,再重新报送。');
  }
}

function directoryOf(file: yauzl.ZipFile): Promise<Map<string, yauzl.Entry>> {
  const parts = new Map<string, yauzl.Entry>();
  return new Promise((resolve, reject) => {
    file.on('entry', (part: yauzl.Entry) => {
      // Of two parts of one name readers take one or the other: nobody could say what the file holds.
      if (parts.has(part.fileName)) reject(broken('部件重名'));
      else if (parts.size >= MOST_PARTS) reject(broken('部件过多'));
      else {
        parts.set(part.fileName, part);
        file.readEntry();
      }
    });
    file.on('end', () => resolve(parts));
    file.on('error', () => reject(broken('压缩目录不对')));
    file.readEntry();
  });
}

function judge(parts: ReadonlyMap<string, yauzl.Entry>, bytes: number, limits: FileLimits): void {
  let unpacked = 0;
  for (const [name, part] of parts) {
    if (part.isEncrypted()) throw new WorkbookError('工作簿设有密码,无法读取。请取消密码后重新报送。');
    if (/(^|\/)(vbaProject\.bin$|macrosheets\/)/i.test(name))
      throw new WorkbookError('工作簿含有宏,不予接收。请另存为不含宏的.xlsx后重新报送。');
    unpacked += part.uncompressedSize;
  }
  if (unpacked > limits.bytes)
    throw new WorkbookError(`工作簿解压后有${unpacked}字节,超过上限${limits.bytes}字节。请拆分后重新报送。`);
  if (unpacked > bytes * MOST_TIMES)
    throw new WorkbookError(
      `工作簿解压后有${unpacked}字节,是文件的${MOST_TIMES}倍以上。请用Excel或WPS另存后重新报送。`,
    );
}
