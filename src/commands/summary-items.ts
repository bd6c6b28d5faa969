import type { Sql } from '../db/db.js';
import type { IsoDate } from '../domain/dates.js';
import { KIND_ALIAS, KINDS } from '../domain/kinds.js';
import type { Fen } from '../domain/money.js';
import { recoveriesBeforePayment } from '../ledger/views/early-recoveries.js';
import { mended } from '../ledger/views/mended.js';
import * as view from '../ledger/views/summary.js';
import { left, right, tableLines, wrapped } from '../publish/text-table.js';
import { CATALOGUE } from '../rules/catalogue.js';
import { doubtsBeforePayment } from '../rules/recovery/doubtful.js';
import { atMost, count, money, type Section } from './summary-section.js';

/** Closing table, first part: what arrived, and what became of it item by item. */

export async function filesSection(sql: Sql): Promise<Section> {
  const byKind = new Map((await view.countsByKind(sql)).map((counts) => [counts.kind, counts]));
  const refused = await view.refusedFiles(sql);
  const rows = KINDS.flatMap((kind) => {
    const c = byKind.get(kind);
    return c === undefined ? [] : [{ name: KIND_ALIAS[kind], ...c }];
  });
  const total = (pick: (row: (typeof rows)[number]) => number) =>
    rows.reduce((sum, row) => sum + pick(row), 0);
  const files = total((r) => r.files);
  const cells = rows.map((r) => [
    r.name,
    ...[r.files, r.rows, r.accepted, r.rejected, r.referred].map(count),
  ]);
  const sums = [files, total((r) => r.rows), total((r) => r.accepted), total((r) => r.rejected)];
  cells.push(['合计', ...[...sums, total((r) => r.referred)].map(count)]);
  const columns = [left('类别'), right('文件'), right('行数'), right('受理'), right('退回'), right('待核')];
  const lines = tableLines(columns, cells);
  if (refused.length > 0) lines.push('', `  整份拒收${count(refused.length)}份(内容未入账,须更正后重报):`);
  const list = refused.map((r) => [`${r.receivedOn}/${r.sender}/${r.name}`, r.code]);
  lines.push(...atMost(tableLines([left('文件'), left('代码')], list).slice(1), '各文件的receipt.json'));
  return {
    title: `收到文件${count(files + refused.length)}份:处理${count(files)}份,拒收${count(refused.length)}份`,
    lines,
  };
}

/** How often each code was given, in the catalogue's order, by what became of the row. */
export async function codesSection(sql: Sql, width: number): Promise<Section> {
  const given = new Map<string, number>();
  for (const { outcome, code, rows } of await view.countsByCode(sql)) given.set(`${outcome} ${code}`, rows);
  const words = { 退回: '退回行', 待核: '待核行', 受理: '受理行的提示' };
  const lines = Object.entries(words).flatMap(([outcome, label]) => {
    const counts = CATALOGUE.flatMap(({ code }) => {
      const times = given.get(`${outcome} ${code}`);
      return times === undefined ? [] : [`${code}×${times}`];
    });
    return counts.length === 0 ? [] : [`  ${label}:`, ...wrapped(counts, width - 2).map((l) => `  ${l}`)];
  });
  return { title: '代码与行数(含义:riskpool rules <代码>)', lines };
}

const CLAIM_ORDER = [
  '待核',
  '受理',
  '暂停补偿',
  '资金不足',
  '建议补偿',
  '已拨付',
  '已核销',
  '不予确认',
  '退回',
  '撤回',
];
const WRITEOFF_ORDER = ['已受理', '建议核销', '已核销'];

export async function itemsSection(sql: Sql): Promise<Section> {
  const claims = inOrder(await view.claimsByStatus(sql), CLAIM_ORDER);
  const writeoffs = inOrder(await view.writeoffsByStatus(sql), WRITEOFF_ORDER);
  const rows = [
    ...claims.map((s) => ['补偿申请', s.status, count(s.items), money(s.amount)]),
    ...writeoffs.map((s) => ['核销申请', s.status, count(s.items), money(s.amount)]),
  ];
  return {
    title: '补偿与核销(各业务最近一次申请的现状)',
    lines: tableLines([left('类别'), left('状态'), right('笔数'), right('金额(元)')], rows),
  };
}

function inOrder(sums: readonly view.StatusSum[], order: readonly string[]): view.StatusSum[] {
  return [...sums].sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status));
}

/** What runs and the bureau turned: held, released, refused, written off. */
export async function turnsSection(sql: Sql): Promise<Section> {
  const rows = (await view.turns(sql)).map((t) => [
    t.happenedOn,
    t.businessNo,
    `${t.fromStatus} -> ${t.toStatus}${t.fromStatus === '暂停补偿' && t.toStatus === '建议补偿' ? '(恢复办理)' : ''}`,
  ]);
  const lines =
    rows.length === 0 ? ['  无'] : tableLines([left('日期'), left('业务编号'), left('变化')], rows);
  return {
    title: '暂停、恢复、等待资金、不予确认、撤销确认与核销',
    lines: atMost(lines, '各日期的notice.csv'),
  };
}

/** What was changed or mended afterwards, by whom it may be told: bank (变更), custodian (冲正、资格、勾对), bureau (确认撤销). */
export async function mendedSection(sql: Sql): Promise<Section> {
  const facts = await mended(sql);
  const rows = facts.map((fact) => [
    fact.receivedOn,
    fact.kind,
    fact.businessNo,
    `${fact.action}${fact.status === '' ? '' : `(${fact.status})`}`,
    fact.amount === null ? '' : money(fact.amount),
  ]);
  const columns = [left('日期'), left('类别'), left('业务编号或流水号'), left('事项'), right('金额(元)')];
  const lines = rows.length === 0 ? ['  无'] : tableLines(columns, rows);
  return {
    title: `事后变更与补正${count(facts.length)}项`,
    lines: atMost(lines, 'registers/amendments.csv、registers/matches.csv和BUREAU/notice.csv'),
  };
}

export async function clawbackSection(sql: Sql, asOf: IsoDate): Promise<Section> {
  const sums = await view.clawbackSums(sql);
  const open = await view.openClawbacks(sql);
  const left_ = (items: readonly view.OpenClawback[]): Fen =>
    items.reduce((sum, item) => sum + item.asked - item.returned, 0n);
  const overdue = open.filter((item) => item.dueOn !== null && item.dueOn < asOf);
  const lines = tableLines(
    [left('项目'), right('笔数'), right('金额(元)')],
    [
      ['应缴回(已通知)', count(sums.notices), money(sums.asked)],
      ['已缴回', '', money(sums.returned)],
      ['未缴清', count(open.length), money(left_(open))],
      ['  其中逾期', count(overdue.length), money(left_(overdue))],
      ['通知逾期', count(sums.noticedLate), ''],
      ['缴清但逾期', count(sums.returnedLate), ''],
    ],
  );
  const rows = open.map((o) => [
    o.businessNo,
    o.dueOn ?? '(无法计算)',
    money(o.asked),
    money(o.returned),
    o.dueOn !== null && o.dueOn < asOf ? '逾期' : '',
  ]);
  const columns = [left('未缴清'), left('缴回期限'), right('应缴回'), right('已缴回'), left('')];
  if (open.length > 0) lines.push('', ...atMost(tableLines(columns, rows), 'registers/clawbacks.csv'));
  return { title: '追偿缴回', lines };
}

/** Recoveries before payment that an operator should look at; left out where there is none. */
export async function doubtfulSection(sql: Sql): Promise<Section> {
  const rows = (await recoveriesBeforePayment(sql)).map((one) => [
    one.receivedOn,
    one.businessNo,
    money(one.amount),
    one.principalPart === undefined ? '' : money(one.principalPart),
    doubtsBeforePayment(one, one.claimedOn).join(','),
  ]);
  const columns = [left('收到日期'), left('业务编号'), right('回收金额'), right('其中本金'), left('请核对')];
  return {
    title: `拨付前的追偿回收,请核对${count(rows.length)}笔(报错的可报冲正:撤销回收)`,
    lines: rows.length === 0 ? [] : atMost(tableLines(columns, rows), 'riskpool trace <业务编号>'),
  };
}

export async function pendingSection(sql: Sql): Promise<Section> {
  const pending = await view.pendingItems(sql);
  const rows = pending.map((p) => [p.receivedOn, p.businessNo, p.codes.join('、')]);
  const lines =
    rows.length === 0 ? ['  无'] : tableLines([left('到达日期'), left('业务编号'), left('代码')], rows);
  return {
    title: `待核${count(pending.length)}项,等托管机构审核决定`,
    lines: atMost(lines, '最近一份CUSTODIAN/pending.csv'),
  };
}
