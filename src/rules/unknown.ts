import { quotedNumber } from '../domain/quotable.js';

/** What a number names that a row is not for: its kind in words, and how it stands. */
export interface OtherItem {
  readonly kind: string;
  readonly state: string;
}

/** What a number is and how it stands, or that nobody knows it, as the beginning of a sentence. */
export function numberWords(businessNo: string, other: OtherItem | undefined): string {
  const number = quotedNumber(businessNo);
  if (other === undefined) return `账簿中没有编号为${number}的事项`;
  return `编号${number}是${other.kind},现为${other.state}`;
}
