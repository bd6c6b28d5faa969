import { CONFIG_FILES, type ConfigFile, type ConfigName } from './config-files.js';
import { type Configuration, referenceFrom } from './load.js';

/** The configuration that kept files stand for. */
export function configurationFrom(
  kept: readonly { readonly name: string; readonly bytes: Uint8Array }[],
): Configuration {
  const files = new Map<ConfigName, ConfigFile>();
  for (const name of CONFIG_FILES) {
    const file = kept.find((one) => one.name === name);
    if (file !== undefined) files.set(name, { name, bytes: Buffer.from(file.bytes) });
  }
  return { reference: referenceFrom(files), files: [...files.values()] };
}
