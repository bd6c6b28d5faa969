import { readFileSync } from 'node:fs';

/** Sign-in at an identity provider (统一认证) beside local accounts. */
export interface OidcSettings {
  readonly issuer: URL;
  readonly clientId: string;
  readonly clientSecret: string | undefined;
  /** Where browsers reach this console, such as https://console.example.org. */
  readonly site: URL;
  /** What stands on the sign-in button. */
  readonly name: string;
}

/** A setting that cannot be used as it is; `message` is for the operator. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

type Environment = Readonly<Record<string, string | undefined>>;

/** RISKPOOL_OIDC_ISSUER and what goes with it; without it there are local accounts only. */
export function oidcSettings(env: Environment): OidcSettings | undefined {
  const issuer = env['RISKPOOL_OIDC_ISSUER'] ?? '';
  if (issuer === '') return undefined;
  const clientId = env['RISKPOOL_OIDC_CLIENT_ID'] ?? '';
  const site = env['RISKPOOL_CONSOLE_URL'] ?? '';
  if (clientId === '' || site === '')
    throw new SettingsError(
      '设了RISKPOOL_OIDC_ISSUER,还须设RISKPOOL_OIDC_CLIENT_ID和RISKPOOL_CONSOLE_URL(浏览器所用的地址)。',
    );
  const secretFile = env['RISKPOOL_OIDC_SECRET_FILE'] ?? '';
  return {
    issuer: addressOf('RISKPOOL_OIDC_ISSUER', issuer),
    clientId,
    clientSecret: secretFile === '' ? undefined : readFileSync(secretFile, 'utf8').trim(),
    site: addressOf('RISKPOOL_CONSOLE_URL', site),
    name: env['RISKPOOL_OIDC_NAME'] ?? '统一认证',
  };
}

function addressOf(name: string, text: string): URL {
  if (!URL.canParse(text)) throw new SettingsError(`${name}不是网址:应如https://login.example.org。`);
  return new URL(text);
}

/** Addresses of reverse proxies whose X-Forwarded-For is believed (RISKPOOL_CONSOLE_PROXY, separated by commas). */
export function trustedProxies(env: Environment): string[] {
  const text = env['RISKPOOL_CONSOLE_PROXY'] ?? '';
  return text.split(',').flatMap((address) => (address.trim() === '' ? [] : [address.trim()]));
}
