import type { Sql } from '../db/db.js';
import { type IsoDate, later } from '../domain/dates.js';
import { amountFromText, type Fen, percent, yuan, yuanWords } from '../domain/money.js';
import type { Reference } from '../domain/reference.js';
import { readHeader } from '../io/header.js';
import { checkForm } from '../io/row-form.js';
import type { FileRecord } from '../ledger/records/files.js';
import { available, bankStates, positions } from '../ledger/records/positions.js';
import { claimsOfFile, principalsOfFile, rejectedRows } from '../ledger/views/check.js';
import { windowOf } from '../rules/filing/window.js';
import { suspensionWords } from '../rules/suspension-words.js';
import { laterMoney } from './dry-run-later-money.js';

/**
 * The money of a dry run (试算金额): what the file would bring, and what room the bank, the fund and the window leave.
 * @param fund a bank learns of the fund only whether there is money
 */
export async function moneyWords(
  sql: Sql,
  file: FileRecord,
  reference: Reference,
  fund: 'sum' | 'usable',
): Promise<string> {
  const lines: string[] = [];
  if (file.kind === 'filing') {
    lines.push(...(await filingMoney(sql, file, reference)));
    lines.push(...windowLeft(file, reference));
  }
  if (file.kind === 'claim') lines.push(...(await claimMoney(sql, file)));
  lines.push(...(await laterMoney(sql, file)));
  if (reference.agreements.isBank(file.sender)) lines.push(...(await bankRoom(sql, file, reference)));
  const left = await available(sql);
  lines.push(fund === 'sum' ? `资金可用余额:${yuanWords(left)}` : `资金:${left > 0n ? '可用' : '不可用'}`);
  return `—— 试算金额(未记账) ——\n${lines.join('\n')}\n`;
}

async function filingMoney(sql: Sql, file: FileRecord, reference: Reference): Promise<string[]> {
  const taken = await principalsOfFile(sql, file.id);
  const lines = taken.map(
    (p) =>
      `${reference.policies.of(p.scheme).name}${p.status}:${p.count}笔,本金折人民币${yuanWords(p.principal)}`,
  );
  const rejected = await rejectedPrincipal(sql, file, reference);
  for (const [currency, sum] of rejected) lines.push(`退回:本金${yuan(sum)} ${currency}`);
  return lines;
}

/** Principal of the 退回 rows in their own currencies, where the row's amount could be read. */
async function rejectedPrincipal(
  sql: Sql,
  file: FileRecord,
  { policies }: Reference,
): Promise<Map<string, Fen>> {
  const sums = new Map<string, Fen>();
  const header = readHeader('filing', [...(file.header ?? [])], policies);
  if ('problem' in header) return sums;
  for await (const page of rejectedRows(sql, file.id)) {
    for (const cells of page) {
      const { currency, principal } = checkForm(header, { cells }).values;
      if (currency === undefined || principal === undefined) continue;
      sums.set(currency, (sums.get(currency) ?? 0n) + amountFromText(principal));
    }
  }
  return sums;
}

function windowLeft(file: FileRecord, { calendar, policies }: Reference): string[] {
  const windows = policies.documentsOn(file.receivedOn).flatMap((document) => {
    const { filingWindow } = document.termsOn(file.receivedOn);
    return filingWindow === undefined ? [] : [windowOf(filingWindow, file.receivedOn, calendar)];
  });
  if (windows.length === 0) return [];
  const deadline = latest(windows.map((window) => window.deadline));
  if (deadline === undefined) return [`备案截止日:工作日历截至${calendar.lastCovered},无法确定`];
  if (file.receivedOn > deadline) return [`备案截止日${deadline}已过`];
  return [
    `备案截止日${deadline},收到日之后还有${calendar.countAfter(file.receivedOn, deadline) ?? 0}个工作日`,
  ];
}

/** The latest of these days; undefined where one is not known. */
const latest = (days: readonly (IsoDate | undefined)[]): IsoDate | undefined =>
  days.reduce((a, b) => (a === undefined || b === undefined ? undefined : later(a, b)));

async function claimMoney(sql: Sql, file: FileRecord): Promise<string[]> {
  const claims = await claimsOfFile(sql, file.id);
  const lines = claims.map((claim) => {
    if (claim.base === undefined || claim.amount === undefined)
      return `${claim.businessNo} ${claim.status}:缺汇率,金额待定`;
    const ratio = percent({ num: claim.ratioNum ?? 0n, den: claim.ratioDen ?? 0n }, 2);
    return `${claim.businessNo} ${claim.status}:余额${yuanWords(claim.base)}×${ratio}%(${claim.ratioWhy})=${yuanWords(claim.amount)}`;
  });
  const total = claims.reduce((sum, claim) => sum + (claim.amount ?? 0n), 0n);
  return [...lines, `补偿金额合计(含待核):${yuanWords(total)}`];
}

/** How far the bank is from suspension (暂停) under each scheme it files or claims under. */
async function bankRoom(sql: Sql, file: FileRecord, reference: Reference): Promise<string[]> {
  const states = await bankStates(sql);
  const held = (await positions(sql, { on: file.receivedOn })).filter((p) => p.bank === file.sender);
  return held.map((p) => {
    const policy = reference.policies.of(p.scheme);
    const terms = policy.termsOn(file.receivedOn);
    const state = states.find((s) => s.bank === p.bank && s.scheme === p.scheme)?.state ?? '正常';
    return `${policy.name}:状态${state},${suspensionWords(p, terms.suspension)}`;
  });
}
