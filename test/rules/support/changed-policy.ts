import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { addDays } from '../../../src/domain/dates.js';
import type { Scheme } from '../../../src/domain/scheme.js';
import { shippedConfig } from '../../../src/io/config/config-files.js';

interface Value {
  readonly from: string;
  readonly to: string;
}

/** A shipped policy file with one parameter changed from a day on, the way config/README.md tells an operator to. */
export async function policyWith(
  scheme: Scheme,
  key: string,
  from: string,
  value: string | readonly string[],
): Promise<string> {
  const text = await readFile(join(shippedConfig(), 'policy', `${scheme}.yaml`), 'utf8');
  const document = parseDocument(text, { schema: 'failsafe' });
  const path = ['parameters', key, 'values'];
  const { parameters } = document.toJS() as { parameters: Record<string, { values: Value[] }> };
  const last = parameters[key]?.values.at(-1);
  if (last === undefined) throw new Error(`${scheme} has no ${key}`);
  const at = (parameters[key]?.values.length ?? 1) - 1;
  document.setIn([...path, at, 'to'], addDays(from, -1));
  document.addIn(path, { from, to: last.to, value, source: '调整文件', checked: from });
  return document.toString();
}
