import type { Finding } from '../../domain/findings.js';
import { quotedNumber } from '../../domain/quotable.js';
import { noted } from '../rule.js';
import type { CorrectionRow } from './correction.js';
import { X_UNKNOWN } from './rules.js';

/** What a number names that the action is not for: its kind in words, and how it stands. */
export interface OtherItem {
  readonly kind: string;
  readonly state: string;
}

/** X-UNKNOWN: says what the number is and how it stands, or that nobody knows it. */
export function unknownItem(row: CorrectionRow, wanted: string, other: OtherItem | undefined): Finding {
  const number = quotedNumber(row.businessNo);
  const what =
    other === undefined
      ? `账簿中没有编号为${number}的事项`
      : `编号${number}是${other.kind},现为${other.state}`;
  return noted(X_UNKNOWN, `${what},${row.action}只用于${wanted}。请核对业务编号和处理方式。`);
}
