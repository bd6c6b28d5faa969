import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';

/** Made by the build (`scripts/shipped-yaml.mjs`); it stands there also for who runs this module from its source. */
const SHIPPED = new URL('../../../dist/io/config/shipped-yaml.json', import.meta.url);

/** What the shipped YAML files hold, by the SHA-256 of their bytes; read once, when first asked for. */
let shipped: Readonly<Record<string, unknown>> | undefined;

/**
 * What a YAML file of these very bytes holds, read when the project was built: to read 2,000 lines of YAML takes 0.3 s at
 * each start and in each thread. Undefined for any other bytes.
 */
export function shippedYaml(bytes: Uint8Array): unknown {
  shipped ??= existsSync(SHIPPED)
    ? (JSON.parse(readFileSync(SHIPPED, 'utf8')) as Readonly<Record<string, unknown>>)
    : {};
  return shipped[createHash('sha256').update(bytes).digest('hex')];
}
