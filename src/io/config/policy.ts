import { addDays, type IsoDate, later } from '../../domain/dates.js';
import type { Parameter, Policy, PolicyTerms } from '../../domain/policy.js';
import type { Scheme } from '../../domain/scheme.js';
import { ConfigError } from './config-error.js';
import type { ConfigFile } from './config-files.js';
import { type FileParameter, KC_SCHEMA, type ValuesOf, XW_SCHEMA } from './policy-schema.js';
import { kcTerms, xwTerms } from './terms.js';
import { readYaml, type YamlFile } from './yaml.js';

/** What both policy files have in common, whatever their parameters are. */
interface PolicyFile<P> {
  readonly document: string;
  readonly scheme: Scheme;
  readonly validity: { readonly from: IsoDate; readonly to: IsoDate };
  readonly parameters: P;
}

/** `policy/XW.yaml` (小微). @throws ConfigError */
export function readXwPolicy(file: ConfigFile): Policy {
  return policyFrom(file, readYaml(file, XW_SCHEMA), xwTerms);
}

/** `policy/KC.yaml` (科创). @throws ConfigError */
export function readKcPolicy(file: ConfigFile): Policy {
  return policyFrom(file, readYaml(file, KC_SCHEMA), kcTerms);
}

function policyFrom<P extends Readonly<Record<string, FileParameter>>>(
  file: ConfigFile,
  yaml: YamlFile<PolicyFile<P>>,
  termsOf: (values: ValuesOf<P>) => PolicyTerms,
): Policy {
  const { document, scheme, validity, parameters } = yaml.value;
  checkTimelines(file, yaml);
  const list = Object.entries<FileParameter>(parameters);
  const starts = [...new Set(list.flatMap(([, one]) => one.values.map((value) => value.from)))].sort();
  const periods = starts.map((from) => ({ from, terms: termsOf(valuesOn(parameters, from)) }));
  return {
    scheme,
    document,
    validFrom: validity.from,
    validTo: validity.to,
    parameters: list.map(([key, one]) => parameterOf(key, one)),
    // The first period begins with the validity and the last one holds to its end: any other day is clamped by that.
    termsOn: (date) => termsAt(periods, later(date, validity.from)),
  };
}

function termsAt(periods: readonly { from: IsoDate; terms: PolicyTerms }[], date: IsoDate): PolicyTerms {
  const found = periods.findLast((period) => period.from <= date);
  if (found === undefined) throw new Error(`a policy without terms on ${date}`);
  return found.terms;
}

function valuesOn<P extends Readonly<Record<string, FileParameter>>>(
  parameters: P,
  date: IsoDate,
): ValuesOf<P> {
  const values = Object.entries<FileParameter>(parameters).map(([key, one]) => [
    key,
    one.values.find((value) => value.from <= date && date <= value.to)?.value,
  ]);
  return Object.fromEntries(values) as ValuesOf<P>;
}

function parameterOf(key: string, parameter: FileParameter): Parameter {
  const { judged_on: judgedOn, ...rest } = parameter;
  return { key, judgedOn, ...rest };
}

/** Each day of the validity has exactly one value of each parameter, and no other day has one. */
function checkTimelines<P extends Readonly<Record<string, FileParameter>>>(
  file: ConfigFile,
  yaml: YamlFile<PolicyFile<P>>,
): void {
  const { validity, parameters } = yaml.value;
  const fail = (path: readonly PropertyKey[], reason: string): never => {
    throw new ConfigError(file.name, yaml.lineOf(path), reason);
  };
  if (validity.to < validity.from) fail(['validity'], '有效期止早于有效期起');
  for (const [key, { values }] of Object.entries<FileParameter>(parameters)) {
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
