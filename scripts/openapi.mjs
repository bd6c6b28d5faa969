// Prints the console's OpenAPI description: what web/ makes its types from.
import { readFileSync } from 'node:fs';
import { openApi } from '../dist/console/openapi.js';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
process.stdout.write(`${JSON.stringify(openApi(version), undefined, 2)}\n`);
