import { createHash, randomBytes } from 'node:crypto';
import { writeWhole } from '../io/out.js';
import { CommandError, reasonOf } from './exit.js';

/** RFC 3161: a service outside signs that it has seen a digest at a time. Only the digest leaves this machine. */

const WITHIN_MS = 30_000;

/** DER: a tag, the length and the content. Contents here are shorter than 128 bytes. */
const der = (tag: number, ...content: Uint8Array[]): Buffer => {
  const bytes = Buffer.concat(content);
  return Buffer.concat([Buffer.from([tag, bytes.length]), bytes]);
};
const SHA256 = der(0x30, Buffer.from('0609608648016503040201', 'hex'), Buffer.from('0500', 'hex'));

/** TimeStampReq: version 1, the digest with its algorithm, a number of our own, and that the certificate be enclosed. */
export function timeStampRequest(digest: Uint8Array, nonce: Uint8Array): Buffer {
  const imprint = der(0x30, SHA256, der(0x04, digest));
  // A leading 01 keeps the number positive and without superfluous zeros.
  return der(
    0x30,
    der(0x02, Buffer.from([1])),
    imprint,
    der(0x02, Buffer.from([1]), nonce),
    der(0x01, Buffer.from([0xff])),
  );
}

/**
 * Has a line stamped; keeps the service's answer as it came (`openssl ts -verify` checks it).
 * @returns the path of the answer
 * @throws CommandError where the service refuses or does not answer, or answers for something else
 */
export async function timeStamp(url: string, line: string, path: string): Promise<string> {
  const digest = createHash('sha256').update(line).digest();
  const nonce = randomBytes(8);
  const body = new Uint8Array(timeStampRequest(digest, nonce));
  const headers = { 'content-type': 'application/timestamp-query' };
  const answer = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(WITHIN_MS) })
    .then(async (response) => ({
      ok: response.ok,
      status: response.status,
      bytes: Buffer.from(await response.arrayBuffer()),
    }))
    .catch((error: unknown) => {
      throw new CommandError(`时间戳服务${url}没有应答:${reasonOf(error)}。没有封记。`);
    });
  // TimeStampResp begins with PKIStatusInfo, whose first number is 0 (granted) or 1 (granted with changes).
  const granted = answer.ok && [0, 1].includes(statusIn(answer.bytes) ?? -1);
  if (!granted) throw new CommandError(`时间戳服务${url}没有盖时间戳(HTTP ${answer.status})。没有封记。`);
  if (!answer.bytes.includes(digest) || !answer.bytes.includes(nonce))
    throw new CommandError(`时间戳服务${url}的应答不是对本次封记的。没有封记。`);
  await writeWhole(path, answer.bytes);
  return path;
}

/** The status at the beginning of a TimeStampResp: SEQUENCE, SEQUENCE, INTEGER of one byte. */
function statusIn(bytes: Buffer): number | undefined {
  const skip = (at: number): number =>
    at + 2 + ((bytes[at + 1] ?? 0) & 0x80 ? (bytes[at + 1] ?? 0) & 0x7f : 0);
  const info = bytes[0] === 0x30 ? skip(0) : undefined;
  if (info === undefined || bytes[info] !== 0x30) return undefined;
  const number = skip(info);
  return bytes[number] === 0x02 && bytes[number + 1] === 1 ? bytes[number + 2] : undefined;
}
