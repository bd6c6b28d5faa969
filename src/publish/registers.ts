import { join } from 'node:path';
import type { IsoDate } from '../domain/dates.js';
import { type Fen, percent } from '../domain/money.js';
import { SCHEMES } from '../domain/scheme.js';
import type { Sql } from '../ledger/db.js';
import { accountBalances, availableOf, bankStates, positions } from '../ledger/positions.js';
import * as view from '../ledger/views/registers.js';
import { cells, maybe, number, ratio, sum, text, writeSheet } from './sheet.js';

/** Writes all registers (台账) as they stand. `asOf` is the date they bear. */
export async function publishRegisters(sql: Sql, out: string, asOf: IsoDate): Promise<void> {
  const at = (name: string) => join(out, 'registers', `${name}.csv`);
  await writeSheet(at('filings'), FILING_COLUMNS, cells(view.filingsRegister(sql), filingRow));
  await writeSheet(at('claims'), CLAIM_COLUMNS, cells(view.claimsRegister(sql), claimRow));
  await writeSheet(at('clawbacks'), CLAWBACK_COLUMNS, cells(view.clawbacksRegister(sql), clawbackRow));
  await writeSheet(at('writeoffs'), WRITEOFF_COLUMNS, cells(view.writeoffsRegister(sql), writeoffRow));
  await writeSheet(at('positions'), POSITION_COLUMNS, await positionRows(sql, asOf));
  await writeSheet(at('fund'), [text('截至日期'), text('项目'), number('金额')], await fundRows(sql, asOf));
  await writeSheet(
    at('exceptions'),
    EXCEPTION_COLUMNS,
    (await view.exceptionsRegister(sql)).map(exceptionRow),
  );
  await writeSheet(at('journal'), JOURNAL_COLUMNS, cells(view.journalRegister(sql), journalRow));
}

const FILING_COLUMNS = [
  text('业务编号'),
  text('政策类型'),
  text('银行'),
  text('借据编号'),
  text('统一社会信用代码'),
  number('贷款本金'),
  text('放款日期'),
  text('合同到期日'),
  text('备案日期'),
  text('状态'),
];

function filingRow(f: view.FilingView): string[] {
  const { businessNo, scheme, bank, iouNo, uscc, disbursedOn, maturesOn, receivedOn, status } = f;
  return [
    businessNo,
    scheme,
    bank,
    iouNo,
    uscc,
    sum(f.principalFen),
    disbursedOn,
    maturesOn,
    receivedOn,
    status,
  ];
}

const CLAIM_COLUMNS = [
  text('业务编号'),
  text('政策类型'),
  text('银行'),
  text('借据编号'),
  text('申请日期'),
  number('不良本金余额'),
  number('补偿比例'),
  number('补偿金额'),
  text('状态'),
  text('拨付日期'),
  text('到账日期'),
  number('应缴回合计'),
  number('已缴回合计'),
  text('五级分类'),
  text('申请政策'),
  text('确认文号'),
];

function claimRow(c: view.ClaimView): string[] {
  return [
    c.businessNo,
    c.scheme,
    c.bank,
    c.iouNo,
    c.receivedOn,
    sum(c.base),
    ratio(c.ratio),
    sum(c.amount),
    c.status,
    maybe(c.paidOn),
    maybe(c.creditedOn),
    sum(c.asked),
    sum(c.returned),
    c.classification,
    c.appliedScheme,
    maybe(c.documentNo),
  ];
}

const CLAWBACK_COLUMNS = [
  text('业务编号'),
  text('银行'),
  text('借据编号'),
  text('回收日期'),
  text('通知日期'),
  number('回收金额'),
  number('应缴回金额'),
  text('缴回期限'),
  number('已缴回金额'),
  text('缴清日期'),
  number('通知逾期工作日'),
  number('缴回逾期工作日'),
];

function clawbackRow(c: view.ClawbackRegisterView): string[] {
  return [
    c.businessNo,
    c.bank,
    c.iouNo,
    c.recoveredOn,
    c.noticedOn,
    sum(c.amount),
    sum(c.asked),
    maybe(c.dueOn),
    sum(c.returned),
    maybe(c.settledOn),
    maybe(c.noticeLate),
    maybe(c.returnLate),
  ];
}

const WRITEOFF_COLUMNS = [
  text('业务编号'),
  text('补偿编号'),
  text('银行'),
  text('借据编号'),
  text('核销原因'),
  text('裁定书文号'),
  text('裁定日期'),
  text('申请日期'),
  number('核销金额'),
  text('状态'),
  text('确认文号'),
  text('核销日期'),
];

function writeoffRow(w: view.WriteoffView): string[] {
  return [
    w.businessNo,
    w.claimNo,
    w.bank,
    w.iouNo,
    w.reason,
    w.rulingNo,
    w.ruledOn,
    w.receivedOn,
    sum(w.amount),
    w.status,
    w.status === '已核销' ? maybe(w.documentNo) : '',
    maybe(w.confirmedOn),
  ];
}

const POSITION_COLUMNS = [
  text('截至日期'),
  text('银行'),
  text('政策类型'),
  number('备案本金总额'),
  number('申请不良本金总额'),
  number('不良占比'),
  number('建议未拨付'),
  number('已拨付'),
  number('已缴回'),
  number('补偿净额'),
  text('状态'),
];

async function positionRows(sql: Sql, asOf: IsoDate): Promise<string[][]> {
  const states = new Map((await bankStates(sql)).map((s) => [`${s.bank}/${s.scheme}`, s.state]));
  const held = (await positions(sql, SCHEMES)).filter((p) => p.hasFiling);
  return held.map((p) => [
    asOf,
    p.bank,
    p.scheme,
    sum(p.filed),
    sum(p.applied),
    percent({ num: p.applied, den: p.filed }, 4),
    sum(p.recommended),
    sum(p.paid),
    sum(p.returned),
    sum(p.net),
    states.get(`${p.bank}/${p.scheme}`) ?? '正常',
  ]);
}

/** The fund's standing by item, in fen, from the journal's postings alone. */
export async function fundItems(sql: Sql): Promise<[string, Fen][]> {
  const balances = await accountBalances(sql);
  const debit = (account: string): Fen => balances.get(account) ?? 0n;
  return [
    ['基金本金', -debit('基金本金')],
    ['利息', -debit('利息收入')],
    ['管理费', debit('管理费')],
    ['补偿拨付', debit('补偿支出') + debit('拟付补偿')],
    ['追偿缴回', -debit('追偿返还')],
    ['可用余额', availableOf(balances)],
    ['账户余额', debit('专户存款')],
    ['待查款', -debit('待查款')],
    ['在途拨付', -debit('应付补偿')],
  ];
}

async function fundRows(sql: Sql, asOf: IsoDate): Promise<string[][]> {
  return (await fundItems(sql)).map(([item, amount]) => [asOf, item, sum(amount)]);
}

const EXCEPTION_COLUMNS = [
  text('日期'),
  text('来源'),
  text('编号'),
  text('业务编号'),
  text('银行'),
  text('收支方向'),
  number('金额'),
  text('代码'),
  text('说明'),
];

function exceptionRow(e: view.ExceptionView): string[] {
  const { bookedOn, source, txnNo, businessNo, counterparty, direction, code, message } = e;
  return [bookedOn, source, txnNo, businessNo, counterparty, direction, sum(e.amount), code, message];
}

const JOURNAL_COLUMNS = [
  number('序号'),
  text('日期'),
  text('业务编号'),
  text('银行'),
  text('科目'),
  number('借方'),
  number('贷方'),
];

function journalRow(j: view.JournalView): string[] {
  return [String(j.id), j.postedOn, j.businessNo, j.bank, j.account, sum(j.debit), sum(j.credit)];
}
