import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { loadReference } from '../../src/io/config/load.js';
import { fromRoot } from '../replay/replays.js';
import { put } from './files.js';

/** Packs of tests: a file says only what a pack has; every other rule and calculation is off. */

interface Said {
  readonly article: string;
  readonly value: unknown;
}

export interface PackFile {
  readonly scheme: Readonly<Record<string, unknown>> & { readonly code: string };
  readonly document?: Readonly<Record<string, unknown>>;
  readonly parameters: Readonly<Record<string, Said>>;
  readonly rules?: Readonly<Record<string, unknown>>;
}

export const readYaml = (path: string): unknown =>
  parse(readFileSync(fromRoot(path), 'utf8'), { schema: 'failsafe' });

const VALIDITY = { from: '2026-01-01', to: '2027-12-31' };
const RESTS = { article: '第一条', quotes: ['(虚构)'] };
const SILENT = { silent: '没有写' };

/** Writes the pack's folder below `config`, as an official would have it. JSON is YAML. */
export async function writePack(config: string, pack: PackFile): Promise<void> {
  const { catalogue } = await loadReference();
  const { scheme, document, parameters, rules = {} } = pack;
  const validity = (document?.['validity'] ?? VALIDITY) as typeof VALIDITY;
  const has = Object.keys(parameters);
  const asked = (needs: readonly string[]): boolean =>
    needs.length > 0 && needs.every((key) => has.includes(key));
  const said = {
    rules: Object.fromEntries(
      catalogue.rules
        .filter(({ restsOnPolicy }) => restsOnPolicy)
        .map(({ code, needs, fixed }) => [
          code,
          rules[code] ?? (fixed ? SILENT : asked(needs) ? RESTS : 'off'),
        ]),
    ),
    calculations: Object.fromEntries(
      catalogue.calculations.map(({ name, needs }) => [
        name,
        needs.length === 0 || asked(needs) ? RESTS : 'off',
      ]),
    ),
  };
  const dated = Object.entries(parameters).map(([key, { article, value }]) => [
    key,
    { article, values: [{ ...validity, value, source: '(虚构)', checked: '2026-11-24' }] },
  ]);
  const whole = {
    number: `${scheme.code}〔2026〕1号(虚构)`,
    short: `${scheme.code}1号`,
    title: `${scheme.code}办法(虚构)`,
    validity,
    opinions: { 建议补偿: '第一条', 暂停补偿: '第一条' },
    ...document,
    parameters: Object.fromEntries(dated),
  };
  const files = {
    'scheme.yaml': scheme,
    '1/document.yaml': whole,
    '1/rules.yaml': said,
    '1/articles.yaml': { 第一条: { gist: '全文', outputs: ['回执'] } },
  };
  for (const [name, content] of Object.entries(files))
    await put(config, `policy/${scheme.code}/${name}`, JSON.stringify(content, null, 2));
}
