import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { CHUNK_BYTES, hasOddQuotes, inspectFile } from '../../src/io/inspect.js';
import { Utf8Check } from '../../src/io/utf8-check.js';
import { gb18030, LIMITS, put, temporaryFolder } from '../support/files.js';

let folder = '';
beforeAll(async () => {
  folder = await temporaryFolder();
});

async function inspected(content: string | Uint8Array, limits = LIMITS) {
  return inspectFile(await put(folder, 'file.csv', content), limits, 'csv');
}

/** Filler up to where the chunk ends less `before` bytes, so that what follows lies across the border. */
const filler = (before: number) => Buffer.alloc(CHUNK_BYTES - before, 'a');

describe('encoding', () => {
  it.each<[string, Uint8Array, string | undefined]>([
    ['nothing', Buffer.from(''), 'UTF-8'],
    ['ASCII', Buffer.from('a,b\r\n'), 'UTF-8'],
    ['Chinese UTF-8, which GB18030 would also take', Buffer.from('备案,小微'), 'UTF-8'],
    ['UTF-8 with byte order mark', Buffer.from('\ufeff备案'), 'UTF-8'],
    ['UTF-8 outside the basic plane', Buffer.from('𠮷'), 'UTF-8'],
    ['GB18030 two bytes', gb18030('备案'), 'GB18030'],
    ['GB18030 four bytes', gb18030('备㒀𠮷'), 'GB18030'],
    [
      'UTF-8 cut in a character, of which GB18030 makes nothing',
      Buffer.from('备案').subarray(0, 5),
      undefined,
    ],
    ['GB18030 cut in a two-byte character', gb18030('备案').subarray(0, 3), undefined],
    ['GB18030 cut in a four-byte character', gb18030('备㒀').subarray(0, 5), undefined],
    ['a byte of neither', Buffer.from([0x61, 0xff, 0xfe, 0xff, 0x0a]), undefined],
    ['UTF-16', Buffer.from('\ufeff备案', 'utf16le'), undefined],
    ['the euro sign as code page 936 writes it', Buffer.from([0x80]), 'GB18030'],
    [
      'valid UTF-8, then garbage far behind',
      Buffer.concat([Buffer.from('备'), filler(0), Buffer.from([0xff])]),
      undefined,
    ],
  ])('%s', async (_, bytes, encoding) => {
    expect((await inspected(bytes)).encoding).toBe(encoding);
  });

  it.each([1, 2, 3])('characters across the border of two chunks, %i byte(s) before it', async (before) => {
    expect((await inspected(Buffer.concat([filler(before), Buffer.from('𠮷备')]))).encoding).toBe('UTF-8');
    const lead = gb18030('备'.repeat(4));
    expect(
      (await inspected(Buffer.concat([lead, filler(lead.length + before), gb18030('𠮷备')]))).encoding,
    ).toBe('GB18030');
    const cut = Buffer.concat([lead, filler(lead.length + before), gb18030('𠮷').subarray(0, before)]);
    expect((await inspected(cut)).encoding).toBeUndefined();
  });
});

describe('the UTF-8 check in pieces', () => {
  it('says of any bytes, cut anywhere, what the strict decoder says of the whole', () => {
    const bytes = fc.oneof(
      fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
      fc.uint8Array().map((array) => Buffer.from(array)),
      fc.string({ unit: 'binary' }).map((text) => Buffer.from(text).subarray(0, -1)),
    );
    fc.assert(
      fc.property(bytes, fc.array(fc.nat(5)), (whole, cuts) => {
        const check = new Utf8Check();
        let at = 0;
        for (const cut of cuts) {
          check.push(whole.subarray(at, at + cut));
          at += cut;
        }
        check.push(whole.subarray(at));
        expect(check.end()).toBe(decodes(whole));
      }),
    );
  });

  function decodes(bytes: Uint8Array): boolean {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      return true;
    } catch {
      return false;
    }
  }
});

describe('bytes', () => {
  it('are counted and hashed whole', async () => {
    const content = Buffer.concat([filler(-10), Buffer.from('备案')]);
    const sha256 = createHash('sha256').update(content).digest('hex');
    expect(await inspected(content)).toMatchObject({ bytes: content.length, sha256 });
  });

  it('over the limit the file is hashed, but not decoded', async () => {
    const content = Buffer.from('备案,小微');
    const sha256 = createHash('sha256').update(content).digest('hex');
    const { length } = content;
    expect(await inspected(content, { ...LIMITS, bytes: length - 1 })).toMatchObject({
      bytes: length,
      sha256,
      encoding: undefined,
    });
    expect(await inspected(content, { ...LIMITS, bytes: length })).toMatchObject({ encoding: 'UTF-8' });
  });

  it('a NUL byte is seen wherever it is', async () => {
    expect((await inspected('a,b')).hasNul).toBe(false);
    for (const parts of [
      [Buffer.from([0]), filler(-5)],
      [filler(-5), Buffer.from([0])],
    ]) {
      expect((await inspected(Buffer.concat(parts))).hasNul).toBe(true);
    }
  });

  it.each([
    ['a,b', false],
    ['"a",b', false],
    ['"a,b', true],
    ['"a""b",c', false],
    ['"a"b",c', true],
  ])('quotes of %s: odd is %s', async (text, odd) => {
    expect((await inspected(text)).oddQuotes).toBe(odd);
    expect(await hasOddQuotes(await put(folder, 'quotes.csv', text))).toBe(odd);
  });
});
