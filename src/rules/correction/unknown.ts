import type { Finding } from '../../domain/findings.js';
import { noted } from '../rule.js';
import { numberWords, type OtherItem } from '../unknown.js';
import type { CorrectionRow } from './correction.js';
import { X_UNKNOWN } from './rules.js';

/** X-UNKNOWN: says what the number is and how it stands, or that nobody knows it. */
export function unknownItem(row: CorrectionRow, wanted: string, other: OtherItem | undefined): Finding {
  const what = numberWords(row.businessNo, other);
  return noted(X_UNKNOWN, `${what},${row.action}只用于${wanted}。请核对业务编号和处理方式。`);
}
