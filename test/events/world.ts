import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { loadConfiguration } from '../../src/io/config/load.js';
import { openDb } from '../../src/ledger/open.js';
import { replay, type Workplace } from '../../src/pipeline.js';
import { storyText } from '../../src/publish/trace-text.js';
import { trace } from '../../src/trace/trace.js';
import { faultsOf } from '../replay/invariants.js';
import { SILENT } from '../replay/replays.js';
import { put, temporaryFolder } from '../support/files.js';
import { outputRows } from '../support/output-rows.js';
import { GOOD_CLAIM, GOOD_FILING, uscc } from '../support/rows.js';

/** A small world of files, dropped day by day and replayed, in which real-life events happen to single loans. */

export type Row = Readonly<Record<string, string>>;

const FROM = '2025-06-30';
const CONFIG: Readonly<Record<string, string>> = {
  'banks.csv': [
    'code,name,scheme,from,to',
    ...['ICBC,工商银行', 'BOB,北京银行'].flatMap((bank) => [`${bank},XW,${FROM},`, `${bank},KC,${FROM},`]),
  ].join('\n'),
  'fund.csv': `effective_on,capital\n${FROM},100000000.00\n`,
  'fx.csv': 'date,currency,kind,rate\n2025-08-15,USD,中间价,7.1000\n',
};

const SIGNED = { 经办人: '张三', 复核人: '李四', 理由: '核对后处理' };

export class World {
  readonly #files = new Map<string, Row[]>();
  readonly #lines: { readonly on: string; readonly row: Row }[] = [];
  #codes = 0;

  /** A row of that day's file of a kind. */
  say(on: string, sender: string, kind: string, row: Row): void {
    const path = `${on}/${sender}/${kind}.csv`;
    this.#files.set(path, [...(this.#files.get(path) ?? []), row]);
  }

  /** A loan of the good row's kind, of an enterprise of its own. */
  loan(
    iou: string,
    { on = '2025-10-08', bank = 'ICBC', ...row }: Partial<Record<string, string>> = {},
  ): string {
    const code = uscc(++this.#codes);
    const own = { 借据编号: iou, 统一社会信用代码: code, 企业名称: `${iou}公司`, 发放性质: '新发放' };
    this.say(on, bank, 'filing', { ...GOOD_FILING, ...own, ...row });
    return code;
  }

  claim(
    iou: string,
    code: string,
    { on = '2026-03-02', bank = 'ICBC', ...row }: Partial<Record<string, string>> = {},
  ): void {
    const own = { 借据编号: iou, 统一社会信用代码: code };
    this.say(on, bank, 'claim', { ...GOOD_CLAIM, ...own, ...row });
  }

  /** A loan that was filed, claimed in full and recommended; paid and seen to go, 30 % of it, where nothing else is said. */
  paid(iou: string, principal = '100000.00', { bank = 'ICBC' } = {}): void {
    const code = this.loan(iou, { bank, 贷款金额: principal });
    this.claim(iou, code, { bank, 不良本金余额: principal });
    const number = `C-${bank}-XW-${iou}`;
    this.say('2026-04-07', 'BUREAU', 'confirmation', confirmation(number));
    const sum = (Number(principal) * 0.3).toFixed(2);
    this.line('2026-04-10', { ...out('补偿拨付', sum), 业务编号: number });
  }

  recovered(on: string, iou: string, amount: string, { bank = 'ICBC', no = 'HS1' } = {}): void {
    const row = { 回收流水号: no, 借据编号: iou, 回收日期: on, 回收金额: amount, 其中本金: amount };
    this.say(on, bank, 'recovery', row);
  }

  decide(on: string, number: string, 结论: '通过' | '退回'): void {
    this.say(on, 'CUSTODIAN', 'decision', { 业务编号: number, 结论, ...SIGNED });
  }

  correct(on: string, number: string, 处理: string, 追回金额 = ''): void {
    const row = { 业务编号: number, 处理, 追回金额, 依据文号: '冲〔2026〕1号', ...SIGNED };
    this.say(on, 'CUSTODIAN', 'correction', row);
  }

  match(on: string, 流水号: string, 对应编号: string, 金额: string, 处理 = '勾对'): void {
    this.say(on, 'CUSTODIAN', 'matching', { 处理, 流水号, 对应编号, 金额, ...SIGNED });
  }

  /** A line of the statement that arrives that day; balances follow from the lines before. Gives back its number. */
  line(on: string, row: Row): string {
    const 流水号 = `T${String(this.#lines.length + 1).padStart(3, '0')}`;
    this.#lines.push({ on, row: { 流水号, 交易日期: on, 业务编号: '', 对方单位: '', ...row } });
    return 流水号;
  }

  async replay(until: string): Promise<Told> {
    const folder = await temporaryFolder();
    this.#balance();
    for (const [name, text] of Object.entries(CONFIG)) await put(folder, join('config', name), text);
    for (const [path, rows] of this.#files) {
      const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
      const text = stringify([columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))]);
      await put(folder, join('inbox', path), text);
    }
    const out = join(folder, 'out');
    const db = await openDb({ kind: 'memory' });
    const configuration = await loadConfiguration(join(folder, 'config'));
    const place: Workplace = { db, configuration, out, archive: join(out, 'archive') };
    await replay(place, join(folder, 'inbox'), until, SILENT);
    return new Told(place);
  }

  #balance(): void {
    let balance = 100_000_000_00n;
    for (const { on, row } of [...this.#lines].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))) {
      const amount = BigInt((row['金额'] ?? '').replace('.', ''));
      balance += row['收支方向'] === '收' ? amount : -amount;
      const text = balance.toString();
      this.say(on, 'ACCOUNT', 'statement', { ...row, 账户余额: `${text.slice(0, -2)}.${text.slice(-2)}` });
    }
  }
}

export const into = (用途: string, 金额: string): Row => ({ 收支方向: '收', 金额, 用途 });
export const out = (用途: string, 金额: string): Row => ({ 收支方向: '支', 金额, 用途 });
export const confirmation = (number: string, 结论 = '同意'): Row => ({
  业务编号: number,
  结论,
  确认文号: '财国资〔2026〕9号',
});

/** What a replayed world says: outputs as rows by their headers, and the story of a loan. */
export class Told {
  readonly place: Workplace;

  constructor(place: Workplace) {
    this.place = place;
  }

  rows(path: string): Row[] {
    return [...outputRows(this.place.out, path)];
  }

  register(name: string, number: string): Row | undefined {
    return this.rows(`registers/${name}.csv`).find(
      (row) => row['业务编号'] === number || row['编号'] === number,
    );
  }

  /** The receipt's line of an IOU or number, in the day's file of a kind: its outcome and codes. */
  receipt(on: string, sender: string, kind: string, key: string): string[] {
    return this.rows(`${on}/${sender}/${kind}.receipt.csv`)
      .filter((row) => [row['借据编号'], row['业务编号']].includes(key))
      .map((row) => `${row['结果']} ${row['代码']}`.trim());
  }

  /** Changes that a bank's notice of a day tells of a number. */
  notice(on: string, bank: string, number: string): string[] {
    return this.rows(`${on}/${bank}/notice.csv`)
      .filter((row) => row['业务编号'] === number)
      .map((row) => `${row['原状态']}→${row['新状态']}`);
  }

  fund(item: string): string | undefined {
    return this.rows('registers/fund.csv').find((row) => row['项目'] === item)?.['金额'];
  }

  async story(number: string): Promise<string> {
    const { stories } = await trace(this.place.db, number, this.place.archive);
    return stories.map(storyText).join('\n');
  }

  async faults(): Promise<string[]> {
    return faultsOf(this.place.db);
  }
}
