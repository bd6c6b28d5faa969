import { chunksOf, type Encoding } from './inspect.js';

const LINE_FEED = 0x0a;
const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const MARK = '\ufeff';

/** Reported like the parser's own limit on a record: cells without content do not count there. */
class RecordTooLong extends Error {
  readonly code = 'CSV_MAX_RECORD_SIZE';
}

/**
 * The file's text in pieces, as UTF-8 bytes or text, without its byte order mark. The encoding was established over
 * the whole file before; UTF-8 bytes are therefore passed on as they are.
 * @throws RecordTooLong where a line is longer than `lineBytes`
 */
export async function* decodedChunks(
  path: string,
  encoding: Encoding,
  lineBytes: number,
): AsyncGenerator<Buffer | string> {
  const decoder = new TextDecoder('gb18030', { fatal: true });
  let first = true;
  let unbroken = 0;
  for await (const chunk of chunksOf(path)) {
    unbroken = chunk.includes(LINE_FEED) ? 0 : unbroken + chunk.length;
    if (unbroken > lineBytes) throw new RecordTooLong();
    const piece = encoding === 'UTF-8' ? chunk : decoder.decode(chunk, { stream: true });
    yield first ? withoutMark(piece) : piece;
    first = false;
  }
  if (encoding === 'GB18030') yield decoder.decode();
}

function withoutMark(piece: Buffer | string): Buffer | string {
  if (typeof piece === 'string') return piece.startsWith(MARK) ? piece.slice(1) : piece;
  return piece.subarray(0, UTF8_MARK.length).equals(UTF8_MARK) ? piece.subarray(UTF8_MARK.length) : piece;
}
