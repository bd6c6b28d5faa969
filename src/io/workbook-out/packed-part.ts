import { strToU8, ZipDeflate, type ZipInputFile } from 'fflate';

/** Every part bears the first moment that a zip can tell, so that the same content is the same bytes. */
const MOMENT = new Date(1980, 0, 1);

export function deflated(name: string): ZipDeflate {
  const part = new ZipDeflate(name, { level: 1 });
  part.mtime = MOMENT;
  return part;
}

/** What a part of a zip is once its text is packed. */
interface Packed extends Pick<ZipInputFile, 'crc' | 'size' | 'compression' | 'flag'> {
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Parts that were packed before, by their text: every workbook has the same five, and packing costs far more than keeping. */
const packedBefore = new Map<string, Packed>();
const MOST = 64;

/** A part whose text is known as a whole, ready to be added; once it is, `bytes` are what it comes to. */
export function packedPart(name: string, text: string): { part: ZipInputFile; bytes: Packed['bytes'] } {
  if (packedBefore.size >= MOST) packedBefore.clear();
  const { bytes, ...head } = packedBefore.get(text) ?? pack(text);
  packedBefore.set(text, { ...head, bytes });
  return { part: { ...head, filename: name, mtime: MOMENT }, bytes };
}

function pack(text: string): Packed {
  const part = deflated('');
  const pieces: Packed['bytes'][] = [];
  part.ondata = (error, bytes) => {
    if (error !== null) throw error;
    pieces.push(bytes);
  };
  part.push(strToU8(text), true);
  const { crc, size, compression, flag } = part;
  return { crc, size, compression, flag, bytes: new Uint8Array(Buffer.concat(pieces)) };
}
