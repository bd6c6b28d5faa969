import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Day } from './base.js';
import { readCsv } from './csv.js';
import type { Facts, ReceiptFacts, Row } from './facts.js';

/** Reads back what a replay wrote below `out`, as the facts that the reference tells. */

const OPINION = ['业务编号', '不良本金余额', '补偿比例', '补偿金额', '意见', '不良占比', '补偿净额'];
const PAYMENT = ['业务编号', '政策类型', '借据编号', '不良本金余额', '补偿比例', '补偿金额', '确认文号'];
const CLAWBACK = [
  ...['业务编号', '政策类型', '借据编号', '回收日期', '回收金额', '补偿比例'],
  ...['应缴回金额', '缴回期限', '通知逾期工作日'],
];
const SETTLEMENT = ['日期', '类型', '业务编号', '政策类型', '借据编号', '金额'];
const REGISTERS: Readonly<Record<string, readonly string[]>> = {
  filings: [
    ...['业务编号', '政策类型', '银行', '借据编号', '统一社会信用代码', '贷款本金'],
    ...['放款日期', '合同到期日', '备案日期', '状态', '结清日期'],
  ],
  amendments: ['业务编号', '备案编号', '银行', '借据编号', '变更类型', '申请日期', '状态', '决定日期'],
  claims: [
    ...[
      '业务编号',
      '政策类型',
      '银行',
      '借据编号',
      '申请日期',
      '不良本金余额',
      '补偿比例',
      '补偿金额',
      '状态',
    ],
    ...['拨付日期', '到账日期', '应缴回合计', '已缴回合计', '五级分类', '申请政策', '确认文号'],
  ],
  writeoffs: ['业务编号', '补偿编号', '核销金额', '状态', '核销日期'],
  clawbacks: [
    ...['业务编号', '银行', '借据编号', '回收日期', '通知日期', '回收金额', '应缴回金额'],
    ...['缴回期限', '已缴回金额', '缴清日期', '通知逾期工作日', '缴回逾期工作日'],
  ],
  positions: [
    ...['银行', '政策类型', '备案本金总额', '申请不良本金总额', '不良占比'],
    ...['建议未拨付', '已拨付', '已缴回', '补偿净额', '状态'],
  ],
  fund: ['项目', '金额'],
  exceptions: ['日期', '编号', '金额', '代码', '未处理金额'],
  matches: ['序号', '日期', '处理', '流水号', '对应编号', '金额'],
};
/** Exceptions that the rules name; the program may list others of its own. */
const EXCEPTIONS = ['S-BALANCE', 'S-UNMATCHED', 'S-PAYMENT', 'S-FEE'];

export function readOutputs(out: string, until: Day): Facts {
  const receipts: Record<string, ReceiptFacts> = {};
  const opinions: Record<string, Row[]> = {};
  const payments: Record<string, Row[]> = {};
  const clawbacks: Record<string, Row[]> = {};
  const settlements: Record<string, Row[]> = {};
  const days = existsSync(out) ? readdirSync(out).filter((name) => /^\d{4}-\d\d-\d\d$/.test(name)) : [];
  for (const day of days)
    for (const who of readdirSync(join(out, day)).filter((name) =>
      statSync(join(out, day, name)).isDirectory(),
    ))
      for (const file of readdirSync(join(out, day, who))) {
        const path = join(out, day, who, file);
        if (file.endsWith('.receipt.json')) {
          const receipt = JSON.parse(readFileSync(path, 'utf8')) as ReceiptFacts & { readonly file: string };
          receipts[`${day}/${who}/${receipt.file}`] = readReceipt(path.replace(/\.json$/, '.csv'), receipt);
        } else if (file === 'opinion.csv') opinions[day] = table(path, OPINION);
        else if (file === 'payment.csv') payments[`${day}/${who}`] = table(path, PAYMENT);
        else if (file === 'clawback.csv') clawbacks[`${day}/${who}`] = table(path, CLAWBACK);
        else if (/^settlement-.*\.csv$/.test(file)) settlements[`${day}/${who}`] = table(path, SETTLEMENT);
      }
  const registers = Object.entries(REGISTERS).map(([name, columns]) => {
    const path = join(out, 'registers', `${name}.csv`);
    const rows = existsSync(path) ? table(path, columns) : [['no such file']];
    return [name, name === 'exceptions' ? rows.filter((row) => EXCEPTIONS.includes(row[3] ?? '')) : rows];
  });
  return {
    until,
    receipts,
    opinions,
    payments,
    clawbacks,
    settlements,
    registers: Object.fromEntries(registers),
  };
}

function readReceipt(path: string, receipt: ReceiptFacts): ReceiptFacts {
  const { status, code, rows, accepted, rejected, referred } = receipt;
  if (status === 'refused') return { status, ...(code === undefined ? {} : { code }) };
  const lines = table(path, ['行号', '业务编号', '结果', '代码']).map(
    ([row = '', no = '', outcome = '', codes = '']) =>
      [Number(row), no, outcome, codes === '' ? [] : codes.split(';')] as const,
  );
  checkRejects(path.replace(/\.receipt\.csv$/, '.rejects.csv'), lines);
  return {
    status,
    rows: rows ?? 0,
    accepted: accepted ?? 0,
    rejected: rejected ?? 0,
    referred: referred ?? 0,
    lines,
  };
}

/** The reject file must give the codes of the receipt's 退回 rows, in its order, and nothing where there is none. */
function checkRejects(path: string, lines: NonNullable<ReceiptFacts['lines']>): void {
  const wanted = lines.filter(([, , outcome]) => outcome === '退回').map(([, , , codes]) => codes.join(';'));
  const got = existsSync(path) ? table(path, ['退回代码']).map(([codes = '']) => codes) : [];
  if (JSON.stringify(wanted) !== JSON.stringify(got))
    throw new Error(
      `${basename(path)}: the receipt says ${wanted.join(' | ')}, the reject file ${got.join(' | ')}`,
    );
}

function table(path: string, columns: readonly string[]): Row[] {
  const bytes = readFileSync(path, 'utf8');
  if (!bytes.startsWith('\uFEFF')) throw new Error(`${path}: no byte order mark`);
  if (!path.endsWith('.rejects.csv') && /(^|[^\r])\n/.test(bytes))
    throw new Error(`${path}: a line end that is not CRLF`);
  const records = readCsv(bytes.slice(1));
  if (records === undefined) throw new Error(`${path}: a quote out of place`);
  const [header = [], ...rows] = records;
  for (const row of rows)
    if (row.length < header.length) throw new Error(`${path}: ${row.length} cells, ${header.length} columns`);
  return rows.map((row) =>
    columns.map((column) => {
      // The sender's own cells may bear the name too: ours are the last.
      const at = header.lastIndexOf(column);
      return at < 0 ? '(no such column)' : (row[at] ?? '');
    }),
  );
}
