import { addDays, type IsoDate, later } from '../../domain/dates.js';
import type { Parameter, PolicyDocument, PolicyTerms } from '../../domain/policy.js';
import type { Catalogue } from '../../domain/rule-words.js';
import type { Scheme } from '../../domain/scheme.js';
import { readBases } from './basis.js';
import { ConfigError } from './config-error.js';
import type { ConfigFile } from './config-files.js';
import { DOCUMENT_SCHEMA, type DocumentFile, type FileParameter, type Values } from './policy-schema.js';
import { readArticles } from './prose.js';
import { termsOf } from './terms.js';
import { readYaml, type YamlFile } from './yaml.js';

/** `policy/<CODE>/<document>/document.yaml`: number, validity and parameters. @throws ConfigError */
export function readDocument(
  scheme: Scheme,
  file: ConfigFile,
  prose: { readonly rules: ConfigFile; readonly articles: ConfigFile },
  catalogue: Catalogue,
): PolicyDocument {
  const yaml = readYaml(file, DOCUMENT_SCHEMA);
  checkTimelines(file, yaml);
  const { number, short, validity, opinions, parameters } = yaml.value;
  const list = parametersIn(parameters);
  const starts = [...new Set(list.flatMap(([, one]) => one.values.map((value) => value.from)))].sort();
  const periods = starts.map((from) => ({ from, terms: termsOf(valuesOn(list, from)) }));
  const bases = readBases(
    prose.rules,
    catalogue,
    list.map(([key]) => key),
  );
  return {
    scheme,
    number,
    short,
    opinions,
    validFrom: validity.from,
    validTo: validity.to,
    parameters: list.map(([key, one]) => parameterOf(key, one)),
    articles: readArticles(prose.articles),
    basis: (codeOrName) => bases.get(codeOrName),
    // The first period begins with the validity and the last one holds to its end: any other day is clamped by that.
    termsOn: (date) => termsAt(periods, later(date, validity.from)),
  };
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

function parameterOf(key: string, parameter: FileParameter): Parameter {
  const { judged_on: judgedOn, ...rest } = parameter;
  return { key, judgedOn, ...rest };
}

/** Each day of the validity has exactly one value of each parameter, and no other day has one. */
function checkTimelines(file: ConfigFile, yaml: YamlFile<DocumentFile>): void {
  const { validity, parameters } = yaml.value;
  const fail = (path: readonly PropertyKey[], reason: string): never => {
    throw new ConfigError(file.name, yaml.lineOf(path), reason);
  };
  if (validity.to < validity.from) fail(['validity'], '有效期止早于有效期起');
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
