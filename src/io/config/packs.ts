import { z } from 'zod';
import { addDays } from '../../domain/dates.js';
import { Policies, Policy, termsOfAll } from '../../domain/policy.js';
import type { Catalogue } from '../../domain/rule-words.js';
import { ConfigError } from './config-error.js';
import type { ConfigFile } from './config-files.js';
import { readDocument } from './document.js';
import { keptFactsOf } from './document-checks.js';
import { checkAmong, fileFault, type ReadPolicy } from './pack-checks.js';
import { DOCUMENT_SCHEMA } from './policy-schema.js';
import { readYaml } from './yaml.js';

/** Packs (政策包): a folder `policy/<CODE>/` for each scheme, with a folder for each of its documents. */

const text = z.string().min(1);
/** Columns whose words each pack says. */
const WORDED = ['entity_type', 'qualification', 'loan_type', 'other_cover', 'origination', 'reason'] as const;

const EXTRA = z
  .strictObject({
    key: z.string().regex(/^[a-z][a-z0-9_]{0,31}$/, '应为小写字母开头的1至32位小写字母、数字或下划线'),
    header: text,
    type: z.enum(['yes_no', 'choice', 'share', 'amount', 'whole']),
    values: z.array(text).min(1).optional(),
    required: z.enum(['是', '否']),
  })
  .refine((one) => (one.type === 'choice') === (one.values !== undefined), '只有choice写values,而且必须写');

const SCHEME = z.strictObject({
  code: z.string().regex(/^[A-Z][A-Z0-9]{0,7}$/, '应为大写字母开头的1至8位大写字母和数字'),
  name: text,
  words: z.array(text).min(1),
  values: z.partialRecord(z.enum(WORDED), z.array(text).min(1)).optional(),
  headers: z.partialRecord(z.enum(['in_area', 'sti_scope']), text).optional(),
  extra: z.array(EXTRA).optional(),
  place: z.string().regex(/^[1-9]\d?$/, '应为1至99的整数'),
});

const SCHEME_FILE = /^policy\/([^/]+)\/scheme\.yaml$/;
const DOCUMENT_FILE = /^policy\/([^/]+)\/[^/]+\/document\.yaml$/;
const PROSE_FILE = /^policy\/([^/]+)\/[^/]+\/(rules|articles)\.yaml$/;
const READINGS_FILE = /^policy\/readings\.yaml$/;

const FORMS = [SCHEME_FILE, DOCUMENT_FILE, PROSE_FILE, READINGS_FILE];

/** @throws ConfigError for a pack that makes no sense, with file, line and reason */
export function readPacks(files: readonly ConfigFile[], catalogue: Catalogue): Policies {
  const ours = files.filter(({ name }) => name.startsWith('policy/'));
  const strange = ours.find(({ name }) => FORMS.every((form) => !form.test(name)));
  if (strange !== undefined)
    throw new ConfigError(
      strange.name,
      undefined,
      '不是政策包的文件,应为policy/代码/scheme.yaml,或policy/代码/文件夹/document.yaml、rules.yaml、articles.yaml,或policy/readings.yaml',
    );
  const folders = ours.filter(({ name }) => !READINGS_FILE.test(name)).map(({ name }) => name.split('/')[1]);
  const codes = [...new Set(folders)].filter((code) => code !== undefined);
  const read = codes.map((code) => readPack(code, ours, catalogue));
  const policies = read.map(({ policy }) => policy);
  for (const one of read) checkAmong(one, policies);
  const kept = policies.flatMap(({ documents }) => documents.flatMap(termsOfAll)).flatMap(keptFactsOf);
  return new Policies(policies, [...new Set(kept)].sort());
}

function readPack(code: string, files: readonly ConfigFile[], catalogue: Catalogue): ReadPolicy {
  const of = (form: RegExp) => files.filter(({ name }) => form.exec(name)?.[1] === code);
  const [file] = of(SCHEME_FILE);
  if (file === undefined) throw new ConfigError(`policy/${code}/scheme.yaml`, undefined, '文件不存在');
  const { value, lineOf } = readYaml(file, SCHEME);
  if (value.code !== code)
    throw new ConfigError(file.name, lineOf(['code']), `代码${value.code}与文件夹名${code}不一致`);
  const extra = (value.extra ?? []).map(({ required, values, ...one }) => ({
    ...one,
    values: values ?? [],
    required: required === '是',
  }));
  const words = { values: value.values ?? {}, headers: value.headers ?? {}, extra };
  const fault = fileFault(words);
  if (fault !== undefined) throw new ConfigError(file.name, lineOf(fault.path), fault.reason);
  checkComplete(of(PROSE_FILE), files);
  const documents = of(DOCUMENT_FILE)
    .map((file) => {
      const beside = (name: string): ConfigFile => {
        const path = file.name.replace(/document\.yaml$/, name);
        const found = files.find((one) => one.name === path);
        if (found === undefined) throw new ConfigError(path, undefined, '文件不存在');
        return found;
      };
      const sources = { document: file, rules: beside('rules.yaml'), articles: beside('articles.yaml') };
      return { file, document: readDocument(code, { ...sources, catalogue, words }) };
    })
    .sort((a, b) => (a.document.validFrom < b.document.validFrom ? -1 : 1));
  for (const [i, { file: at, document }] of documents.entries()) {
    const before = documents[i - 1]?.document;
    if (before !== undefined && addDays(before.validTo, 1) !== document.validFrom) {
      const reason = `${document.number}应自${addDays(before.validTo, 1)}起,与${before.number}前后衔接,现为${document.validFrom}`;
      throw new ConfigError(at.name, readYaml(at, DOCUMENT_SCHEMA).lineOf(['validity', 'from']), reason);
    }
    const again = documents.slice(0, i).find((one) => one.document.number === document.number);
    if (again !== undefined)
      throw new ConfigError(
        at.name,
        readYaml(at, DOCUMENT_SCHEMA).lineOf(['number']),
        `文号${document.number}也是${again.file.name}的`,
      );
  }
  const [first, ...rest] = documents.map(({ document }) => document);
  if (first === undefined) throw new ConfigError(file.name, undefined, '没有任何文件夹内有document.yaml');
  const { name, place } = value;
  const names = { code, name, words: value.words, place: Number(place), files: words };
  return { policy: new Policy(names, [first, ...rest]), lineOf };
}

/** A folder with rules or articles is one of a document. */
function checkComplete(prose: readonly ConfigFile[], files: readonly ConfigFile[]): void {
  for (const { name } of prose) {
    const document = name.replace(/[^/]+$/, 'document.yaml');
    if (!files.some((file) => file.name === document))
      throw new ConfigError(document, undefined, `文件不存在,同一文件夹有${name}`);
  }
}
