import type { Finding } from '../domain/findings.js';
import type { Kind } from '../domain/kinds.js';
import type { Policies } from '../domain/policy.js';
import { readHeader } from '../io/header.js';
import { checkForm } from '../io/row-form.js';
import type { Row, TableKind, Tables } from './table.js';

/** Adds a cell that no column stands above. */
const SURPLUS = '多余单元格';

/** The good row of this name (without one, the kind's first) with what the case changes. */
export function changed(tables: Tables, kind: TableKind, base: string | undefined, row: Row): Row {
  const bases = tables.bases[kind] ?? {};
  const good = bases[base ?? Object.keys(bases)[0] ?? ''];
  if (good === undefined) throw new Error(`base.yaml没有${kind}的"${base ?? ''}"`);
  return { ...good, ...row };
}

export type Formed =
  | { readonly values: Readonly<Record<string, string>>; readonly findings: readonly [] }
  | { readonly values: undefined; readonly findings: readonly Finding[] };

/** Reads a row the way a file's row is read: header, cells, form. */
export function formed(kind: Kind, row: Row, policies: Policies): Formed {
  const { [SURPLUS]: surplus, ...cells } = row;
  const header = readHeader(kind, Object.keys(cells), policies);
  if ('problem' in header) throw new Error(header.problem);
  const texts = [...Object.values(cells), ...(surplus === undefined ? [] : [surplus])];
  const { values, findings } = checkForm(header, { cells: texts });
  return findings.length === 0 ? { values, findings: [] } : { values: undefined, findings };
}

/** The canonical values of a row that must be good: the situation of a case, not its subject. */
export function mustBeFormed(kind: Kind, row: Row, policies: Policies): Readonly<Record<string, string>> {
  const { values, findings } = formed(kind, row, policies);
  if (values === undefined) throw new Error(findings.map((f) => f.message).join(';'));
  return values;
}
