import { type AmendmentView, amendmentsRegister } from '../../ledger/views/cases.js';
import { date, sheet, text } from '../sheet.js';
import type { AsOf } from './as-of.js';

/** 变更台账: every amendment that was accepted or referred. */
export const AMENDMENTS = sheet<AmendmentView, AsOf>({
  name: 'amendments',
  title: '变更台账',
  rows: amendmentsRegister,
  columns: [
    text('业务编号', (a) => a.businessNo),
    text('备案编号', (a) => a.amendedNo),
    text('银行', (a) => a.bank),
    text('借据编号', (a) => a.iouNo),
    text('变更类型', (a) => a.change),
    date('申请日期', (a) => a.receivedOn),
    text('状态', (a) => a.status),
    date('决定日期', (a) => a.resolvedOn),
    text('变更内容', changeWords),
  ],
});

/** 变更内容 in words: what it makes of the filing, or of the claim. */
function changeWords(a: AmendmentView): string {
  switch (a.change) {
    case '撤回':
      return '撤回备案';
    case '撤回申请':
      return '撤回补偿申请';
    case '结清':
      return `于${a.effectiveOn ?? ''}结清`;
    case '展期':
      return `于${a.effectiveOn ?? ''}约定展期至${a.newMaturesOn ?? ''}`;
    default:
      return `${a.item ?? ''}更正为${a.value ?? ''}`;
  }
}
