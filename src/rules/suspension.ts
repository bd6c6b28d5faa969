import type { Fen } from '../domain/money.js';
import type { PolicyTerms } from '../domain/policy.js';
import type { Calculation } from './rule.js';

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

export const SUSPENSION: Calculation = {
  name: '暂停与恢复',
  doneBy: 'nextState(src/rules/suspension.ts)',
  articles: { XW: '第八条', KC: '第九条' },
  quotes: {
    XW: [
      '当申请风险补偿的不良贷款项目本金总额超过该合作银行备案贷款项目本金总额的3%,且对该合作银行补偿净额超过500万元时,即暂停办理该合作银行备案项目的风险补偿业务',
      '待前述比例降至3%以内或由于项目追偿返还致补偿净额低于500万元,恢复办理该合作银行备案项目的风险补偿业务',
    ],
    KC: [
      '当该合作银行补偿净额超过1500万元时,暂停办理该合作银行备案项目的风险补偿业务',
      '待由于项目追偿返还致补偿净额低于1500万元时,恢复办理该合作银行备案项目的风险补偿业务',
    ],
  },
  reading:
    '每次初审逐笔判断:轮到一笔申请时先更新该银行在该政策下的状态。“申请……本金总额”是各笔申请当期的补偿基数(待核、退回、不予确认的不计);“补偿净额”是建议补偿和已拨付的补偿减去已到账的追偿缴回。使银行超过界限的那一笔照付,下一笔起暂停;恰在界限上的不改变状态。暂停的申请在以后每次初审重新排队。',
  parameters: ['run_period', 'suspension_share', 'suspension_net'],
};

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
