import { join } from 'node:path';
import type { Sql } from '../db/db.js';
import { byBank } from '../domain/by-bank.js';
import type { IsoDate } from '../domain/dates.js';
import { percent } from '../domain/money.js';
import * as view from '../ledger/views/day.js';
import { maybe, number, ratio, sum, text, writeSheet } from './sheet.js';

/**
 * The outputs of one business date besides receipts: opinion, payment, clawback, notice, pending. Gives back the
 * names of those there are, below the date's folder.
 */
export async function publishDay(sql: Sql, out: string, on: IsoDate): Promise<string[]> {
  const folder = join(out, on);
  const has = await view.contentsOf(sql, on);
  const names: string[] = [];
  if (has.opinions) names.push(...(await publishOpinion(sql, folder, on)));
  if (has.payments) names.push(...(await publishPayments(sql, folder, on)));
  if (has.clawbacks) names.push(...(await publishClawbacks(sql, folder, on)));
  if (has.notices) names.push(...(await publishNotices(sql, folder, on)));
  if (has.pending) names.push(...(await publishPending(sql, folder, on)));
  return names;
}

async function publishOpinion(sql: Sql, folder: string, on: IsoDate): Promise<string[]> {
  const lines = await view.opinionsOf(sql, on);
  const columns = [
    text('业务编号'),
    text('政策类型'),
    text('银行'),
    text('借据编号'),
    text('企业名称'),
    text('统一社会信用代码'),
    text('五级分类'),
    number('不良本金余额'),
    number('补偿比例'),
    number('补偿金额'),
    text('意见'),
    number('不良占比'),
    number('补偿净额'),
    text('依据条款'),
  ];
  const rows = lines.map((line) => [
    line.businessNo,
    line.scheme,
    line.bank,
    line.iouNo,
    line.enterpriseName,
    line.uscc,
    line.classification,
    sum(line.base),
    ratio(line.ratio),
    sum(line.amount),
    line.opinion,
    line.applied === null || line.filed === null ? '' : percent({ num: line.applied, den: line.filed }, 4),
    sum(line.net),
    line.article,
  ]);
  await writeSheet(join(folder, 'BUREAU', 'opinion.csv'), columns, rows);
  return ['BUREAU/opinion.csv'];
}

async function publishPayments(sql: Sql, folder: string, on: IsoDate): Promise<string[]> {
  const columns = [
    text('业务编号'),
    text('政策类型'),
    text('借据编号'),
    number('不良本金余额'),
    number('补偿比例'),
    number('补偿金额'),
    text('确认文号'),
  ];
  const names: string[] = [];
  for (const [bank, payments] of byBank(await view.paymentsOf(sql, on))) {
    const rows = payments.map((p) => [
      p.businessNo,
      p.scheme,
      p.iouNo,
      sum(p.base),
      ratio(p.ratio),
      sum(p.amount),
      p.documentNo,
    ]);
    await writeSheet(join(folder, bank, 'payment.csv'), columns, rows);
    names.push(`${bank}/payment.csv`);
  }
  return names;
}

async function publishClawbacks(sql: Sql, folder: string, on: IsoDate): Promise<string[]> {
  const columns = [
    text('业务编号'),
    text('政策类型'),
    text('借据编号'),
    text('回收日期'),
    number('回收金额'),
    number('补偿比例'),
    number('应缴回金额'),
    text('缴回期限'),
    number('通知逾期工作日'),
  ];
  const names: string[] = [];
  for (const [bank, clawbacks] of byBank(await view.clawbacksOf(sql, on))) {
    const rows = clawbacks.map((c) => [
      c.businessNo,
      c.scheme,
      c.iouNo,
      c.recoveredOn,
      sum(c.amount),
      ratio(c.ratio),
      sum(c.asked),
      maybe(c.dueOn),
      maybe(c.noticeLate),
    ]);
    await writeSheet(join(folder, bank, 'clawback.csv'), columns, rows);
    names.push(`${bank}/clawback.csv`);
  }
  return names;
}

async function publishNotices(sql: Sql, folder: string, on: IsoDate): Promise<string[]> {
  const columns = [text('业务编号'), text('借据编号'), text('原状态'), text('新状态'), text('说明')];
  const names: string[] = [];
  for (const [bank, notices] of byBank(await view.noticesOf(sql, on))) {
    const rows = notices.map((n) => [n.businessNo, n.iouNo, n.fromStatus, n.toStatus, n.message]);
    await writeSheet(join(folder, bank, 'notice.csv'), columns, rows);
    names.push(`${bank}/notice.csv`);
  }
  return names;
}

async function publishPending(sql: Sql, folder: string, on: IsoDate): Promise<string[]> {
  const pending = await view.pendingAt(sql, on);
  const columns = [
    text('业务编号'),
    text('银行'),
    text('借据编号'),
    text('到达日期'),
    text('代码'),
    text('说明'),
  ];
  const rows = pending.map((p) => [
    p.businessNo,
    p.bank,
    p.iouNo,
    p.receivedOn,
    p.codes.join(';'),
    p.messages.join(';'),
  ]);
  await writeSheet(join(folder, 'CUSTODIAN', 'pending.csv'), columns, rows);
  return ['CUSTODIAN/pending.csv'];
}
