import type { Condition } from '../../domain/conditions.js';
import type { ExtraColumn } from '../../domain/policy.js';
import type { Basis, Catalogue } from '../../domain/rule-words.js';
import type { PolicyTerms, RatioTable } from '../../domain/terms.js';

/** What in a document contradicts itself though each line is well formed. Reasons are for the operator, by parameter. */

export interface Fault {
  /** Key of the parameter, or undefined where it is none. */
  readonly key: string | undefined;
  readonly reason: string;
}

/** Facts that the books have of every filing, and that a claim computes. */
const ALWAYS = ['loan_type', 'qualified', 'first_loan', 'principal', 'outstanding', 'term_months'] as const;
/** Columns of a filing row that conditions may look at besides. */
const FILED = [
  'entity_type',
  'enterprise_size',
  'industry',
  'employees',
  'revenue',
  'total_assets',
  'qualification',
  'other_cover',
  'origination',
  'currency',
  'lpr_tenor',
  'annual_rate',
] as const;
const NUMBERS: readonly string[] = [
  'principal',
  'outstanding',
  'term_months',
  'employees',
  'revenue',
  'total_assets',
  'annual_rate',
];
/** Known of a claim only, not of a filing. */
const OF_CLAIMS: readonly string[] = ['outstanding', 'principal'];

/** Names that ratios ask for and the books keep apart from their columns. */
export function keptFactsOf({ ratio, capBank, capCredit }: PolicyTerms): readonly string[] {
  const asked = [
    ...[...(capBank ?? []), ...(capCredit ?? [])].flatMap(({ when }) => when.map(({ fact }) => fact)),
    ...conditionsIn(ratio).map(({ fact }) => fact),
    ...ratio.cases.flatMap((one) => one.baseAtMost ?? []),
  ];
  return asked.filter((fact) => fact !== OWN_RISK && !ALWAYS.some((always) => always === fact));
}

const conditionsIn = ({ cases, addOns }: RatioTable): Condition[] =>
  [...cases, ...addOns].flatMap(({ when }) => when);

/** The first fault of one period's terms. */
export function faultOf(
  terms: PolicyTerms,
  extra: readonly ExtraColumn[],
  basis: (code: string) => Basis | undefined,
): Fault | undefined {
  const isOff = (code: string): boolean => basis(code)?.severity === 'off';
  const { ratio } = terms;
  return (
    conditionFault('ratio', conditionsIn(ratio), extra, []) ??
    conditionFault(
      'cap_bank',
      (terms.capBank ?? []).flatMap(({ when }) => when),
      extra,
      OF_CLAIMS,
    ) ??
    conditionFault(
      'cap_credit',
      (terms.capCredit ?? []).flatMap(({ when }) => when),
      extra,
      OF_CLAIMS,
    ) ??
    conditionFault(
      'enterprise_sizes',
      (terms.enterpriseSizes ?? []).flatMap(({ when }) => when),
      extra,
      OF_CLAIMS,
    ) ??
    ratioFault(terms, extra, isOff)
  );
}

function conditionFault(
  key: string,
  conditions: readonly Condition[],
  extra: readonly ExtraColumn[],
  without: readonly string[],
): Fault | undefined {
  for (const { fact, oneOf } of conditions) {
    const own = extra.find((one) => one.key === fact);
    const known = [...ALWAYS, ...FILED].some((one) => one === fact && !without.includes(one));
    if (own === undefined && !known) return { key, reason: `条件写了不认识的事实"${fact}"` };
    const isNumber = own === undefined ? NUMBERS.includes(fact) : !['yes_no', 'choice'].includes(own.type);
    if (isNumber && oneOf !== undefined)
      return { key, reason: `条件${fact}是数字,应写over、at_least、below、up_to` };
    if (!isNumber && oneOf === undefined) return { key, reason: `条件${fact}不是数字,应写可选的值` };
    const words =
      own?.type === 'yes_no' || ['qualified', 'first_loan'].includes(fact) ? ['是', '否'] : own?.values;
    const strange = words === undefined ? undefined : oneOf?.find((word) => !words.includes(word));
    if (strange !== undefined) return { key, reason: `条件${fact}写了不认识的值"${strange}"` };
  }
  return undefined;
}

const WHOLE = 1_000_000n;
/** The bank's own part as the claim states it (自担风险本金余额). */
const OWN_RISK = 'own_risk';

function ratioFault(
  { ratio, riskShared, qualifications, firstLoan }: PolicyTerms,
  extra: readonly ExtraColumn[],
  isOff: (code: string) => boolean,
): Fault | undefined {
  const fault = (reason: string): Fault => ({ key: 'ratio', reason });
  const { cases, addOns, stack, most } = ratio;
  const asked = conditionsIn(ratio).map(({ fact }) => fact);
  const points = addOns.map((one) => one.points);
  const added = stack === 'sum' ? points.reduce((a, b) => a + b, 0n) : highestOf(points);
  const highest = highestOf(
    cases.flatMap(({ percent, slabs }) => [percent ?? 0n, ...slabs.map((slab) => slab.percent)]),
  );
  if (highest + added > WHOLE && most === undefined)
    return fault('比例加上提高的百分点超过100%,又没有封顶most');
  const always = cases.findIndex(({ when }) => when.length === 0);
  if (ratio.pick === 'first' && always >= 0 && always < cases.length - 1)
    return fault('没有条件的一档后面还有几档,永远用不到');
  if (always < 0 && isOff('C-RATIO-NONE'))
    return fault('每一档都有条件,不符合任何一档时怎样办没有写:C-RATIO-NONE不能是off');
  const unsure = [...cases, ...addOns].some(({ when }) => when.some(({ fact }) => !isAlways(fact)));
  const asksPart = cases.some((one) => one.refer !== undefined || one.baseAtMost !== undefined);
  if ((unsure || asksPart) && isOff('C-RATIO-OPEN'))
    return fault('比例所看的情况可能没有登记,或者有写明refer的档次:C-RATIO-OPEN不能是off');
  const part = cases.flatMap((one) => one.baseAtMost ?? []);
  const strange = part.find(
    (key) => key !== OWN_RISK && !extra.some((one) => one.key === key && one.type === 'amount'),
  );
  if (strange !== undefined)
    return fault(`base_at_most的"${strange}"不是own_risk,也不是scheme.yaml中类型为amount的列`);
  const shared = cases.filter((one) => one.ownRisk || one.baseAtMost === OWN_RISK);
  if (shared.length > 0 && riskShared === undefined) return fault('own_risk需要参数risk_shared');
  if (shared.length > 0 && isOff('C-OWN-RISK'))
    return fault('用了own_risk,自担风险本金余额没填时怎样办没有写:C-OWN-RISK不能是off');
  if (shared.some(({ when }) => !isOnly(when, 'loan_type', riskShared?.loanType)))
    return fault(`own_risk只用于条件为loan_type: [${riskShared?.loanType}]的一档`);
  if (asked.includes('qualified') && qualifications.length === 0)
    return fault('条件写了qualified,参数qualifications没有列出任何资质');
  if (asked.includes('first_loan') && firstLoan === undefined)
    return fault('条件写了first_loan,没有参数first_loan');
  for (const { slabs } of cases) {
    const open = slabs.findIndex(({ upTo }) => upTo === undefined);
    if (open >= 0 && open < slabs.length - 1) return fault('slabs中只有最后一段可以不写up_to');
    const sums = slabs.flatMap(({ upTo }) => upTo ?? []);
    if (sums.some((sum, i) => i > 0 && sum <= (sums[i - 1] ?? 0n))) return fault('slabs的up_to应逐段增大');
  }
  return undefined;
}

const isOnly = (when: readonly Condition[], fact: string, word: string | undefined): boolean =>
  when.some((one) => one.fact === fact && one.oneOf?.every((text) => text === word) === true);

function highestOf(units: readonly bigint[]): bigint {
  let highest = 0n;
  for (const one of units) if (one > highest) highest = one;
  return highest;
}

const isAlways = (fact: string): boolean => ALWAYS.some((one) => one === fact);

/** Every document has these. */
const DEMANDED: readonly string[] = ['ratio', 'run_period'];

/** A parameter that no rule and no calculation of the document looks at. */
export function unusedParameter(
  keys: readonly string[],
  catalogue: Catalogue,
  basis: (codeOrName: string) => Basis | undefined,
): string | undefined {
  const named = [
    ...catalogue.rules.map(({ code, parameters }) => ({ name: code, parameters })),
    ...catalogue.calculations.map(({ name, parameters }) => ({ name, parameters })),
  ];
  const used = new Set(
    named.filter(({ name }) => basis(name)?.severity !== 'off').flatMap(({ parameters }) => parameters),
  );
  return keys.find((key) => !used.has(key) && !DEMANDED.includes(key));
}
