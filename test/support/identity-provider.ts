import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';

/** Somebody who has signed in at the provider; `nonce` puts another one into the token than was asked for. */
export interface Identity {
  readonly sub: string;
  readonly preferred_username: string;
  readonly nonce?: string;
}

/** An identity provider (统一认证): authorization code with PKCE, tokens signed with RS256. Whoever comes is `identity`. */
export class IdentityProvider {
  identity: Identity = { sub: 'nobody', preferred_username: 'nobody' };
  readonly issuer: string;
  readonly #keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  readonly #codes = new Map<string, URLSearchParams>();

  private constructor(issuer: string) {
    this.issuer = issuer;
  }

  static async start(): Promise<IdentityProvider> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const provider = new IdentityProvider(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.on('request', (request, response) => void provider.#answer(request, response));
    afterAll(() => void server.close());
    return provider;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', this.issuer);
    const json = (status: number, body: object): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    if (pathname === '/.well-known/openid-configuration') json(200, this.#description());
    else if (pathname === '/jwks')
      json(200, { keys: [{ ...this.#keys.publicKey.export({ format: 'jwk' }), kid: '1', alg: 'RS256' }] });
    else if (pathname === '/authorize') {
      const code = randomUUID();
      this.#codes.set(code, searchParams);
      const back = new URL(searchParams.get('redirect_uri') ?? '');
      back.search = new URLSearchParams({ code, state: searchParams.get('state') ?? '' }).toString();
      response.writeHead(303, { location: back.href }).end();
    } else {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      json(...this.#token(new URLSearchParams(Buffer.concat(chunks).toString())));
    }
  }

  #description(): object {
    return {
      issuer: this.issuer,
      authorization_endpoint: `${this.issuer}/authorize`,
      token_endpoint: `${this.issuer}/token`,
      jwks_uri: `${this.issuer}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
    };
  }

  /** A code is good once, and for whoever knows the verifier of its challenge. */
  #token(form: URLSearchParams): [number, object] {
    const code = form.get('code') ?? '';
    const asked = this.#codes.get(code);
    this.#codes.delete(code);
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (asked === undefined || asked.get('code_challenge') !== challenge)
      return [400, { error: 'invalid_grant' }];
    const now = Math.floor(Date.now() / 1000);
    const { sub, preferred_username, nonce = asked.get('nonce') } = this.identity;
    const claims = {
      iss: this.issuer,
      aud: asked.get('client_id'),
      iat: now,
      exp: now + 60,
      sub,
      preferred_username,
      nonce,
    };
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const text = `${part({ alg: 'RS256', kid: '1' })}.${part(claims)}`;
    const signature = sign('sha256', Buffer.from(text), this.#keys.privateKey).toString('base64url');
    return [
      200,
      { access_token: 'a', token_type: 'Bearer', expires_in: 60, id_token: `${text}.${signature}` },
    ];
  }
}
