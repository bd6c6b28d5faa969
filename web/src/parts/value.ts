import type { Value } from './column.js';

/** A value of the API as it stands in a cell. */
export function textOf(value: Value): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? '是' : '否';
  return Array.isArray(value) ? value.join(';') : String(value);
}
