import { createHash } from 'node:crypto';
import { byCodePoint, type Day, decimal, type Tables } from './base.js';
import { readCsv } from './csv.js';

/** A dropped file: by whom, of what kind, which rows, in which form (pages "Inbox", "Columns", "File", "Row form"). */

const KINDS = [
  ['filing', '备案', 'bank'],
  ['amendment', '变更', 'bank'],
  ['claim', '补偿申请', 'bank'],
  ['decision', '审核决定', 'CUSTODIAN'],
  ['correction', '冲正', 'CUSTODIAN'],
  ['standing', '资格', 'CUSTODIAN'],
  ['confirmation', '确认', 'BUREAU'],
  ['recovery', '追偿回收', 'bank'],
  ['writeoff', '核销申请', 'bank'],
  ['statement', '账户流水', 'ACCOUNT'],
  ['matching', '勾对', 'CUSTODIAN'],
] as const;

export type Kind = (typeof KINDS)[number][0];

export const ORDER: readonly Kind[] = KINDS.map(([kind]) => kind);

/** The words that a file's name may begin with. */
export const wordsOf = (kind: Kind): readonly [string, string] => [
  kind,
  KINDS.find(([name]) => name === kind)?.[1] ?? kind,
];

export interface Drop {
  readonly day: Day;
  readonly sender: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  /** What a workbook shows, as whoever made it knows; undefined where it is none that can be read. */
  readonly shown?: readonly (readonly string[])[] | undefined;
}

/** A row whose form is right, by column key: dates as 'YYYY-MM-DD', amounts and rates as plain decimals, '' where empty. */
export type Cells = Readonly<Record<string, string>>;

export interface FormRow {
  readonly number: number;
  readonly cells: Cells;
  /** FMT-… or nothing. */
  readonly codes: readonly string[];
}

export type Reading =
  | { readonly refused: string }
  | { readonly kind: Kind; readonly sha256: string; readonly rows: readonly FormRow[] };

type Check = (text: string) => string | undefined;
export interface Column {
  readonly key: string;
  readonly header: string;
  readonly check: Check;
  /** Whether the column must be there with a value in every row; a function: whether this row needs a value. */
  readonly need: boolean | ((valid: Cells) => boolean);
}

// What a cell may hold. Each answers with the value, or undefined where the cell is not of its type.
const form =
  (pattern: RegExp): Check =>
  (text) =>
    pattern.test(text) ? text : undefined;
const oneOf =
  (...words: string[]): Check =>
  (text) =>
    words.includes(text) ? text : undefined;
const text: Check = (value) => value;
const yesNo = oneOf('是', '否');
const schemeName: Check = (value) =>
  ({ 小微: 'XW', XW: 'XW', 科创: 'KC', KC: 'KC' })[value as 'XW'] as string | undefined;
const iou = form(/^[A-Za-z0-9\-_/.]{1,64}$/);
const wholeNumber = form(/^\d{1,15}$/);

export const date: Check = (value) => {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$|^(\d{4})\/(\d\d?)\/(\d\d?)$|^(\d{4})(\d\d)(\d\d)$/.exec(value);
  if (parts === null) return undefined;
  const [year = '', month = '', day = ''] = parts.slice(1).filter((part) => part !== undefined);
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const milliseconds = Date.parse(iso);
  if (Number.isNaN(milliseconds) || new Date(milliseconds).toISOString().slice(0, 10) !== iso)
    return undefined;
  return iso;
};

const anyAmount: Check = (value) => {
  const grouped = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(value);
  const plain = grouped ? value.replaceAll(',', '') : value;
  return /^-?\d{1,15}(\.\d{1,2})?$/.test(plain) ? plain : undefined;
};
const amountFrom =
  (lowest: bigint): Check =>
  (value) => {
    const plain = anyAmount(value);
    return plain !== undefined && decimal(plain, 2) >= lowest ? plain : undefined;
  };
export const amountAboveZero = amountFrom(1n);
const amountFromZero = amountFrom(0n);
const rate: Check = (value) => (/^\d{1,15}(\.\d{1,4})?$/.test(value) ? value : undefined);
const share: Check = (value) =>
  rate(value) !== undefined && decimal(value, 4) <= 1_000_000n ? value : undefined;

/** GB 32100-2015: 17 characters and one that makes the weighted sum a multiple of 31. */
export const uscc: Check = (value) => {
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  if (value.length !== 18) return undefined;
  const places = Array.from(value, (character) => alphabet.indexOf(character));
  if (places.includes(-1)) return undefined;
  let weight = 1;
  let total = 0;
  for (const place of places.slice(0, 17)) {
    total += place * weight;
    weight = (weight * 3) % 31;
  }
  return (31 - (total % 31)) % 31 === places[17] ? value : undefined;
};

const column = (key: string, header: string, check: Check, need: Column['need'] = true): Column => ({
  key,
  header,
  check,
  need,
});
const optional = (): boolean => false;
const qualified = (row: Cells): boolean => (row['qualification'] ?? '无') !== '无';
const changes =
  (...kinds: string[]) =>
  (row: Cells): boolean =>
    kinds.includes(row['change'] ?? '');
const IOU = column('iou_no', '借据编号', iou);
const SCHEME = column('scheme', '政策类型', schemeName);
const SIGNED = [
  column('maker', '经办人', text),
  column('checker', '复核人', text),
  column('reason', '理由', text),
];
const DOCUMENT = column('document_no', '依据文号', text);
const NUMBER = column('business_no', '业务编号', text);

export const COLUMNS: Readonly<Record<Kind, readonly Column[]>> = {
  filing: [
    SCHEME,
    IOU,
    column('contract_no', '合同编号', text, optional),
    column('enterprise_name', '企业名称', text),
    column('uscc', '统一社会信用代码', uscc),
    column('entity_type', '主体类型', oneOf('企业法人', '非法人企业', '个体工商户', '个人')),
    column('enterprise_size', '企业划型', oneOf('大型', '中型', '小型', '微型')),
    column('industry', '所属行业', text, optional),
    column('employees', '从业人员', wholeNumber, optional),
    column('revenue', '营业收入(万元)', amountFromZero, optional),
    column('total_assets', '资产总额(万元)', amountFromZero, optional),
    column('in_area', '亦庄新城范围内', yesNo),
    column('disqualified', '处罚失信情形', yesNo),
    column(
      'qualification',
      '资质类型',
      oneOf(
        '无',
        '制造业单项冠军',
        '国家高新技术企业',
        '北京市专精特新中小企业',
        '国家级专精特新小巨人',
        '北京市专精特新小巨人',
      ),
    ),
    column('qual_from', '资质有效期起', date, qualified),
    column('qual_to', '资质有效期止', date, qualified),
    column('sti_scope', '科创担保计划支持对象', yesNo, (row) => row['scheme'] === 'KC'),
    column(
      'loan_type',
      '贷款类型',
      oneOf('信用', '知识产权质押', '应收账款质押', '银担分险', '抵押', '其他'),
    ),
    column(
      'other_cover',
      '其他担保',
      oneOf(
        '无',
        '自然人保证',
        '保险',
        '融资担保',
        '政府性融资担保',
        '其他财政补偿',
        '法人保证',
        '抵质押',
        '其他',
      ),
    ),
    column('guarantor', '担保机构', text, optional),
    column('bank_risk_share', '银行自担风险比例(%)', share, (row) => row['loan_type'] === '银担分险'),
    column('currency', '币种', form(/^[A-Z]{3}$/)),
    column('principal', '贷款金额', amountAboveZero),
    column('disbursed_on', '放款日期', date),
    column('matures_on', '合同到期日', date),
    column('annual_rate', '年利率(%)', rate),
    column('lpr_tenor', 'LPR期限', oneOf('1Y', '5Y')),
    column('credit_report_on', '征信报告日期', date),
    column('credit_balance', '征信未结清余额', amountFromZero),
    column('includes_this_loan', '征信含本笔', yesNo),
    column('first_loan', '首笔贷款', yesNo),
    column('origination', '发放性质', oneOf('新发放', '续贷', '借新还旧', '重组'), optional),
  ],
  amendment: [
    SCHEME,
    IOU,
    column('change', '变更类型', oneOf('撤回', '结清', '展期', '更正', '撤回申请')),
    column('effective_on', '生效日期', date, changes('结清', '展期')),
    column('new_matures_on', '新到期日', date, changes('展期')),
    column(
      'item',
      '更正项',
      oneOf('企业名称', '统一社会信用代码', '合同到期日', '贷款金额'),
      changes('更正'),
    ),
    column('value', '更正值', text, changes('更正')),
    column('reason', '原因', text),
  ],
  claim: [
    SCHEME,
    IOU,
    column('uscc', '统一社会信用代码', uscc),
    column('classification', '五级分类', oneOf('正常', '关注', '次级', '可疑', '损失')),
    column('classified_on', '不良认定日期', date),
    column('outstanding', '不良本金余额', amountAboveZero),
    column('own_risk_outstanding', '自担风险本金余额', amountFromZero, optional),
    column('docs_complete', '资料是否齐全', yesNo),
    column('other_compensation', '已获其他财政补偿', yesNo, optional),
  ],
  decision: [NUMBER, column('outcome', '结论', oneOf('通过', '退回')), ...SIGNED],
  correction: [
    NUMBER,
    column('action', '处理', oneOf('重审', '取消备案', '追回', '撤销回收')),
    column('amount', '追回金额', amountAboveZero, optional),
    DOCUMENT,
    ...SIGNED,
  ],
  standing: [
    column('bank', '银行', text),
    SCHEME,
    column('action', '处理', oneOf('暂停', '恢复')),
    DOCUMENT,
    ...SIGNED,
  ],
  confirmation: [
    NUMBER,
    column('outcome', '结论', oneOf('同意', '不同意', '撤销')),
    column('document_no', '确认文号', text),
    column('amount', '确认金额', anyAmount, optional),
    column('maker', '经办人', text, optional),
    column('checker', '复核人', text, optional),
  ],
  recovery: [
    column('recovery_no', '回收流水号', form(/^[A-Za-z0-9_/.]{1,64}$/)),
    IOU,
    column('recovered_on', '回收日期', date),
    column('amount', '回收金额', amountAboveZero),
    column('principal_part', '其中本金', amountFromZero, optional),
  ],
  writeoff: [
    IOU,
    column('reason', '核销原因', oneOf('破产清算', '终结执行', '终结本次执行')),
    column('ruling_no', '裁定书文号', text),
    column('ruled_on', '裁定日期', date),
    column('internal_no', '内部核销认定文号', text, optional),
  ],
  statement: [
    column('txn_no', '流水号', text),
    column('booked_on', '交易日期', date),
    column('direction', '收支方向', oneOf('收', '支')),
    column('amount', '金额', amountAboveZero),
    column('counterparty', '对方单位', text, optional),
    column('business_no', '业务编号', text, optional),
    column(
      'purpose',
      '用途',
      oneOf('追偿返还', '利息', '注资', '管理费', '补偿拨付', '退汇', '存款存出', '存款转回', '其他'),
    ),
    column('balance', '账户余额', anyAmount),
    column('fee_year', '归属年度', form(/^\d{4}$/), optional),
  ],
  matching: [
    column('action', '处理', oneOf('勾对', '撤销')),
    column('txn_no', '流水号', text),
    column('target', '对应编号', text),
    column('amount', '金额', amountAboveZero),
    ...SIGNED,
  ],
};
const IGNORED = ['退回代码', '退回原因', '依据条款'];
const MOST_BYTES = 512 * 1024 * 1024;
const MOST_ROWS = 2_000_000;
const MOST_CHARACTERS = 10_000;

/** The kind that a file's name says, or undefined where it is of no kind or not a safe name. */
export function kindOf(name: string): Kind | undefined {
  if (Array.from(name).length > 128 || /[/\\\p{Cc}]/u.test(name) || !/\.(csv|xlsx)$/i.test(name))
    return undefined;
  const stem = name.replace(/\.[^.]*$/, '');
  for (const [kind, alias] of KINDS)
    for (const word of [kind, alias])
      if (stem.toLowerCase().startsWith(word) && !/^\p{L}/u.test(stem.slice(word.length))) return kind;
  return undefined;
}

/** Files of one day in the order in which they take effect; one of no kind first, as it has none. */
export function inOrder(drops: readonly Drop[]): Drop[] {
  const place = (drop: Drop): number => KINDS.findIndex(([kind]) => kind === kindOf(drop.name));
  return drops
    .slice()
    .sort((a, b) => place(a) - place(b) || byCodePoint(a.sender, b.sender) || byCodePoint(a.name, b.name));
}

/** Reads a file as far as its form goes. `sentBefore` holds the digests that would make it a duplicate. */
export function readDrop(drop: Drop, tables: Tables, sentBefore: ReadonlySet<string>): Reading {
  const isBank = tables.banks.some((bank) => bank.code === drop.sender);
  if (!isBank && !['CUSTODIAN', 'BUREAU', 'ACCOUNT'].includes(drop.sender)) return { refused: 'FILE-SENDER' };
  const kind = kindOf(drop.name);
  if (kind === undefined) return { refused: 'FILE-NAME' };
  const by = KINDS.find(([name]) => name === kind)?.[2];
  if (by !== (isBank ? 'bank' : drop.sender)) return { refused: 'FILE-SENDER' };
  if (drop.bytes.length > MOST_BYTES) return { refused: 'FILE-LIMIT' };
  const isWorkbook = /\.xlsx$/i.test(drop.name);
  const content = isWorkbook ? '' : decoded(drop.bytes);
  if (content === undefined) return { refused: 'FILE-ENCODING' };
  const sha256 = createHash('sha256').update(drop.bytes).digest('hex');
  if (sentBefore.has(sha256)) return { refused: 'FILE-DUPLICATE' };
  const records = isWorkbook ? rowsShown(drop) : recordsOf(content);
  if (records === undefined) return { refused: isWorkbook ? 'FILE-WORKBOOK' : 'FILE-CSV' };
  const filled = records.filter(({ cells }) => cells.some((cell) => cell !== ''));
  const [header, ...rows] = filled;
  if (rows.length > MOST_ROWS) return { refused: 'FILE-LIMIT' };
  if (filled.some(({ cells }) => cells.some((cell) => Array.from(cell).length > MOST_CHARACTERS)))
    return { refused: 'FILE-LIMIT' };
  if (header === undefined) return { refused: 'FILE-EMPTY' };
  const columns = columnsOf(kind, header.cells);
  if (columns === undefined) return { refused: 'FILE-HEADER' };
  if (rows.length === 0) return { refused: 'FILE-EMPTY' };
  return { kind, sha256, rows: rows.map(({ number, cells }) => formOf(kind, columns, number, cells)) };
}

function decoded(bytes: Uint8Array): string | undefined {
  for (const encoding of ['utf-8', 'gb18030'])
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // Not in this encoding.
    }
  return undefined;
}

interface Line {
  readonly number: number;
  readonly cells: readonly string[];
}

function recordsOf(content: string): Line[] | undefined {
  if (content.includes('\0')) return undefined;
  return readCsv(content)?.map((cells, at) => ({ number: at + 1, cells: cells.map(normal) }));
}

/** The rows of a workbook: each as wide as the header, or wider where a value stands to the right of it. */
function rowsShown({ shown }: Drop): Line[] | undefined {
  if (shown === undefined) return undefined;
  const cut = (row: readonly string[]): string[] =>
    row.slice(0, row.findLastIndex((cell) => cell.trim() !== '') + 1);
  const width = shown.map(cut).find((row) => row.length > 0)?.length ?? 0;
  return shown.map((row, at) => {
    const cells = cut(row);
    const missing = Array<string>(Math.max(width - cells.length, 0)).fill('');
    return { number: at + 1, cells: [...cells, ...missing].map(normal) };
  });
}

/** Full-width digits and full stop become ASCII, white space around is dropped. */
function normal(cell: string): string {
  return cell.replace(/[０-９．]/g, half).trim();
}

const half = (character: string): string => String.fromCharCode(character.charCodeAt(0) - 0xfee0);

/** Each header cell's column, or undefined where it is ignored; undefined altogether for FILE-HEADER. */
function columnsOf(kind: Kind, header: readonly string[]): (Column | undefined)[] | undefined {
  const names = header.map((cell) => cell.replace(/[０-９．（）％Ａ-Ｚａ-ｚ]/g, half).replace(/\s/gu, ''));
  const columns = names.map((name) =>
    COLUMNS[kind].find(({ key, header: chinese }) => [key, chinese].includes(name)),
  );
  const keys = columns.map((found, at) => found?.key ?? names[at] ?? '');
  if (new Set(keys).size < keys.length) return undefined;
  if (columns.some((found, at) => found === undefined && !IGNORED.includes(names[at] ?? '')))
    return undefined;
  const missing = COLUMNS[kind].some((wanted) => wanted.need === true && !columns.includes(wanted));
  return missing ? undefined : columns;
}

function formOf(
  kind: Kind,
  columns: readonly (Column | undefined)[],
  number: number,
  row: readonly string[],
): FormRow {
  if (row.length !== columns.length) return { number, cells: {}, codes: ['FMT-COLUMNS'] };
  const there = new Map(columns.map((found, at) => [found, row[at] ?? '']));
  const valid: Record<string, string> = {};
  const codes = new Set<string>();
  for (const wanted of COLUMNS[kind]) {
    const cell = there.get(wanted) ?? '';
    const value = cell === '' ? '' : wanted.check(cell);
    if (value === undefined) codes.add(wanted.check === uscc ? 'FMT-USCC' : 'FMT-VALUE');
    else valid[wanted.key] = value;
  }
  for (const { key, need } of COLUMNS[kind]) {
    const needed = typeof need === 'function' ? need(valid) : need;
    if (needed && valid[key] === '') codes.add('FMT-REQUIRED');
  }
  const order = ['FMT-REQUIRED', 'FMT-VALUE', 'FMT-USCC'];
  return { number, cells: valid, codes: order.filter((code) => codes.has(code)) };
}
