import { percent, yuanWords } from '../domain/money.js';
import type { Position } from '../domain/position.js';
import type { Measure, SuspensionTerms } from '../domain/terms.js';

/** How a bank stands against the thresholds of suspension (暂停), in words for people. */

const NAMES = { 'applied/filed': '不良占比', 'paid/filed': '补偿占比', net: '补偿净额' } as const;

/** When a bank is suspended, whatever its figures: `不良占比超过3.00%且补偿净额超过5,000,000.00元的暂停`. */
export function thresholdWords(suspension: SuspensionTerms | undefined): string {
  if (suspension === undefined) return '没有暂停界限';
  const measures = suspension.measures.map(({ of, period, share, sum }) => {
    const limit = of === 'net' ? yuanWords(sum ?? 0n) : `${percent(share ?? { num: 0n, den: 1n }, 2)}%`;
    return `${period === 'year' ? '当年' : ''}${NAMES[of]}超过${limit}`;
  });
  return `${measures.join(suspension.join === 'and' ? '且' : '或')}的暂停`;
}

/** `不良占比2.1000%(暂停线3.00%),补偿净额1,000.00元(暂停线5,000,000.00元)`; what several thresholds need is said at the end. */
export function suspensionWords(position: Position, suspension: SuspensionTerms | undefined): string {
  if (suspension === undefined) return '本政策没有暂停界限';
  const measures = suspension.measures.map((measure) => {
    const { of, share, sum } = measure;
    const limit = of === 'net' ? yuanWords(sum ?? 0n) : `${percent(share ?? { num: 0n, den: 1n }, 2)}%`;
    return `${measured(measure, position)}(暂停线${limit})`;
  });
  if (measures.length < 2) return measures.join('');
  return `${measures.join(',')},${suspension.join === 'and' ? '须同时超过' : '超过任何一项'}即暂停`;
}

/** `当年补偿占比2.1000%`, `补偿净额1,000.00元`. */
function measured({ of, period }: Measure, position: Position): string {
  const { filed, applied, used, net } = period === 'all' ? position : position.year;
  const name = `${period === 'year' ? '当年' : ''}${NAMES[of]}`;
  if (of === 'net') return `${name}${yuanWords(net)}`;
  const value = percent({ num: of === 'applied/filed' ? applied : used, den: filed }, 4);
  return `${name}${value === '' ? '(无备案)' : `${value}%`}`;
}

/** What the thresholds look at besides the share and the net sum of all time, which every sentence on a bank gives. */
export const measuredBesides = (
  position: Position,
  suspension: SuspensionTerms | undefined,
): readonly string[] =>
  (suspension?.measures ?? [])
    .filter(({ of, period }) => period === 'year' || of === 'paid/filed')
    .map((measure) => measured(measure, position));
