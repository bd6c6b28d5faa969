import * as client from 'openid-client';
import { logAction } from '../../ledger/console/action-log.js';
import { keepOidcRequest, takeOidcRequest } from '../../ledger/console/sessions.js';
import { accountOfSubject, setSubject } from '../../ledger/console/users.js';
import type { Call, Handler } from '../call.js';
import { notFound } from '../errors.js';
import { openSession } from '../sessions.js';
import type { OidcSettings } from '../settings.js';

/** Sign-in at an identity provider: authorization code with PKCE, state and nonce. Accounts are made here, not there. */

const BINDING = 'riskpool-oidc';
const RETURN = '/api/oidc/callback';

const discovered = new Map<string, Promise<client.Configuration>>();

/** The provider's own description, asked for once; asked again after a failure. */
function providerOf(settings: OidcSettings): Promise<client.Configuration> {
  const { issuer, clientId, clientSecret } = settings;
  const known = discovered.get(issuer.href);
  if (known !== undefined) return known;
  // A provider on this very machine (a test's, a sidecar's) may speak plain HTTP.
  const local = issuer.protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(issuer.hostname);
  const asking = client.discovery(issuer, clientId, clientSecret, undefined, {
    ...(local ? { execute: [client.allowInsecureRequests] } : {}),
  });
  discovered.set(issuer.href, asking);
  asking.catch(() => discovered.delete(issuer.href));
  return asking;
}

function settingsOf({ place }: Pick<Call, 'place'>): OidcSettings {
  if (place.oidc === undefined) throw notFound();
  return place.oidc;
}

const oidc: Handler = async ({ place }) => ({
  configured: place.oidc !== undefined,
  name: place.oidc?.name ?? '',
});

const oidcLogin: Handler = async (call) => {
  const settings = settingsOf(call);
  const provider = await providerOf(settings);
  const verifier = client.randomPKCECodeVerifier();
  const state = client.randomState();
  const nonce = client.randomNonce();
  await keepOidcRequest(call.db, { state, nonce, verifier });
  const address = client.buildAuthorizationUrl(provider, {
    redirect_uri: new URL(RETURN, settings.site).href,
    scope: 'openid profile',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  });
  // Lax: it must come along when the provider sends the browser back.
  call.reply.setCookie(BINDING, state, {
    path: RETURN,
    httpOnly: true,
    sameSite: 'lax',
    secure: settings.site.protocol === 'https:',
    maxAge: 600,
  });
  return call.reply.redirect(address.href, 303);
};

const oidcReturn: Handler<never, { state?: string }> = async (call) => {
  const settings = settingsOf(call);
  const { db, place, query, request, reply } = call;
  reply.clearCookie(BINDING, { path: RETURN });
  const state = query.state ?? '';
  const asked =
    state !== '' && request.cookies[BINDING] === state ? await takeOidcRequest(db, state) : undefined;
  if (asked === undefined) return reply.redirect('/login?oidc=expired', 303);
  const claims = await claimsOf(settings, new URL(request.url, settings.site), asked).catch(() => undefined);
  const account = claims === undefined ? undefined : await accountOfSubject(db, claims.subject, claims.login);
  if (claims === undefined || account?.state !== 'active') return reply.redirect('/login?oidc=refused', 303);
  await db.transaction(async (tx) => {
    if (account.subject === null) await setSubject(tx, account.login, claims.subject);
    const detail = '统一认证';
    await logAction(
      tx,
      { login: account.login, action: '登录', subject: account.login, detail },
      place.now(),
    );
  });
  await openSession(db, request, reply, account.login);
  return reply.redirect('/', 303);
};

async function claimsOf(
  settings: OidcSettings,
  address: URL,
  { state, nonce, verifier }: { state: string; nonce: string; verifier: string },
): Promise<{ subject: string; login: string } | undefined> {
  const tokens = await client.authorizationCodeGrant(await providerOf(settings), address, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (claims === undefined) return undefined;
  const { preferred_username: login } = claims;
  return { subject: claims.sub, login: typeof login === 'string' ? login : '' };
}

/** By operation. */
export const oidcHandlers = { oidc, oidcLogin, oidcReturn };
