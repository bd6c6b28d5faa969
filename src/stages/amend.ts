import { amountFromText, amountText, yuan } from '../domain/money.js';
import type { DecisionBooks } from '../ledger/records/decision-books.js';
import type { Change } from '../ledger/records/events.js';
import type { Amendment, Filing } from '../ledger/records/records.js';
import { correctedPrincipal } from '../rules/amendment/amendment.js';
import { changed } from './changes.js';
import type { Effects, Why } from './stage.js';

/** What passing an amendment (变更) does to the filing that it was made for. */

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
  return amendedPrincipal(filing, value);
}

/** A corrected 贷款金额, in the loan's currency, and what it comes to in CNY. */
function amendedPrincipal(filing: Filing, value: string): Change[] {
  const principal = amountFromText(value);
  const fen = correctedPrincipal(filing, value);
  const words = (amount: bigint | undefined) => (amount === undefined ? '' : yuan(amount));
  const changes = [
    ...changed('贷款金额', amountText(filing.principal), amountText(principal)),
    ...changed('贷款本金', words(filing.principalFen), words(fen)),
  ];
  filing.principal = principal;
  filing.principalFen = fen;
  return changes;
}
