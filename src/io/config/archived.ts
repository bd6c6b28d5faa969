import { compareCodePoints } from '../../domain/order.js';
import type { ConfigFile } from './config-files.js';
import { type Configuration, referenceFrom } from './load.js';

/** The configuration that kept files stand for. */
export function configurationFrom(
  kept: readonly { readonly name: string; readonly bytes: Uint8Array }[],
): Configuration {
  const ordered = [...kept].sort((a, b) => compareCodePoints(a.name, b.name));
  const files = ordered.map(({ name, bytes }): [string, ConfigFile] => [
    name,
    { name, bytes: Buffer.from(bytes) },
  ]);
  return { reference: referenceFrom(new Map(files)), files: files.map(([, file]) => file), missing: [] };
}
