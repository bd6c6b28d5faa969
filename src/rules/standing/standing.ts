import type { Scheme } from '../../domain/scheme.js';

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
