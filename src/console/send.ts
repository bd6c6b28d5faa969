import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { FastifyReply } from 'fastify';
import { notFound } from './errors.js';

/** A file to be kept, never shown: its name goes as RFC 5987 has it, and its type is not guessed. */
export function attachmentHeaders(reply: FastifyReply, name: string, type: string): void {
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  reply.header('content-disposition', `attachment; filename="download"; filename*=UTF-8''${encoded}`);
  reply.type(type);
}

/** Sends a file of the disk. @throws Refused 404 where it is not there */
export async function sendFile(
  reply: FastifyReply,
  path: string,
  name: string,
  type = 'application/octet-stream',
): Promise<FastifyReply> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || !found.isFile()) throw notFound();
  attachmentHeaders(reply, name, type);
  reply.header('content-length', found.size);
  return reply.send(createReadStream(path));
}
