import type { IsoDate } from '../../domain/dates.js';
import { type CorrectionView, correctionsOf } from '../../ledger/views/cases.js';
import * as view from '../../ledger/views/day.js';
import { type PendingView, pendingAt } from '../../ledger/views/pending.js';
import { count, date, list, money, ratio, type Sheet, sheet, sheetPerBank, summed, text } from '../sheet.js';

/** The sheets of one business date besides receipts, each written where the date has something for it. */

interface DaySheet {
  readonly when: keyof view.DayContents;
  readonly sheet: Sheet<IsoDate>;
}

/** 初审意见 of that day's run, for the bureau. */
const OPINION = sheet<view.OpinionView, IsoDate>({
  name: 'opinion',
  title: '初审意见',
  folder: 'BUREAU',
  rows: view.opinionsOf,
  columns: [
    text('业务编号', (o) => o.businessNo),
    text('政策类型', (o) => o.scheme),
    text('银行', (o) => o.bank),
    text('借据编号', (o) => o.iouNo),
    text('企业名称', (o) => o.enterpriseName),
    text('统一社会信用代码', (o) => o.uscc),
    text('五级分类', (o) => o.classification),
    summed('不良本金余额', (o) => o.base),
    ratio('补偿比例', (o) => o.ratio),
    summed('补偿金额', (o) => o.amount),
    text('意见', (o) => o.opinion),
    ratio('不良占比', (o) => shareOf(o.applied, o.filed), 4),
    money('补偿净额', (o) => o.net),
    text('依据条款', (o) => o.article),
  ],
});

const shareOf = (applied: bigint | null, filed: bigint | null) =>
  applied === null || filed === null ? null : { num: applied, den: filed };

/** 拨付通知: what that day's confirmation pays a bank. */
const PAYMENT = sheetPerBank<view.PaymentView, IsoDate>({
  name: 'payment',
  title: '拨付通知',
  rows: view.paymentsOf,
  columns: [
    text('业务编号', (p) => p.businessNo),
    text('政策类型', (p) => p.scheme),
    text('借据编号', (p) => p.iouNo),
    summed('不良本金余额', (p) => p.base),
    ratio('补偿比例', (p) => p.ratio),
    summed('补偿金额', (p) => p.amount),
    text('确认文号', (p) => p.documentNo),
  ],
});

/** 缴回通知: what a bank is asked to return. */
const CLAWBACK = sheetPerBank<view.ClawbackView, IsoDate>({
  name: 'clawback',
  title: '缴回通知',
  rows: view.clawbacksOf,
  columns: [
    text('业务编号', (c) => c.businessNo),
    text('政策类型', (c) => c.scheme),
    text('借据编号', (c) => c.iouNo),
    date('回收日期', (c) => c.recoveredOn),
    summed('回收金额', (c) => c.amount),
    ratio('补偿比例', (c) => c.ratio),
    summed('应缴回金额', (c) => c.asked),
    date('缴回期限', (c) => c.dueOn),
    count('通知逾期工作日', (c) => c.noticeLate),
  ],
});

/** 状态变化通知: what that day did to a bank's items otherwise than by its own files. */
const NOTICE = sheetPerBank<view.NoticeView, IsoDate>({
  name: 'notice',
  title: '状态变化通知',
  rows: view.noticesOf,
  columns: [
    text('业务编号', (n) => n.businessNo),
    text('借据编号', (n) => n.iouNo),
    text('原状态', (n) => n.fromStatus),
    text('新状态', (n) => n.toStatus),
    text('说明', (n) => n.message),
  ],
});

/** 冲正与资格通知: what that day's accepted corrections and standing rows did, for the bureau. */
const BUREAU_NOTICE = sheet<CorrectionView, IsoDate>({
  name: 'notice',
  title: '冲正与资格通知',
  folder: 'BUREAU',
  rows: correctionsOf,
  columns: [
    text('业务编号', (c) => c.businessNo),
    text('银行', (c) => c.bank),
    text('处理', (c) => c.action),
    money('金额', (c) => c.amount),
    text('依据文号', (c) => c.documentNo),
    text('经办人', (c) => c.maker),
    text('复核人', (c) => c.checker),
    text('理由', (c) => c.reason),
  ],
});

/** 待核清单 at the end of a day that changed it. */
const PENDING = sheet<PendingView, IsoDate>({
  name: 'pending',
  title: '待核清单',
  folder: 'CUSTODIAN',
  rows: pendingAt,
  columns: [
    text('业务编号', (p) => p.businessNo),
    text('银行', (p) => p.bank),
    text('借据编号', (p) => p.iouNo),
    date('到达日期', (p) => p.receivedOn),
    list('代码', (p) => p.codes),
    list('说明', (p) => p.messages),
  ],
});

export const DAY_SHEETS: readonly DaySheet[] = [
  { when: 'opinions', sheet: OPINION },
  { when: 'payments', sheet: PAYMENT },
  { when: 'clawbacks', sheet: CLAWBACK },
  { when: 'notices', sheet: NOTICE },
  { when: 'corrections', sheet: BUREAU_NOTICE },
  { when: 'pending', sheet: PENDING },
];
