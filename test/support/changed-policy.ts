import { existsSync } from 'node:fs';
import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { addDays } from '../../src/domain/dates.js';
import type { Scheme } from '../../src/domain/scheme.js';
import { shippedConfig } from '../../src/io/config/config-files.js';

interface Value {
  readonly from: string;
  readonly to: string;
}

/** The shipped packs, put into a configuration folder that has none yet. */
export async function withPacks(config: string): Promise<void> {
  if (!existsSync(join(config, 'policy')))
    await cp(join(shippedConfig(), 'policy'), join(config, 'policy'), { recursive: true });
}

/** The file of a scheme's newest document below a configuration folder. */
export async function documentFile(config: string, scheme: Scheme): Promise<string> {
  const entries = await readdir(join(config, 'policy', scheme), { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return join(config, 'policy', scheme, folders.sort().at(-1) ?? '', 'document.yaml');
}

/** One parameter of a shipped pack changed from a day on, the way config/README.md tells an operator to. */
export async function changePolicy(
  config: string,
  scheme: Scheme,
  key: string,
  from: string,
  value: unknown,
): Promise<void> {
  await withPacks(config);
  const file = await documentFile(config, scheme);
  const document = parseDocument(await readFile(file, 'utf8'), { schema: 'failsafe' });
  const path = ['parameters', key, 'values'];
  const { parameters } = document.toJS() as { parameters: Record<string, { values: Value[] }> };
  const last = parameters[key]?.values.at(-1);
  if (last === undefined) throw new Error(`${scheme} has no ${key}`);
  const at = (parameters[key]?.values.length ?? 1) - 1;
  document.setIn([...path, at, 'to'], addDays(from, -1));
  document.addIn(path, document.createNode({ from, to: last.to, value, source: '调整文件', checked: from }));
  await writeFile(file, document.toString());
}
