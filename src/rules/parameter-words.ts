import { factWord } from '../domain/fact-words.js';
import { grouped } from '../domain/money.js';
import type { ExtraColumn } from '../domain/policy.js';

/** A parameter's value as it stands in a document, in words for people. */

type Map = Readonly<Record<string, unknown>>;

const isMap = (value: unknown): value is Map =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const mapsIn = (value: unknown): readonly Map[] => (Array.isArray(value) ? value.filter(isMap) : []);
const yuanOf = (value: unknown): string => `${grouped(String(value))}元`;

/** `10,000,000.00元`, `15工作日`, `信用、知识产权质押`, `放款日资质有效为是:50,000,000.00元,其余:30,000,000.00元`. */
export function parameterWords(value: unknown, unit: string, extra: readonly ExtraColumn[] = []): string {
  if (Array.isArray(value)) {
    const cases = mapsIn(value);
    if (cases.length > 0)
      return cases
        .map((one) => `${whenWords(one['when'], extra)}:${parameterWords(one['is'], unit)}`)
        .join(',');
    return value.length === 0 ? '(无)' : value.join('、');
  }
  if (isMap(value)) {
    if (Array.isArray(value['cases'])) return ratioWords(value, extra);
    if (Array.isArray(value['measures'])) return suspensionTermsWords(value);
    return Object.entries(value)
      .map(([key, part]) => `${key}: ${parameterWords(part, '')}`)
      .join(';');
  }
  if (unit === '元') return yuanOf(value);
  return meaningOf(String(value), unit) ?? `${String(value)}${unit}`;
}

/** What a choice means where the unit lists what each of them does: `month月、quarter季、year年`. */
const meaningOf = (choice: string, unit: string): string | undefined =>
  unit
    .split('、')
    .find((one) => /^[a-z]+$/.test(choice) && one.startsWith(choice))
    ?.slice(choice.length);

const BOUNDS: Readonly<Record<string, string>> = {
  over: '大于',
  at_least: '不小于',
  below: '小于',
  up_to: '不大于',
};

/** `贷款类型为信用或知识产权质押且营业收入(万元)大于2000、不大于5000`. */
function whenWords(when: unknown, extra: readonly ExtraColumn[]): string {
  if (!isMap(when)) return '其余';
  return Object.entries(when)
    .map(([fact, test]) => {
      if (!isMap(test))
        return `${factWord(fact, extra)}为${Array.isArray(test) ? test.join('或') : String(test)}`;
      const bounds = Object.entries(test).map(
        ([bound, limit]) => `${BOUNDS[bound] ?? bound}${String(limit)}`,
      );
      return `${factWord(fact, extra)}${bounds.join('、')}`;
    })
    .join('且');
}

function ratioWords(ratio: Map, extra: readonly ExtraColumn[]): string {
  const addOns = ratio['add_ons'];
  const added = isMap(addOns) ? mapsIn(addOns['cases']) : [];
  const stack = isMap(addOns) && addOns['stack'] === 'sum' ? '相加' : '只取最高的一项';
  return [
    ...(ratio['pick'] === 'highest' ? ['从高'] : []),
    ...mapsIn(ratio['cases']).map((one) => `${whenWords(one['when'], extra)}:${caseWords(one, extra)}`),
    ...added.map((one) => `${whenWords(one['when'], extra)}:提高${String(one['points'])}个百分点`),
    ...(added.length > 1 ? [`几项提高${stack}`] : []),
    ...(ratio['most'] === undefined ? [] : [`最高${String(ratio['most'])}%`]),
    ...(ratio['most_amount'] === undefined ? [] : [`每笔不超过${yuanOf(ratio['most_amount'])}`]),
  ].join(';');
}

function caseWords(one: Map, extra: readonly ExtraColumn[]): string {
  const slabs = mapsIn(one['slabs']).map(({ up_to: upTo, percent }) =>
    upTo === undefined ? `其余部分${String(percent)}%` : `至${yuanOf(upTo)}的部分${String(percent)}%`,
  );
  return [
    ...(slabs.length === 0 ? [`${String(one['percent'])}%`] : slabs),
    ...(one['at_most_of'] === undefined ? [] : ['以银行自担风险本金为限']),
    ...(one['base_at_most'] === undefined
      ? []
      : [`基数以${factWord(String(one['base_at_most']), extra)}为限`]),
    ...(one['refer'] === undefined ? [] : [`待核(${String(one['refer'])})`]),
  ].join(',');
}

const MEASURES: Readonly<Record<string, string>> = {
  'applied/filed': '申请不良本金÷备案本金',
  'paid/filed': '补偿÷备案本金',
  net: '补偿净额',
};

function suspensionTermsWords({ join, measures }: Map): string {
  const each = mapsIn(measures).map(({ of, period, over, lifted }) => {
    const limit = of === 'net' ? yuanOf(over) : `${String(over)}%`;
    const back = lifted === 'within' ? '降至界限以内恢复' : '低于界限恢复';
    return `${period === 'year' ? '当年' : ''}${MEASURES[String(of)] ?? String(of)}超过${limit}(${back})`;
  });
  const joined = join === 'and' ? '须同时超过' : '超过任何一项即暂停';
  return each.length < 2 ? each.join('') : `${each.join(';')};${joined}`;
}
