// Reads the YAML files of config/ as src/io/config/yaml.ts does and keeps what they hold by the digest of their bytes,
// so that no start and no thread reads them again (src/io/config/shipped-yaml.ts).
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';

export function writeShippedYaml() {
  const shipped = {};
  for (const name of readdirSync('config', { recursive: true }).sort()) {
    // Examples are read by whoever looks up a rule, not at every start.
    if (!name.endsWith('.yaml') || name.startsWith('examples')) continue;
    const bytes = readFileSync(join('config', name));
    const document = parseDocument(bytes.toString('utf8'), { schema: 'failsafe' });
    // What is wrong is told, with its line, by who reads the file.
    if (document.errors.length > 0 || document.warnings.length > 0) continue;
    shipped[createHash('sha256').update(bytes).digest('hex')] = document.toJS();
  }
  writeFileSync('dist/io/config/shipped-yaml.json', JSON.stringify(shipped));
}
