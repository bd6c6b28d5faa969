import type { BankState, Position, Sums } from '../domain/position.js';
import type { Measure, PolicyTerms } from '../domain/terms.js';

/**
 * Suspension (暂停) and its lifting (恢复) of one bank and scheme. Joined by and, every measure must be over and any that
 * is not lifts it again; by or, the reverse. At exactly a threshold a measure counts for neither, unless being within it
 * lifts. Source: XW §8 (share and net sum), KC §9 (net sum only).
 */
export function nextState(state: BankState, position: Position, { suspension }: PolicyTerms): BankState {
  if (suspension === undefined) return '正常';
  const { join, measures } = suspension;
  const over = measures.map((one) => compared(one, position) === 'over');
  const lifted = measures.map((one) => compared(one, position) === 'lifted');
  const all = (held: readonly boolean[]): boolean => held.every((one) => one);
  const any = (held: readonly boolean[]): boolean => held.some((one) => one);
  if (state === '正常') return (join === 'and' ? all(over) : any(over)) ? '暂停' : '正常';
  return (join === 'and' ? any(lifted) : all(lifted)) ? '正常' : '暂停';
}

/** Where a measure stands; with nothing filed, any sum is over, and nothing at all is below any share. */
function compared(measure: Measure, position: Position): 'over' | 'at' | 'lifted' {
  const [value, limit] = sides(measure, measure.period === 'all' ? position : position.year);
  if (value > limit) return 'over';
  if (value === 0n && measure.of !== 'net') return 'lifted';
  return value < limit || measure.lifted === 'within' ? 'lifted' : 'at';
}

/** Both sides of the comparison, without a division. */
function sides({ of, share, sum }: Measure, { filed, applied, used, net }: Sums): [bigint, bigint] {
  if (of === 'net' || share === undefined) return [net, sum ?? 0n];
  return [(of === 'applied/filed' ? applied : used) * share.den, filed * share.num];
}
