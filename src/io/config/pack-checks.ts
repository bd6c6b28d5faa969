import type { ExtraColumn, FileWords, Policy } from '../../domain/policy.js';
import { COLUMNS, REJECT_COLUMNS } from '../columns.js';
import { ConfigError } from './config-error.js';

/** What of a scheme's own file contradicts the contract of files, or another scheme. Reasons are for the operator. */

/** A scheme with the lines of its scheme.yaml. */
export interface ReadPolicy {
  readonly policy: Policy;
  lineOf(path: readonly PropertyKey[]): number;
}

export interface SchemeFault {
  readonly path: readonly PropertyKey[];
  readonly reason: string;
}

/** Names of computed facts: no column may be called so. */
const COMPUTED = ['qualified', 'term_months', 'outstanding', 'own_risk'];

/** Words and columns of the scheme's files. */
export function fileFault({ values, extra }: FileWords): SchemeFault | undefined {
  for (const column of ['entity_type', 'qualification', 'loan_type', 'other_cover'])
    if (values[column] === undefined)
      return { path: ['values'], reason: `没有写${column}:备案文件必填这一列,写明可以填哪些值` };
  if (values['qualification']?.includes('无') !== true)
    return { path: ['values', 'qualification'], reason: 'qualification没有"无":没有资质的填什么' };
  for (const [column, words] of Object.entries(values)) {
    const twice = words.find((word, i) => words.indexOf(word) < i);
    if (twice !== undefined) return { path: ['values', column], reason: `${column}中"${twice}"写了两次` };
  }
  const keys = COLUMNS.filing.map(({ key }) => key);
  const headers = [...COLUMNS.filing.map(({ header }) => header), ...REJECT_COLUMNS];
  for (const [i, { key, header }] of extra.entries()) {
    const path = ['extra', i];
    if (keys.includes(key) || COMPUTED.includes(key)) return { path, reason: `key"${key}"已有,请换一个` };
    if (headers.includes(header)) return { path, reason: `列名"${header}"备案文件已有,请换一个` };
    keys.push(key);
    headers.push(header);
  }
  return undefined;
}

/** Codes, words, places and columns tell schemes apart; a scheme goes before others that are there. @throws ConfigError */
export function checkAmong({ policy, lineOf }: ReadPolicy, all: readonly Policy[]): void {
  const fail = (path: readonly PropertyKey[], reason: string): never => {
    throw new ConfigError(`policy/${policy.code}/scheme.yaml`, lineOf(path), reason);
  };
  for (const other of all.filter((one) => one !== policy)) {
    const shared = policy.words.find((word) => other.words.includes(word));
    if (shared !== undefined) fail(['words'], `称呼"${shared}"也是${other.code}的`);
    if (policy.place === other.place) fail(['place'], `次序${policy.place}也是${other.code}的`);
    for (const [i, column] of policy.files.extra.entries()) {
      const strange = other.files.extra.find((one) => isMixed(column, one));
      if (strange !== undefined)
        fail(['extra', i], `列"${column.header}"与${other.code}的列"${strange.header}"重名而写法不同`);
    }
  }
  const known = all.map(({ code }) => code);
  const unknown = beforeOf(policy).find((code) => !known.includes(code) || code === policy.code);
  if (unknown !== undefined) fail(['code'], `before写了"${unknown}",应为其他政策的代码`);
  const mutual = all.find(
    (other) => beforeOf(policy).includes(other.code) && beforeOf(other).includes(policy.code),
  );
  if (mutual !== undefined) fail(['code'], `before:${policy.code}与${mutual.code}互相优先`);
}

/** The same key or header for what is not the same column. */
const isMixed = (a: ExtraColumn, b: ExtraColumn): boolean =>
  (a.key === b.key || a.header === b.header) &&
  (a.key !== b.key || a.header !== b.header || a.type !== b.type || a.values.join() !== b.values.join());

/** Schemes that some value of the scheme's documents goes before. */
const beforeOf = ({ documents }: Policy): readonly string[] =>
  documents
    .flatMap((document) => document.parameters.filter(({ key }) => key === 'before'))
    .flatMap(({ values }) => values.flatMap(({ value }) => value as string[]));
