import * as view from '../../ledger/views/registers.js';
import { count, date, ratio, sheet, summed, text } from '../sheet.js';
import type { AsOf } from './as-of.js';

/** The registers (台账) of items: the latest attempt of each number, in pages. */

export const FILINGS = sheet<view.FilingView, AsOf>({
  name: 'filings',
  title: '备案台账',
  rows: view.filingsRegister,
  columns: [
    text('业务编号', (f) => f.businessNo),
    text('政策类型', (f) => f.scheme),
    text('银行', (f) => f.bank),
    text('借据编号', (f) => f.iouNo),
    text('统一社会信用代码', (f) => f.uscc),
    summed('贷款本金', (f) => f.principalFen),
    date('放款日期', (f) => f.disbursedOn),
    date('合同到期日', (f) => f.maturesOn),
    date('备案日期', (f) => f.receivedOn),
    text('状态', (f) => f.status),
    date('结清日期', (f) => f.settledOn),
  ],
});

export const CLAIMS = sheet<view.ClaimView, AsOf>({
  name: 'claims',
  title: '补偿台账',
  rows: view.claimsRegister,
  columns: [
    text('业务编号', (c) => c.businessNo),
    text('政策类型', (c) => c.scheme),
    text('银行', (c) => c.bank),
    text('借据编号', (c) => c.iouNo),
    date('申请日期', (c) => c.receivedOn),
    summed('不良本金余额', (c) => c.base),
    ratio('补偿比例', (c) => c.ratio),
    summed('补偿金额', (c) => c.amount),
    text('状态', (c) => c.status),
    date('拨付日期', (c) => c.paidOn),
    date('到账日期', (c) => c.creditedOn),
    summed('应缴回合计', (c) => c.asked),
    summed('已缴回合计', (c) => c.returned),
    text('五级分类', (c) => c.classification),
    text('申请政策', (c) => c.appliedScheme),
    text('确认文号', (c) => c.documentNo),
  ],
});

export const CLAWBACKS = sheet<view.ClawbackRegisterView, AsOf>({
  name: 'clawbacks',
  title: '追偿台账',
  rows: view.clawbacksRegister,
  columns: [
    text('业务编号', (c) => c.businessNo),
    text('银行', (c) => c.bank),
    text('借据编号', (c) => c.iouNo),
    date('回收日期', (c) => c.recoveredOn),
    date('通知日期', (c) => c.noticedOn),
    summed('回收金额', (c) => c.amount),
    summed('应缴回金额', (c) => c.asked),
    date('缴回期限', (c) => c.dueOn),
    summed('已缴回金额', (c) => c.returned),
    date('缴清日期', (c) => c.settledOn),
    count('通知逾期工作日', (c) => c.noticeLate),
    count('缴回逾期工作日', (c) => c.returnLate),
  ],
});

export const WRITEOFFS = sheet<view.WriteoffView, AsOf>({
  name: 'writeoffs',
  title: '核销台账',
  rows: view.writeoffsRegister,
  columns: [
    text('业务编号', (w) => w.businessNo),
    text('补偿编号', (w) => w.claimNo),
    text('银行', (w) => w.bank),
    text('借据编号', (w) => w.iouNo),
    text('核销原因', (w) => w.reason),
    text('裁定书文号', (w) => w.rulingNo),
    date('裁定日期', (w) => w.ruledOn),
    date('申请日期', (w) => w.receivedOn),
    summed('核销金额', (w) => w.amount),
    text('状态', (w) => w.status),
    text('确认文号', (w) => (w.status === '已核销' ? w.documentNo : null)),
    date('核销日期', (w) => w.confirmedOn),
  ],
});
