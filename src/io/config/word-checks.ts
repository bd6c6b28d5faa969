import type { Condition } from '../../domain/conditions.js';
import type { FileWords } from '../../domain/policy.js';
import type { PolicyTerms } from '../../domain/terms.js';
import { COLUMNS } from '../columns.js';
import type { Fault } from './document-checks.js';

/** Words in a document's lists and conditions: one that no file may have can never be met, and is a slip of the pen. */

/** Columns of filings whose words conditions may ask for. */
const ASKED = [
  'entity_type',
  'enterprise_size',
  'loan_type',
  'other_cover',
  'origination',
  'qualification',
  'lpr_tenor',
];

/** What a cell of the column may say: the contract's words, or else the scheme's. */
function allowedIn(column: string, { values }: FileWords): readonly string[] | undefined {
  const { filing, claim, writeoff } = COLUMNS;
  const words = [...filing, ...claim, ...writeoff].find(({ key }) => key === column)?.values;
  return words?.map(({ text }) => text) ?? values[column];
}

/** The first word of a list or condition that the column it is about does not have. */
export function wordFault(terms: PolicyTerms, files: FileWords): Fault | undefined {
  const { ratio, riskShared } = terms;
  const sizes = terms.enterpriseSizes ?? [];
  const lists: readonly (readonly [string, string, readonly string[] | undefined])[] = [
    ['entity_types', 'entity_type', terms.entityTypes],
    ['enterprise_sizes', 'enterprise_size', sizes.flatMap(({ value }) => value)],
    ['loan_types', 'loan_type', terms.loanTypes],
    ['covers', 'other_cover', terms.covers],
    ['referred_covers', 'other_cover', terms.referredCovers],
    ['referred_originations', 'origination', terms.referredOriginations],
    ['qualifications', 'qualification', terms.qualifications],
    ['bad_classes', 'classification', terms.badClasses],
    ['writeoff_reasons', 'reason', terms.writeoffReasons],
    ['risk_shared', 'loan_type', riskShared && [riskShared.loanType]],
    ['risk_shared', 'other_cover', riskShared?.covers],
    ...conditionLists('ratio', [...ratio.cases, ...ratio.addOns]),
    ...conditionLists('cap_bank', terms.capBank),
    ...conditionLists('cap_credit', terms.capCredit),
    ...conditionLists('enterprise_sizes', sizes),
  ];
  for (const [key, column, words] of lists) {
    const allowed = allowedIn(column, files);
    const strange = words?.find((word) => allowed?.includes(word) !== true);
    if (strange === undefined) continue;
    const known = allowed === undefined ? `values没有写${column}` : `${column}有:${allowed.join('、')}`;
    return { key, reason: `不认识的值"${strange}",scheme.yaml和文件接口中${known}` };
  }
  return undefined;
}

function conditionLists(
  key: string,
  cases: readonly { readonly when: readonly Condition[] }[] | undefined,
): [string, string, readonly string[]][] {
  const asked = (cases ?? []).flatMap(({ when }) => when).filter(({ fact }) => ASKED.includes(fact));
  return asked.map(({ fact, oneOf }) => [key, fact, oneOf ?? []]);
}
