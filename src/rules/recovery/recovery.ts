import { type IsoDate, later } from '../../domain/dates.js';
import type { Finding } from '../../domain/findings.js';
import { type Fen, yuanWords } from '../../domain/money.js';
import type { PolicyDocument, PolicyTerms } from '../../domain/policy.js';
import type { WorkCalendar } from '../../domain/workdays.js';
import { found, foundUnderAll, noted, type Rule } from '../rule.js';

/** A row of a recovery file (追偿回收) whose form is right; amounts in fen. */
export interface RecoveryRow {
  readonly recoveryNo: string;
  readonly iou: string;
  readonly recoveredOn: IsoDate;
  readonly amount: Fen;
  readonly principalPart: Fen | undefined;
}

/** A rule of the data itself; the policy has no article for it. */
const ON_NO_ARTICLE = {
  severity: 'reject',
  articles: {},
  quotes: {},
  parameters: [],
  kinds: ['recovery'],
} as const;

export const R_NO_CLAIM: Rule = {
  code: 'R-NO-CLAIM',
  title: '没有有效的补偿申请',
  severity: 'reject',
  articles: { XW: '第十六条、第十八条', KC: '第十七条、第十九条' },
  quotes: {
    XW: ['合作银行应做好追偿工作', '已获得风险补偿的合作银行收回(含部分收回)逾期贷款的'],
    KC: ['银行机构应做好追偿工作', '已获得风险补偿的银行机构收回(含部分收回)不良贷款的'],
  },
  reading:
    '本银行在该借据上须有未被退回、未被不予确认的补偿申请。已拨付或已核销的,发出缴回通知;建议补偿的,留到拨付那天通知;还没有建议的,按其中本金(未填按全额)降低补偿基数,降到零的申请退回。',
  remedy: '核对借据编号;没有申请过补偿的贷款不用报送追偿回收。',
  parameters: [],
  kinds: ['recovery'],
};

/** The row names no scheme and there is no claim to tell one, so every scheme's articles are cited. */
export function noClaim(row: RecoveryRow, documents: readonly PolicyDocument[]): Finding {
  const message = `借据编号${row.iou}没有贵行有效的补偿申请,无法登记追偿回收。请核对借据编号。`;
  return foundUnderAll(R_NO_CLAIM, documents, message);
}

export const R_DUPLICATE: Rule = {
  ...ON_NO_ARTICLE,
  code: 'R-DUPLICATE',
  title: '回收流水号重复',
  reading:
    '同一银行、同一借据的回收流水号只登记一次,不论登记在哪一次补偿申请上;被冲正撤销的一笔不算,其流水号可再用。',
  remedy:
    '删除本行。已登记的一笔报错的,先由托管机构报冲正(撤销回收),撤销后同一流水号可重报;确是另一笔回收的才用新的流水号。',
};

export function duplicateRecovery(row: RecoveryRow): Finding {
  return noted(
    R_DUPLICATE,
    `回收流水号${row.recoveryNo}在该借据下已登记,不能重复登记。请删除本行;已登记的一笔报错的,请托管机构报冲正文件(处理:撤销回收)撤销后用同一流水号重报;确是另一笔回收的,使用新的流水号。`,
  );
}

export const R_PARTS: Rule = {
  ...ON_NO_ARTICLE,
  code: 'R-PARTS',
  title: '其中本金超过回收金额',
  reading: '回收金额含本金和利息,其中本金不会超过它;相等的可以。',
  remedy: '核对回收金额和其中本金。',
};

export function checkParts(row: RecoveryRow): Finding[] {
  if (row.principalPart === undefined || row.principalPart <= row.amount) return [];
  return [
    noted(
      R_PARTS,
      `其中本金${yuanWords(row.principalPart)}超过回收金额${yuanWords(row.amount)}。请核对两项金额。`,
    ),
  ];
}

export const R_DATE: Rule = {
  ...ON_NO_ARTICLE,
  code: 'R-DATE',
  title: '回收日期晚于收到日',
  reading: '回收日期不能是将来的日期;收到当日回收的可以。',
  remedy: '核对回收日期。',
};

export function checkRecoveryDate(row: RecoveryRow, receivedOn: IsoDate): Finding[] {
  if (row.recoveredOn <= receivedOn) return [];
  return [noted(R_DATE, `回收日期${row.recoveredOn}晚于收到日${receivedOn}。请核对日期。`)];
}

export const R_LATE_NOTICE: Rule = {
  code: 'R-LATE-NOTICE',
  title: '通知逾期',
  severity: 'info',
  articles: { XW: '第十八条', KC: '第十九条' },
  quotes: {
    XW: ['应在收回逾期贷款后 20 个工作日内通知托管机构'],
    KC: ['应在收回不良贷款后 20 个工作日内通知托管机构'],
  },
  reading:
    '从回收日与拨付日中较晚的一天之后起数工作日,到收到日(含)为止,超出期限的天数是通知逾期工作日;最后一日后紧接着休息日收到的不算逾期。照常登记,只作提示;补偿尚未拨付的不算。',
  remedy: '照常缴回;以后在期限内通知。',
  parameters: ['notice_workdays', 'workdays.csv'],
  kinds: ['recovery'],
};

export const R_ODD_AMOUNT: Rule = {
  ...ON_NO_ARTICLE,
  code: 'R-ODD-AMOUNT',
  title: '回收金额大于补偿基数',
  severity: 'info',
  reading:
    '回收金额超过该申请收到本行之前的不良本金余额(折人民币)的照常登记,提示核对单位和金额;余额还不知道的不比较。',
  remedy: '核对金额;报错的请托管机构报冲正撤销回收,再重报。',
};

/** `base`: the claim's, as it stood before; unknown: not looked at. */
export function checkOddAmount(row: RecoveryRow, base: Fen | undefined): Finding[] {
  if (base === undefined || row.amount <= base) return [];
  return [
    noted(
      R_ODD_AMOUNT,
      `回收金额${yuanWords(row.amount)}超过该申请现在的补偿基数${yuanWords(base)}。请核对单位和金额;报错的由托管机构以冲正(撤销回收)撤销后重报。`,
    ),
  ];
}

/**
 * 通知逾期工作日: working days after the later of recovery and payment, up to and including the day received, less
 * the days the policy gives. Undefined where the calendar does not cover the span.
 */
export function noticeLateDays(
  recoveredOn: IsoDate,
  paidOn: IsoDate,
  receivedOn: IsoDate,
  terms: PolicyTerms,
  calendar: WorkCalendar,
): number | undefined {
  const days = calendar.countAfter(later(recoveredOn, paidOn), receivedOn);
  return days === undefined ? undefined : Math.max(0, days - terms.noticeWorkdays);
}

export function lateNotice(
  document: PolicyDocument,
  row: RecoveryRow,
  paidOn: IsoDate,
  receivedOn: IsoDate,
  days: number,
  terms: PolicyTerms,
  calendar: WorkCalendar,
): Finding {
  const start = later(row.recoveredOn, paidOn);
  const name = start === row.recoveredOn ? '回收日' : '拨付日';
  const last = calendar.nthAfter(start, terms.noticeWorkdays) ?? '';
  const message = `${name}${start}起第${terms.noticeWorkdays}个工作日为${last},本通知于${receivedOn}收到,逾期${days}个工作日。`;
  return found(R_LATE_NOTICE, document, message);
}
