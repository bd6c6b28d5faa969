import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** Where the page's styles get this answer's nonce. */
const NONCE = '__CSP_NONCE__';

/** An address of a file of ours that is not there. A number at the end of a page's address may hold full stops. */
const FILE = /^\/(?:assets\/.*|[^/]*\.[a-z0-9]+)$/i;

const NO_ADDRESS = { code: 'NOT-FOUND', message: '没有这个地址。' };

/** The built pages: files under their names, and the one page for every address that is neither a file nor of the API. */
export async function servePages(app: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) {
    app.setNotFoundHandler((_request, reply) => reply.status(404).send(NO_ADDRESS));
    return;
  }
  const page = await readFile(join(folder, 'index.html'), 'utf8');
  const send = (reply: FastifyReply): FastifyReply =>
    reply
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(page.replaceAll(NONCE, reply.cspNonce.style));
  app.get('/', (_request, reply) => send(reply));
  app.get('/index.html', (_request, reply) => send(reply));
  await app.register(fastifyStatic, {
    root: folder,
    index: false,
    wildcard: true,
    dotfiles: 'ignore',
    setHeaders: (reply, path) => {
      // Built files bear a digest in their names; others may change.
      const hashed = /[/\\]assets[/\\]/.test(path);
      reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  app.setNotFoundHandler((request, reply) => {
    const isPage = request.method === 'GET' && !request.url.startsWith('/api');
    if (isPage && !FILE.test(request.url.split('?')[0] ?? '')) return send(reply);
    return reply.status(404).send(NO_ADDRESS);
  });
}
