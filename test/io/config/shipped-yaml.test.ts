import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { readConfigFiles } from '../../../src/io/config/config-files.js';
import { shippedYaml } from '../../../src/io/config/shipped-yaml.js';

/** What the build keeps of the shipped YAML files, beside the files themselves. */

const files = [...(await readConfigFiles(undefined)).values()].filter(({ name }) => name.endsWith('.yaml'));

test.each(files)('$name is kept as it reads', ({ bytes }) => {
  const read = parseDocument(bytes.toString('utf8'), { schema: 'failsafe' }).toJS() as unknown;
  expect(shippedYaml(bytes)).toEqual(read);
});

test('bytes that differ in one are not what was shipped', () => {
  const [file] = files;
  expect(shippedYaml(Buffer.concat([file?.bytes ?? Buffer.of(), Buffer.from('\n')]))).toBeUndefined();
  expect(shippedYaml(readFileSync(new URL(import.meta.url)))).toBeUndefined();
});
