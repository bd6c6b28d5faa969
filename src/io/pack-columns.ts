import { type ExtraColumn, type Policies, type Policy, termsOfAll } from '../domain/policy.js';
import type { PolicyTerms } from '../domain/terms.js';
import type { CellType, Choice, Column, Condition } from './column.js';

/** What packs say of the columns of files: the words of enumerations, a fund's own headers, columns of one scheme. */

/** A column of the contract with what the configured schemes say of it. */
export function withWords(column: Column, policies: Policies): Column {
  if (column.key === 'scheme') return { ...column, values: policies.inReadingOrder.flatMap(schemeWords) };
  const said = policies.inReadingOrder.flatMap(({ files }) => files.values[column.key] ?? []);
  const values = [...new Set(said)].map((text) => ({ text, canonical: text }));
  const [header = column.header, ...aliases] = [
    ...new Set(policies.inReadingOrder.flatMap(({ files }) => files.headers[column.key] ?? [])),
  ];
  return {
    ...column,
    ...(values.length === 0 ? {} : { values }),
    header: header === '' ? column.key : header,
    aliases,
    need: needOf(column, policies),
  };
}

const schemeWords = ({ code, words }: Policy): Choice[] => words.map((text) => ({ text, canonical: code }));

function needOf(column: Column, policies: Policies): Column['need'] {
  if (column.key === 'sti_scope') {
    const asking = policies.inReadingOrder.filter(({ documents }) =>
      documents.some((document) => (document.basis('F-STI-SCOPE')?.severity ?? 'off') !== 'off'),
    );
    return asking.length === 0 ? 'O' : underSchemes(asking);
  }
  if (column.key === 'bank_risk_share') return ownShareNeed(policies);
  return column.need;
}

/** The bank's own share, of the types that some scheme shares: but for schemes that take the type without sharing it. */
function ownShareNeed(policies: Policies): Column['need'] {
  const types = [...new Set(allTerms(policies).flatMap(({ riskShared }) => riskShared?.loanType ?? []))];
  if (types.length === 0) return 'O';
  const takesWhole = ({ documents }: Policy, type: string): boolean =>
    documents
      .flatMap(termsOfAll)
      .every(
        ({ riskShared, loanTypes }) => riskShared?.loanType !== type && loanTypes?.includes(type) !== false,
      );
  const whole = policies.inReadingOrder.flatMap((policy) =>
    types.filter((type) => takesWhole(policy, type)).map((type) => `${policy.code}/${type}`),
  );
  return {
    when: ({ scheme, loan_type: type = '' }) => types.includes(type) && !whole.includes(`${scheme}/${type}`),
    words: `贷款类型为${types.join('或')}时必填`,
  };
}

function underSchemes(schemes: readonly Policy[]): Condition {
  const codes = schemes.map(({ code }) => code);
  return {
    when: (values) => codes.includes(values['scheme'] ?? ''),
    words: `政策类型为${schemes.map(({ name }) => name).join('或')}时必填`,
  };
}

const allTerms = (policies: Policies): PolicyTerms[] =>
  policies.inReadingOrder.flatMap(({ documents }) => documents.flatMap(termsOfAll));

const TYPES: Readonly<Record<ExtraColumn['type'], CellType>> = {
  yes_no: 'choice',
  choice: 'choice',
  share: 'share',
  amount: 'amount_not_negative',
  whole: 'whole',
};

/** Columns that schemes ask for besides, of the filing file; empty in rows of the others. */
export function extraColumns(policies: Policies): Column[] {
  const { inReadingOrder } = policies;
  const all = inReadingOrder.flatMap(({ files }) => files.extra);
  const first = all.filter((one, i) => all.findIndex(({ key }) => key === one.key) === i);
  return first.map(({ key, header, type, values }): Column => {
    const words = type === 'yes_no' ? ['是', '否'] : values;
    const asking = inReadingOrder.filter(({ files }) =>
      files.extra.some((one) => one.key === key && one.required),
    );
    return {
      key,
      header,
      type: TYPES[type],
      need: asking.length > 0 ? underSchemes(asking) : 'O',
      ...(words.length === 0 ? {} : { values: words.map((text) => ({ text, canonical: text })) }),
    };
  });
}
