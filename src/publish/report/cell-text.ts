import { grouped, percent, yuan } from '../../domain/money.js';
import type { ColumnHead, Value } from '../sheet.js';

/** A cell as people read it on paper or a page: 1,234.50, 40.00%, empty where there is nothing. */
export function cellText(value: Value, { type, decimals = 2 }: ColumnHead): string {
  if (value === null) return '';
  if (typeof value === 'bigint') return type === 'money' ? grouped(yuan(value)) : value.toString();
  if (typeof value === 'string') return value;
  if (!('num' in value)) return value.join(';');
  const shown = percent(value, decimals);
  return shown === '' ? '' : `${shown}%`;
}

/** Figures stand on the right. */
export const isFigure = ({ type }: ColumnHead): boolean =>
  type === 'money' || type === 'count' || type === 'ratio';
