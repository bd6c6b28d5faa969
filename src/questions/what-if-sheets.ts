import type { RowAnswer } from '../ledger/views/answers.js';
import {
  type Column,
  count,
  date,
  list,
  money,
  ratio,
  type Sheet,
  sheet,
  summed,
  text,
} from '../publish/sheet.js';
import * as differ from './differences.js';
import { type Both, either, type Pair } from './differences.js';

/** 假设分析: what would differ, as sheets for an auditor or the custodian. 原: as the books have it; 假设: as it would be. */

const change = ({ before, after }: differ.SumPair): bigint => after - before;

const ROWS = sheet<Pair<RowAnswer>, Both>({
  name: 'rows',
  title: '逐行差异',
  rows: (_, both) => differ.rowDifferences(both),
  columns: [
    date('日期', (r) => either(r).receivedOn),
    text('报送方', (r) => either(r).sender),
    text('文件', (r) => either(r).file),
    count('行号', (r) => either(r).rowNo),
    text('借据编号', (r) => either(r).iouNo),
    text('业务编号', (r) => r.after?.businessNo || r.before?.businessNo),
    text('原结果', (r) => r.before?.outcome),
    text('假设结果', (r) => r.after?.outcome),
    list('原代码', (r) => r.before?.codes),
    list('假设代码', (r) => r.after?.codes),
    text('原状态', (r) => r.before?.status),
    text('假设状态', (r) => r.after?.status),
    summed('原金额', (r) => r.before?.amount),
    summed('假设金额', (r) => r.after?.amount),
    summed('差额', (r) => (r.after?.amount ?? 0n) - (r.before?.amount ?? 0n)),
  ],
});

const MONTHS = sheet<differ.MonthDifference, Both>({
  name: 'months',
  title: '分月差异',
  rows: (_, both) => differ.monthDifferences(both),
  columns: [
    text('银行', (m) => m.bank),
    text('政策类型', (m) => m.scheme),
    text('月份', (m) => m.month),
    text('项目', (m) => m.item),
    ...sums<differ.MonthDifference>(),
  ],
});

const BANKS = sheet<Awaited<ReturnType<typeof differ.bankDifferences>>[number], Both>({
  name: 'banks',
  title: '分银行差异',
  rows: (_, both) => differ.bankDifferences(both),
  columns: [
    text('银行', (b) => either(b).bank),
    text('政策类型', (b) => either(b).scheme),
    summed('原备案本金总额', (b) => b.before?.filed),
    summed('假设备案本金总额', (b) => b.after?.filed),
    summed('备案本金差额', (b) => (b.after?.filed ?? 0n) - (b.before?.filed ?? 0n)),
    ratio('原不良占比', (b) => b.before?.share, 4),
    ratio('假设不良占比', (b) => b.after?.share, 4),
    summed('原补偿净额', (b) => b.before?.net),
    summed('假设补偿净额', (b) => b.after?.net),
    summed('补偿净额差额', (b) => (b.after?.net ?? 0n) - (b.before?.net ?? 0n)),
    text('原状态', (b) => b.before?.state),
    text('假设状态', (b) => b.after?.state),
  ],
});

const FUND = sheet<differ.SumPair & { readonly item: string }, Both>({
  name: 'fund',
  title: '资金差异',
  rows: (_, both) => differ.fundDifferences(both),
  columns: [text('项目', (f) => f.item), ...sums<differ.SumPair>()],
});

/** Sums of different items are not added up. */
function sums<Row extends differ.SumPair>(): Column<Row>[] {
  return [money('原金额', (one) => one.before), money('假设金额', (one) => one.after), money('差额', change)];
}

export const WHAT_IF_SHEETS: readonly Sheet<Both>[] = [BANKS, MONTHS, ROWS, FUND];
