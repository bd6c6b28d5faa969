// Writes the generated pages of docs/: rule book, article coverage, open readings with their effect on the samples.
import { fileURLToPath } from 'node:url';
import { writeDocuments } from '../dist/rulebook/documents.js';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
await writeDocuments(at('docs'), at('samples'));
