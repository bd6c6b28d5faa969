// Writes the generated pages of docs/: rule book, article coverage, open readings with their effect on the samples, and
// who may do what at the console.
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { accessPage } from '../dist/console/access-page.js';
import { writeDocuments } from '../dist/rulebook/documents.js';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
await writeFile(at('docs/console-access.zh-CN.md'), accessPage());
await writeDocuments(at('docs'), at('samples'));
