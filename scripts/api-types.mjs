// Writes web/src/api/types.ts: the schemas of the API, as the server describes them in /api/openapi.json, as TypeScript.
// Run after `npm run build` whenever a schema changed; with --check it
// compares instead and ends with 1 on a difference. (openapi-typescript wants a compiler of
// another major version beside ours, so the schemas go through json-schema-to-typescript.)
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compile } from 'json-schema-to-typescript';

const FILE = fileURLToPath(new URL('../web/src/api/types.ts', import.meta.url));
const BANNER = '// Made by `npm run api-types` from the schemas of src/console; not written by hand.';

/** The text of types.ts for an OpenAPI description. */
async function typesOf(openApi) {
  const definitions = Object.fromEntries(
    Object.entries(openApi.components.schemas).map(([name, schema]) => [
      name,
      { ...local(schema), title: name },
    ]),
  );
  const whole = { title: 'Api', type: 'object', properties: {}, additionalProperties: false, definitions };
  const text = await compile(whole, 'Api', {
    unreachableDefinitions: true,
    ignoreMinAndMaxItems: true,
    additionalProperties: false,
    bannerComment: BANNER,
    style: { singleQuote: true, printWidth: 110 },
  });
  return withoutMachinery(text);
}

/** References point into `definitions`; titles within are headers for people and would become type names. */
function local(value) {
  if (Array.isArray(value)) return value.map((item) => local(item));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(
    ([key]) => !(key === 'title' && typeof value.title === 'string'),
  );
  return Object.fromEntries(
    entries.map(([key, item]) => [
      key,
      key === '$ref' ? item.replace('#/components/schemas/', '#/definitions/') : local(item),
    ]),
  );
}

/** The compiler says of each type that the whole refers to it: of no use here. */
function withoutMachinery(text) {
  return text
    .replace(
      / \* This interface was referenced by `Api`'s JSON-Schema\n \* via the `definition` "\w+"\.\n/g,
      '',
    )
    .replace(/\/\*\*\n(?: \*\n)* \*\/\n/g, '')
    .replace(/(?: \*\n)+ \*\//g, ' */')
    .replace(/export interface Api \{\}\n+/, '');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { openApi } = await import('../dist/console/openapi.js');
  const text = await typesOf(openApi(''));
  if (process.argv[2] !== '--check') writeFileSync(FILE, text);
  else if (readFileSync(FILE, 'utf8') !== text) {
    console.error('web/src/api/types.ts is not what the schemas say: run `npm run api-types`');
    process.exitCode = 1;
  }
}
