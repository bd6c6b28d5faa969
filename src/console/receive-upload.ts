import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { Call, ConsolePlace } from './call.js';
import { invalid, tooLarge } from './errors.js';
import { type Spooled, spool } from './inbox.js';

/** So long what a refused upload still sends is thrown away, so that its sender hears the answer; then the line is cut. */
const LINGER_MS = 5_000;

/** An upload's one file, on the disk as it came. */
export interface Received extends Spooled {
  readonly name: string;
}

/**
 * Receives the file of a multipart request.
 * @param check the file's name, before a byte is kept
 * @throws Refused 422 without a file, 413 while it arrives
 */
export async function receiveUpload(
  { place, request }: Pick<Call, 'place' | 'request'>,
  most: number,
  check: (name: string) => void,
): Promise<Received> {
  try {
    const declared = Number(request.headers['content-length'] ?? '0');
    // What surrounds the file in the request is a few hundred bytes.
    if (declared > most + 64 * 1024) throw tooLarge(most);
    const part = await partOf(request);
    check(part.filename);
    return await received(place, part, most);
  } catch (error) {
    discardRest(request);
    throw error;
  }
}

async function partOf(request: FastifyRequest): Promise<MultipartFile> {
  if (!request.isMultipart()) throw invalid('请求应为multipart/form-data,文件放在file中。');
  const part = await request.file();
  if (part === undefined || part.fieldname !== 'file')
    throw invalid('没有文件。请选择文件后再报送。', { file: '没有文件' });
  return part;
}

async function received(place: ConsolePlace, part: MultipartFile, most: number): Promise<Received> {
  const spooled = await spool(place, part.file as AsyncIterable<Buffer>, most);
  if (spooled.bytes === 0) throw invalid('文件是空的。', { file: '文件是空的' });
  return { ...spooled, name: part.filename };
}

function discardRest({ raw }: FastifyRequest): void {
  raw.unpipe();
  raw.resume();
  setTimeout(() => {
    if (!raw.complete) raw.destroy();
  }, LINGER_MS).unref();
}
