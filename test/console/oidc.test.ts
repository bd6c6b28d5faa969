import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addLogin } from '../../src/console/grants.js';
import { buildConsole } from '../../src/console/server.js';
import { openConsole, type TestConsole } from '../support/console.js';
import { type Identity, IdentityProvider } from '../support/identity-provider.js';

/** Sign-in at an identity provider, over its real answers: who it says somebody is opens the account made for him here. */

let console: TestConsole;
let provider: IdentityProvider;
let app: FastifyInstance;

beforeAll(async () => {
  console = await openConsole(undefined);
  provider = await IdentityProvider.start();
  const oidc = {
    issuer: new URL(provider.issuer),
    clientId: 'riskpool',
    clientSecret: 'secret',
    site: new URL('http://localhost'),
    name: '统一认证',
  };
  app = await buildConsole({ ...console.place, oidc }, '/no-pages');
  afterAll(() => app.close());
  const wish = { login: 'sso', name: '单点', role: 'auditor', bank: undefined, elsewhere: true } as const;
  expect(await addLogin(console.place.db, wish, undefined)).toBe('');
});

const get = (url: string, cookie = '') =>
  app.inject({ method: 'GET', url, headers: { host: 'localhost', ...(cookie === '' ? {} : { cookie }) } });

/** To the provider and back; gives the address to come back to and the cookie that binds it to this browser. */
async function toAndFro(identity: Identity): Promise<{ back: string; cookie: string }> {
  provider.identity = identity;
  const leaving = await get('/api/oidc/login');
  expect(leaving.statusCode).toBe(303);
  const [binding] = leaving.cookies;
  const answer = await fetch(String(leaving.headers.location), { redirect: 'manual' });
  const { pathname, search } = new URL(answer.headers.get('location') ?? '');
  return { back: pathname + search, cookie: `${binding?.name}=${binding?.value}` };
}

/** Where the browser is sent, and whether it has a session then. */
async function cameBack({
  back,
  cookie,
}: {
  back: string;
  cookie: string;
}): Promise<[string, string | undefined]> {
  const response = await get(back, cookie);
  const session = response.cookies.find(({ name }) => name === 'riskpool')?.value;
  if (session === undefined) return [String(response.headers.location), undefined];
  const who = (await get('/api/session', `riskpool=${session}`)).json<{ login: string }>();
  return [String(response.headers.location), who.login];
}

const SSO: Identity = { sub: 'person-1', preferred_username: 'sso' };

test('whoever the provider names signs in to the account made for him, and stays bound to it', async () => {
  expect((await get('/api/oidc')).json()).toEqual({ configured: true, name: '统一认证' });
  expect(await cameBack(await toAndFro(SSO))).toEqual(['/', 'sso']);
  // Another name at the provider later: the subject decides.
  expect(await cameBack(await toAndFro({ ...SSO, preferred_username: 'renamed' }))).toEqual(['/', 'sso']);
  expect(await cameBack(await toAndFro({ sub: 'person-2', preferred_username: 'sso' }))).toEqual([
    '/login?oidc=refused',
    undefined,
  ]);
});

test.each(['nobody', 'admin'])('%s, who has no account without a password, does not', async (login) => {
  const sent = await toAndFro({ sub: `of ${login}`, preferred_username: login });
  expect(await cameBack(sent)).toEqual(['/login?oidc=refused', undefined]);
});

test('an answer for another browser, or used before, or with a nonce not asked for opens nothing', async () => {
  const sent = await toAndFro(SSO);
  expect(await cameBack({ ...sent, cookie: 'riskpool-oidc=planted' })).toEqual([
    '/login?oidc=expired',
    undefined,
  ]);
  expect(await cameBack(sent)).toEqual(['/', 'sso']);
  expect(await cameBack(sent)).toEqual(['/login?oidc=expired', undefined]);
  expect(await cameBack(await toAndFro({ ...SSO, nonce: 'other' }))).toEqual([
    '/login?oidc=refused',
    undefined,
  ]);
});

test('a disabled account stays shut, and a password never opens one that has none', async () => {
  const attempt = await app.inject({
    method: 'POST',
    url: '/api/session',
    headers: { host: 'localhost' },
    payload: { login: 'sso', password: 'x' },
  });
  expect(attempt.statusCode).toBe(401);
  await console.place.db.execute(`UPDATE console.users SET state = 'disabled' WHERE login = 'sso'`);
  expect(await cameBack(await toAndFro(SSO))).toEqual(['/login?oidc=refused', undefined]);
});
