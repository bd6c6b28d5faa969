import { addDays, type IsoDate, later } from '../../domain/dates.js';
import type { FileWords, Parameter, PolicyDocument, Silence } from '../../domain/policy.js';
import { articlesIn, type Basis, type Catalogue } from '../../domain/rule-words.js';
import type { Scheme } from '../../domain/scheme.js';
import type { PolicyTerms } from '../../domain/terms.js';
import { readBases } from './basis.js';
import { ConfigError } from './config-error.js';
import type { ConfigFile } from './config-files.js';
import { faultOf, unusedParameter } from './document-checks.js';
import { DOCUMENT_SCHEMA, type DocumentFile, type FileParameter, type Values } from './policy-schema.js';
import { readArticles } from './prose.js';
import { termsOf } from './terms.js';
import { wordFault } from './word-checks.js';
import { readYaml, type YamlFile } from './yaml.js';

/** The files of one document, what is known of every scheme, and what the scheme's own files may say. */
export interface DocumentSources {
  readonly document: ConfigFile;
  readonly rules: ConfigFile;
  readonly articles: ConfigFile;
  readonly catalogue: Catalogue;
  readonly words: FileWords;
}

/** `policy/<CODE>/<document>/`: number, validity, parameters, and what is said of them. @throws ConfigError */
export function readDocument(scheme: Scheme, sources: DocumentSources): PolicyDocument {
  const { document: file, catalogue } = sources;
  const yaml = readYaml(file, DOCUMENT_SCHEMA);
  checkTimelines(file, yaml);
  const { number, short, title, validity, opinions, parameters } = yaml.value;
  const list = parametersIn(parameters);
  const keys = list.map(([key]) => key);
  const starts = [...new Set(list.flatMap(([, one]) => one.values.map((value) => value.from)))].sort();
  const periods = starts.map((from) => ({ from, terms: termsOf(valuesOn(list, from)) }));
  const articles = readArticles(sources.articles);
  const known = articles.map(({ article }) => article);
  const bases = readBases(sources.rules, catalogue, keys, known);
  const basis = (codeOrName: string) => bases.get(codeOrName);
  const fail = (key: string | undefined, reason: string): never => {
    throw new ConfigError(file.name, yaml.lineOf(key === undefined ? [] : ['parameters', key]), reason);
  };
  for (const { terms } of periods) {
    const fault = faultOf(terms, sources.words.extra, basis) ?? wordFault(terms, sources.words);
    if (fault !== undefined) fail(fault.key, `${fault.key ?? ''}:${fault.reason}`);
  }
  const unused = unusedParameter(keys, catalogue, basis);
  if (unused !== undefined) fail(unused, `${unused}没有用处:看它的规则和计算都是off`);
  checkOpinions(file, yaml);
  checkArticles(file, yaml, known);
  return {
    scheme,
    number,
    short,
    title,
    opinions,
    validFrom: validity.from,
    validTo: validity.to,
    parameters: list.map(([key, one]) => parameterOf(key, one, catalogue)),
    articles,
    silences: silencesOf(bases, catalogue, keys),
    basis,
    // The first period begins with the validity and the last one holds to its end: any other day is clamped by that.
    termsOn: (date) => termsAt(periods, later(date, validity.from)),
  };
}

/** Rules that the policy is silent on and that lack what they would look at. */
function silencesOf(
  bases: ReadonlyMap<string, Basis>,
  { rules }: Catalogue,
  keys: readonly string[],
): Silence[] {
  return rules.flatMap(({ code, kinds, needs }) => {
    const why = bases.get(code)?.silent;
    const lacks = needs.some((key) => !keys.includes(key));
    return why === undefined || !lacks ? [] : [{ code, kinds, why }];
  });
}

/** Where a bank can be suspended, an article says so. */
function checkOpinions(file: ConfigFile, { value, lineOf }: YamlFile<DocumentFile>): void {
  const { opinions, parameters } = value;
  if (parameters.suspension !== undefined && opinions.暂停补偿 === undefined)
    throw new ConfigError(file.name, lineOf(['opinions']), '有参数suspension,没有写opinions.暂停补偿');
}

/** Every article that opinions and parameters cite is one of the document's. */
function checkArticles(
  file: ConfigFile,
  { value, lineOf }: YamlFile<DocumentFile>,
  known: readonly string[],
): void {
  const { opinions, parameters } = value;
  const cited = [
    ...Object.entries(opinions).map(([word, article]) => [['opinions', word], article ?? ''] as const),
    ...parametersIn(parameters).map(([key, one]) => [['parameters', key, 'article'], one.article] as const),
  ];
  for (const [path, article] of cited) {
    const strange = article === '' ? undefined : articlesIn(article).find((one) => !known.includes(one));
    if (strange !== undefined)
      throw new ConfigError(file.name, lineOf(path), `引用的${strange},articles.yaml没有`);
  }
}

const parametersIn = (parameters: DocumentFile['parameters']): [string, FileParameter][] =>
  Object.entries(parameters).filter((entry): entry is [string, FileParameter] => entry[1] !== undefined);

function termsAt(periods: readonly { from: IsoDate; terms: PolicyTerms }[], date: IsoDate): PolicyTerms {
  const found = periods.findLast((period) => period.from <= date);
  if (found === undefined) throw new Error(`a policy without terms on ${date}`);
  return found.terms;
}

function valuesOn(parameters: readonly [string, FileParameter][], date: IsoDate): Values {
  const values = parameters.map(([key, one]) => [
    key,
    one.values.find((value) => value.from <= date && date <= value.to)?.value,
  ]);
  return Object.fromEntries(values) as Values;
}

function parameterOf(key: string, parameter: FileParameter, { parameters }: Catalogue): Parameter {
  const words = parameters[key];
  if (words === undefined) throw new Error(`rules.yaml says nothing of parameter ${key}`);
  return { key, ...words, ...parameter };
}

/** Each day of the validity has exactly one value of each parameter, and no other day has one. */
function checkTimelines(file: ConfigFile, yaml: YamlFile<DocumentFile>): void {
  const { validity, parameters } = yaml.value;
  const fail = (path: readonly PropertyKey[], reason: string): never => {
    throw new ConfigError(file.name, yaml.lineOf(path), reason);
  };
  for (const [key, { values }] of parametersIn(parameters)) {
    let expected = validity.from;
    for (const [i, { from, to }] of values.entries()) {
      const path = ['parameters', key, 'values', i];
      if (from !== expected) fail([...path, 'from'], `${key}应自${expected}起,前后衔接,现为${from}`);
      if (to < from) fail([...path, 'to'], `${key}的止期${to}早于起期${from}`);
      expected = addDays(to, 1);
    }
    const last = addDays(expected, -1);
    if (last !== validity.to) {
      fail(
        ['parameters', key, 'values', values.length - 1, 'to'],
        `${key}应至有效期末${validity.to},现至${last}`,
      );
    }
  }
}
