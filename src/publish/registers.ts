import { join } from 'node:path';
import type { Sql } from '../db/db.js';
import type { IsoDate } from '../domain/dates.js';
import type { Reference } from '../domain/reference.js';
import { keep, progressOf } from '../ledger/records/kept.js';
import * as view from '../ledger/views/registers.js';
import { publishFundRegisters } from './fund-registers.js';
import { publishOpenItems } from './open-items.js';
import { publishRegistersManifest } from './registers-manifest.js';
import { cells, maybe, number, ratio, sum, text, writeSheet } from './sheet.js';

/** Writes all registers (台账) as they stand. `asOf` is the date they bear, the reference counts working days. */
export async function publishRegisters(
  sql: Sql,
  out: string,
  asOf: IsoDate,
  reference: Pick<Reference, 'calendar' | 'hash'>,
): Promise<void> {
  const at = (name: string) => join(out, 'registers', `${name}.csv`);
  await writeSheet(at('filings'), FILING_COLUMNS, cells(view.filingsRegister(sql), filingRow));
  await writeSheet(at('claims'), CLAIM_COLUMNS, cells(view.claimsRegister(sql), claimRow));
  await writeSheet(at('clawbacks'), CLAWBACK_COLUMNS, cells(view.clawbacksRegister(sql), clawbackRow));
  await writeSheet(at('writeoffs'), WRITEOFF_COLUMNS, cells(view.writeoffsRegister(sql), writeoffRow));
  await publishFundRegisters(sql, out, asOf);
  await publishOpenItems(sql, out, asOf, reference.calendar);
  await publishRegistersManifest(sql, out, asOf, NAMES);
  await keep(sql, {
    registersOut: out,
    registersAsOf: asOf,
    registersConfig: reference.hash,
    registersAfter: await progressOf(sql),
  });
}

const NAMES = [
  'claims.csv',
  'clawbacks.csv',
  'exceptions.csv',
  'filings.csv',
  'fund.csv',
  'journal.csv',
  'open-items.csv',
  'positions.csv',
  'writeoffs.csv',
];

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
