import type { Fen } from '../domain/money.js';
import type { PolicyTerms } from '../domain/policy.js';

/** A bank's position under one scheme, in fen. */
export interface Position {
  /** 备案本金总额: CNY principal of its accepted filings. */
  readonly filed: Fen;
  /** 申请不良本金总额: base of its claims other than 待核, 退回, 不予确认. */
  readonly applied: Fen;
  /** 补偿净额: recommended and paid compensation less clawback money received. */
  readonly net: Fen;
}

export type BankState = '正常' | '暂停';

/**
 * Suspension (暂停) and its lifting (恢复) of one bank and scheme. At exactly a threshold nothing changes.
 * Source: XW §8 (share and net sum), KC §9 (net sum only).
 */
export function nextState(state: BankState, position: Position, terms: PolicyTerms): BankState {
  const overNet = position.net > terms.suspensionNet;
  const underNet = position.net < terms.suspensionNet;
  const share = shareCompared(position, terms);
  if (state === '正常') return overNet && share !== 'within' ? '暂停' : '正常';
  return underNet || share === 'within' ? '正常' : '暂停';
}

/** KC knows no share, so nothing there lifts or prevents by it. With nothing filed, any applied sum is over. */
function shareCompared(position: Position, terms: PolicyTerms): 'over' | 'within' | 'not looked at' {
  if (terms.suspensionShare === undefined) return 'not looked at';
  const { num, den } = terms.suspensionShare;
  return position.applied * den > position.filed * num ? 'over' : 'within';
}
