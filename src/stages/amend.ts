import { fenFromText, times, yuan } from '../domain/money.js';
import type { DecisionBooks } from '../ledger/records/decision-books.js';
import type { Change } from '../ledger/records/events.js';
import type { Amendment, Filing } from '../ledger/records/records.js';
import { changed } from './changes.js';
import type { Effects, Why } from './stage.js';

/** What passing an amendment (变更) does to the filing that it was made for. */

/** Why it cannot be passed any more, as the beginning of a sentence; undefined where nothing stands against it. */
export function standsAgainst(amendment: Amendment, books: DecisionBooks): string | undefined {
  const filing = books.amended(amendment);
  const open = filing?.status === '受理' || (amendment.change === '撤回' && filing?.status === '待核');
  if (!open) return `${amendment.businessNo}所变更的备案现为${filing?.status ?? '(无)'}`;
  const live = books.liveClaim(amendment);
  return live === undefined ? undefined : `该借据已有补偿申请${live}在办或已补偿`;
}

/** The filing is withdrawn, or has the new value from now on. @param why the decision */
export function passAmendment(amendment: Amendment, books: DecisionBooks, effects: Effects, why: Why): void {
  const filing = books.amended(amendment);
  if (filing === undefined) throw new Error(`amendment ${amendment.businessNo} without its filing`);
  if (amendment.change === '撤回') {
    effects.move('filing', filing, '撤回', why);
    filing.resolvedOn = why.on;
    return;
  }
  const changes = amendedValues(filing, amendment);
  effects.move('filing', filing, filing.status, { ...why, notice: false, changes });
}

function amendedValues(filing: Filing, amendment: Amendment): Change[] {
  const { change, item, newMaturesOn } = amendment;
  const value = change === '展期' ? newMaturesOn : amendment.value;
  if (value === undefined) throw new Error(`amendment ${amendment.businessNo} without a value`);
  if (change === '展期' || item === '合同到期日') {
    const changes = changed('合同到期日', filing.maturesOn, value);
    filing.maturesOn = value;
    return changes;
  }
  if (item === '企业名称') {
    const changes = changed(item, filing.enterpriseName, value);
    filing.enterpriseName = value;
    return changes;
  }
  if (item === '统一社会信用代码') {
    const changes = changed(item, filing.uscc, value);
    filing.uscc = value;
    return changes;
  }
  return amendedPrincipal(filing, fenFromText(value));
}

/** A corrected 贷款金额 takes the filing's rate again, half-up. */
function amendedPrincipal(filing: Filing, principal: bigint): Change[] {
  const fen = filing.rate === undefined ? undefined : times(principal, filing.rate);
  const words = (amount: bigint | undefined) => (amount === undefined ? '' : yuan(amount));
  const changes = [
    ...changed('贷款金额', yuan(filing.principal), yuan(principal)),
    ...changed('贷款本金', words(filing.principalFen), words(fen)),
  ];
  filing.principal = principal;
  filing.principalFen = fen;
  return changes;
}
