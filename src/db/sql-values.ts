import type { SqlValue } from './sql.js';

/** A value in PostgreSQL's text form, the one form both engines are sent, so that neither interprets it its own way. */
export function toText(value: SqlValue): string | null {
  if (value === null) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number') return numberText(value);
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`;
  return arrayLiteral(value);
}

function numberText(value: number): string {
  // 'NaN' and 'Infinity' are numbers to PostgreSQL and would be stored.
  if (!Number.isFinite(value)) throw new RangeError(`not a number for the database: ${value}`);
  return String(value);
}

function arrayLiteral(items: readonly (string | bigint | number)[]): string {
  const cells = items.map((item) => {
    if (typeof item === 'string') return `"${item.replace(/["\\]/g, '\\$&')}"`;
    return typeof item === 'number' ? numberText(item) : item.toString();
  });
  return `{${cells.join(',')}}`;
}

export type FromText = (text: string) => unknown;

const asIs: FromText = (text) => text;

/** How a column's text becomes a value, by type oid. What is not listed (text, numeric, date, timestamps) stays text. */
const SCALARS: ReadonlyMap<number, FromText> = new Map<number, FromText>([
  [16, (text) => text === 't'],
  [17, (text) => new Uint8Array(Buffer.from(text.slice(2), 'hex'))],
  [20, BigInt],
  [21, Number],
  [23, Number],
  [26, Number],
  [114, (text) => JSON.parse(text)],
  [700, Number],
  [701, Number],
  [3802, (text) => JSON.parse(text)],
]);

/** Array type oid → element type oid. */
const ARRAYS: ReadonlyMap<number, number> = new Map([
  [1000, 16],
  [1005, 21],
  [1007, 23],
  [1009, 25],
  [1015, 1043],
  [1016, 20],
  [1021, 700],
  [1022, 701],
  [1182, 1082],
  [1231, 1700],
]);

export function fromText(oid: number): FromText {
  const element = ARRAYS.get(oid);
  if (element === undefined) return SCALARS.get(oid) ?? asIs;
  const parse = SCALARS.get(element) ?? asIs;
  return (text) => arrayItems(text).map((item) => (item === null ? null : parse(item)));
}

const ITEM = /"((?:[^"\\]|\\.)*)"|([^",{}]+)/gs;

/** The items of a one-dimensional array literal. */
function arrayItems(literal: string): (string | null)[] {
  if (literal === '{}') return [];
  if (!/["N]/.test(literal)) return literal.slice(1, -1).split(',');
  return Array.from(literal.matchAll(ITEM), ([, quoted, bare]) => {
    if (quoted !== undefined) return quoted.replace(/\\(.)/gs, '$1');
    return bare === 'NULL' || bare === undefined ? null : bare;
  });
}
