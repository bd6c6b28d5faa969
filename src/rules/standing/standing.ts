import type { Scheme } from '../../domain/scheme.js';
import { rule } from '../rule.js';

/** The catalogue of standing (资格): a bank is barred from a scheme, or let back. Source: rules.md §11, KC §17. */

export const T_FOUR_EYES = rule('T-FOUR-EYES', 'reject');
export const T_BANK = rule('T-BANK', 'reject');
export const T_SCHEME = rule('T-SCHEME', 'reject');
export const T_STATE = rule('T-STATE', 'reject');

/** A row of a standing file (资格) whose form is right. */
export interface StandingRow {
  readonly bank: string;
  readonly scheme: Scheme;
  /** 暂停, otherwise 恢复. */
  readonly barred: boolean;
  readonly documentNo: string;
  readonly maker: string;
  readonly checker: string;
  readonly reason: string;
}
