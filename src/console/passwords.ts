import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { Secret, TOTP } from 'otpauth';

/** argon2id as OWASP has it: 19 MiB, 2 passes, 1 lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Without characters that are read as one another. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const LENGTH = 20;

/** A password to be printed once: 20 characters, about 115 bits. */
export function newPassword(): string {
  let password = '';
  while (password.length < LENGTH) {
    for (const byte of randomBytes(LENGTH)) {
      // Bytes above the last whole round of the alphabet would favour its beginning.
      if (byte < LETTERS.length * 4 && password.length < LENGTH) password += LETTERS[byte % LETTERS.length];
    }
  }
  return password;
}

export const hashPassword = (password: string): Promise<string> => hash(password, COST);

/** For a login that is not there: checking takes as long as for one that is. */
let nobodys: Promise<string> | undefined;

export async function isPassword(password: string, hashed: string | null | undefined): Promise<boolean> {
  nobodys ??= hashPassword(newPassword());
  const right = await verify(hashed ?? (await nobodys), password);
  return right && typeof hashed === 'string';
}

const STEP_SECONDS = 30;

const totp = (login: string, secret: string): TOTP =>
  new TOTP({ issuer: 'riskpool', label: login, secret: Secret.fromBase32(secret), period: STEP_SECONDS });

export function newTotp(login: string): { secret: string; uri: string } {
  const secret = new Secret({ size: 20 }).base32;
  return { secret, uri: totp(login, secret).toString() };
}

/** The time step a code belongs to, now or one step to either side; undefined for a wrong code. */
export function totpStep(login: string, secret: string, code: string, now: Date): bigint | undefined {
  const timestamp = now.getTime();
  const delta = totp(login, secret).validate({ token: code, timestamp, window: 1 });
  return delta === null ? undefined : BigInt(Math.floor(timestamp / 1000 / STEP_SECONDS) + delta);
}
