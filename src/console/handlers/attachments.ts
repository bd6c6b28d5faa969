import { open } from 'node:fs/promises';
import { archiveFile, archivePath } from '../../io/archive.js';
import { attachmentName, keepAttachment } from '../../ledger/console/proposals.js';
import { type Call, type Handler, note } from '../call.js';
import { invalid, notFound } from '../errors.js';
import { unspool } from '../inbox.js';
import { receiveUpload } from '../receive-upload.js';
import { sendFile } from '../send.js';

/** 附件: PDF and pictures, kept in the archive under their digest. */

const MOST_BYTES = 20 * 1024 * 1024;
const LONGEST_NAME = 128;

/** How the files begin, whatever their names say. */
const BEGINNINGS: readonly (readonly number[])[] = [
  [0x25, 0x50, 0x44, 0x46, 0x2d],
  [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  [0xff, 0xd8, 0xff],
];

async function isDocument(path: string): Promise<boolean> {
  const handle = await open(path);
  try {
    const { buffer } = await handle.read(Buffer.alloc(8), 0, 8, 0);
    return BEGINNINGS.some((bytes) => bytes.every((byte, i) => buffer[i] === byte));
  } finally {
    await handle.close();
  }
}

function demandName(name: string): void {
  // The name stands in a reason: it holds nothing that a receipt would take for its own.
  if (name !== '' && Array.from(name).length <= LONGEST_NAME && /^[^\p{Cc};\uff1b/\\]+$/u.test(name)) return;
  throw invalid('附件的名称不能用,请改名。', { file: '名称为空、过长,或含分号、斜线、控制字符' });
}

export const attach: Handler = async (call) => {
  const { place, db, who } = call;
  const received = await receiveUpload(call, MOST_BYTES, demandName);
  const { name, sha256: digest, path, spool } = received;
  try {
    if (!(await isDocument(path))) throw invalid('附件应为PDF、PNG或JPEG。', { file: '不是PDF、PNG或JPEG' });
    await archiveFile(place.archive, path, digest);
    await db.transaction(async (tx) => {
      await keepAttachment(tx, digest, name, who.login);
      await note(call, tx, '存附件', digest, name);
    });
  } finally {
    await unspool(place, spool);
  }
  return { digest, name };
};

export const attachment: Handler = async (call) => {
  const digest = call.params['digest'] ?? '';
  const name = /^[0-9a-f]{64}$/.test(digest) ? await attachmentName(call.db, digest) : undefined;
  if (name === undefined) throw notFound();
  return sendFile(call.reply, archivePath(call.place.archive, digest), name);
};

/** Those that were kept, by the names they were kept under. @throws Refused 422 for one that was not */
export async function knownAttachments(
  { db }: Pick<Call, 'db'>,
  named: readonly { digest: string; name: string }[],
): Promise<readonly { digest: string; name: string }[]> {
  return Promise.all(
    named.map(async ({ digest }, i) => {
      const name = await attachmentName(db, digest);
      if (name === undefined)
        throw invalid('附件还没有上传。', { [`attachments.${i}.digest`]: '没有这份附件' });
      return { digest, name };
    }),
  );
}
