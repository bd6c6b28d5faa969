import { firstOf } from '../../domain/conditions.js';
import { addMonths, type IsoDate } from '../../domain/dates.js';
import type { Finding } from '../../domain/findings.js';
import { wanWords } from '../../domain/money.js';
import { windowOf } from '../filing/window.js';
import { found, noted } from '../rule.js';
import * as rule from './amendment.js';
import {
  type Amending,
  type AmendmentBooks,
  correctedPrincipal,
  filedFacts,
  isRegistered,
} from './amendment.js';

/** What stands against an amendment of a filing, check by check. */

/** Nothing else may be under way on the loan: A-CLAIMED, A-SETTLED, A-PENDING. */
export function checkOpen({ row, filing, document }: Amending, books: AmendmentBooks): Finding[] {
  const findings: Finding[] = [];
  const live = books.liveClaim(row.iou);
  if (live !== undefined) {
    const message = `该借据已有补偿申请${live.businessNo}(${live.status}),备案不能${row.change}。尚未建议补偿的,可先报撤回申请。`;
    findings.push(found(rule.A_CLAIMED, document, message));
  }
  if (filing.settledOn !== undefined) {
    const message = `该贷款已报结清(结清日期${filing.settledOn}),不能再${row.change}。结清报错的,请托管机构对该结清报冲正重审。`;
    findings.push(noted(rule.A_SETTLED, message));
  }
  const pending = books.pendingAmendment(filing);
  if (pending !== undefined)
    findings.push(noted(rule.A_PENDING, `该备案的变更${pending}仍待核,请等待托管机构审核后再报。`));
  return findings;
}

/** A-DATE: the day of full repayment, or of the agreement to extend. */
export function checkEffectiveOn({ row, ctx, filing }: Amending): Finding[] {
  const on = row.effectiveOn;
  if (on === undefined || (row.change !== '结清' && row.change !== '展期')) return [];
  const faults = [
    ...(on > ctx.receivedOn ? [`晚于收到日${ctx.receivedOn}`] : []),
    ...(on < filing.disbursedOn ? [`早于放款日期${filing.disbursedOn}`] : []),
    ...(row.change === '展期' && on > filing.maturesOn ? [`晚于合同到期日${filing.maturesOn}`] : []),
  ];
  if (faults.length === 0) return [];
  return [noted(rule.A_DATE, `生效日期${on}${faults.join('、')}。请核对还款凭证或展期协议的日期。`)];
}

/** A-MATURITY of a 展期. */
export function checkExtended({ row, filing }: Amending): Finding[] {
  if (row.change !== '展期' || row.newMaturesOn === undefined) return [];
  if (row.newMaturesOn > filing.maturesOn) return [];
  const message = `新到期日${row.newMaturesOn}不晚于登记的合同到期日${filing.maturesOn}。请核对展期协议。`;
  return [noted(rule.A_MATURITY, message)];
}

/** A-VALUE of a 更正 and, where its value is one, A-MATURITY and A-CAP. */
export function checkValue(amending: Amending): Finding[] {
  const { row, ctx, filing } = amending;
  if (row.change !== '更正' || row.item === undefined) return [];
  const value = ctx.corrected;
  if (value === undefined) {
    const message = `更正值不是有效的${row.item}。请按备案文件中该列的格式填写。`;
    return [noted(rule.A_VALUE, message)];
  }
  const same = `更正值${value}与登记的${row.item}相同,没有可更正的内容。请核对更正项和更正值。`;
  return [
    ...(isRegistered(filing, row.item, value) ? [noted(rule.A_VALUE, same)] : []),
    ...(row.item === '合同到期日' ? checkCorrectedMaturity(amending, value) : []),
    ...(row.item === '贷款金额' ? checkCap(amending, value) : []),
  ];
}

function checkCorrectedMaturity({ ctx, filing, document }: Amending, value: IsoDate): Finding[] {
  const { claimWindow } = document.termsOn(ctx.receivedOn);
  const months = claimWindow?.from === 'maturity' ? claimWindow.months : undefined;
  const last = months === undefined ? undefined : addMonths(filing.maturesOn, months);
  const faults = [
    ...(value <= filing.disbursedOn ? [`更正后的合同到期日${value}不晚于放款日期${filing.disbursedOn}`] : []),
    ...(last !== undefined && ctx.receivedOn > last
      ? [
          `登记的合同到期日${filing.maturesOn}起${months}个月至${last},本文件于${ctx.receivedOn}收到,已不能更正到期日`,
        ]
      : []),
  ];
  return faults.length === 0 ? [] : [noted(rule.A_MATURITY, `${faults.join(',')}。请核对合同。`)];
}

function checkCap({ filing, document }: Amending, value: string): Finding[] {
  const cap = firstOf(document.termsOn(filing.disbursedOn).capBank, () => filedFacts(filing));
  const principal = correctedPrincipal(filing, value);
  if (cap === undefined || principal === undefined || principal <= cap) return [];
  const message = `更正后的贷款金额折人民币${wanWords(principal)},超过单户${wanWords(cap)}上限。请核对金额和币种。`;
  return [found(rule.A_CAP, document, message)];
}

/** A-WITHDRAW: an operator decides on a 撤回 that comes late, or of a loan that was once claimed for. */
export function checkWithdrawal({ row, ctx, filing, document }: Amending, books: AmendmentBooks): Finding[] {
  if (row.change !== '撤回') return [];
  const { filingWindow } = document.termsOn(filing.receivedOn);
  const window = filingWindow && windowOf(filingWindow, filing.receivedOn, ctx.reference.calendar);
  const deadline = window?.deadline;
  const reasons = [
    ...(window !== undefined && deadline === undefined
      ? [
          `备案于${filing.receivedOn}收到,${filingWindow?.per === 'month' ? '该月' : '该季度'}的备案截止日在工作日历中无法确定`,
        ]
      : []),
    ...(deadline !== undefined && ctx.receivedOn > deadline
      ? [
          `备案于${filing.receivedOn}收到,${window?.name}备案截止日为${deadline},本文件于${ctx.receivedOn}收到`,
        ]
      : []),
    ...(books.everClaimed(row.iou) ? ['该借据曾申请补偿'] : []),
  ];
  if (reasons.length === 0) return [];
  return [found(rule.A_WITHDRAW, document, `${reasons.join(',')},撤回由托管机构人工审核。请备好说明材料。`)];
}
