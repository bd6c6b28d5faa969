import { describe, expect, it } from 'vitest';
import { KINDS } from '../../src/domain/kinds.js';
import { columnsOf } from '../../src/io/columns.js';
import { loadReference } from '../../src/io/config/load.js';
import { type Header, readHeader } from '../../src/io/header.js';

const { policies } = await loadReference();
const COLUMNS = columnsOf(policies);

const RECOVERY = ['回收流水号', '借据编号', '回收日期', '回收金额', '其中本金'];

function problemOf(cells: string[]): string {
  const header = readHeader('recovery', cells, policies);
  return 'problem' in header ? header.problem : '';
}

describe('a header', () => {
  it.each(KINDS)('of %s may be Chinese or keys', (kind) => {
    const keys = COLUMNS[kind].map((column) => column.key);
    expect(readHeader(kind, keys, policies)).toMatchObject({ keys, width: keys.length, absent: [] });
    expect(
      readHeader(
        kind,
        COLUMNS[kind].map((column) => column.header),
        policies,
      ),
    ).toMatchObject({ keys });
  });

  it('may mix both, in any order, with white space around', () => {
    const header = readHeader(
      'recovery',
      ['amount ', '　借据编号', 'recovery_no', '回收日期'],
      policies,
    ) as Header;
    expect(header.keys).toEqual(['amount', 'iou_no', 'recovery_no', 'recovered_on']);
    expect(header.absent.map((column) => column.key)).toEqual(['principal_part']);
    expect(header.cells).toEqual(['amount ', '　借据编号', 'recovery_no', '回收日期']);
  });

  it('may have full-width brackets, per cent signs and letters, and white space inside', () => {
    const cells = ['年利率（％）', 'ＬＰＲ 期限', 'iou _no', '营业 收入（万元）', 'ｐrincipal'];
    const all = COLUMNS.filing.map((one) => one.header);
    const mended = ['年利率(%)', 'LPR期限', '借据编号', '营业收入(万元)', '贷款金额'];
    const header = readHeader(
      'filing',
      all.map((one) => cells[mended.indexOf(one)] ?? one),
      policies,
    ) as Header;
    expect(header.keys).toEqual(COLUMNS.filing.map((one) => one.key));
  });

  it('may lack what is optional or conditional, nothing else', () => {
    for (const column of COLUMNS.filing) {
      const cells = COLUMNS.filing.filter((one) => one !== column).map((one) => one.header);
      const header = readHeader('filing', cells, policies);
      if (column.need === 'R') expect(header).toEqual({ problem: expect.stringContaining(column.header) });
      else expect(header).not.toHaveProperty('problem');
    }
  });

  it('may carry what a reject file added', () => {
    const header = readHeader(
      'recovery',
      [...RECOVERY, '退回代码', '退回原因', '依据条款'],
      policies,
    ) as Header;
    expect(header.keys.slice(-4)).toEqual(['principal_part', undefined, undefined, undefined]);
    expect(header.width).toBe(8);
  });
});

describe('a wrong header is refused with every fault named', () => {
  it.each<[string, string[], string]>([
    ['missing', ['回收流水号', '借据编号', '其中本金'], '缺少必需的列:回收日期、回收金额'],
    ['unknown', [...RECOVERY, '备注'], '有不认识的列:"备注"'],
    ['without a name', [...RECOVERY, ''], '有不认识的列:第6列(没有列名)'],
    ['repeated', [...RECOVERY, '借据编号'], '列重复:"借据编号"'],
    ['repeated as key', [...RECOVERY, 'iou_no'], '列重复:"借据编号"'],
    ['a reject column twice', [...RECOVERY, '退回代码', '退回代码'], '列重复:"退回代码"'],
    ['other case', [...RECOVERY.slice(1), 'Recovery_No'], '不认识的列:"Recovery_No"'],
    ['of another kind', ['scheme', ...RECOVERY], '不认识的列:"scheme"'],
    ['with more than its name', [...RECOVERY.slice(0, 4), '其中本金（元）'], '"其中本金(元)"'],
  ])('%s', (_, cells, words) => {
    expect(problemOf(cells)).toContain(words);
  });

  it('several at once, each kind of fault once', () => {
    expect(problemOf(['回收流水号', '回收流水号', 'x;y'])).toBe(
      '表头缺少必需的列:借据编号、回收日期、回收金额,有不认识的列:"x,y",列重复:"回收流水号"。请按文件接口的列名更正后重新报送。',
    );
  });

  it('a hundred thousand wrong cells are answered at once and in short', () => {
    const problem = problemOf(Array.from({ length: 100_000 }, (_, i) => `c${i}`));
    expect(problem).toContain('等100000列');
    expect(problem.length).toBeLessThan(1_000);
  });
});

describe('the column contract', () => {
  it.each(KINDS)('%s has each key and each header once', (kind) => {
    const names = COLUMNS[kind].flatMap((column) => [column.key, column.header]);
    expect(new Set(names).size).toBe(names.length);
  });

  it('has the columns of the contract', () => {
    const counts = Object.fromEntries(KINDS.map((kind) => [kind, COLUMNS[kind].length]));
    expect(counts).toEqual({
      filing: 32,
      amendment: 8,
      claim: 9,
      decision: 5,
      correction: 7,
      standing: 7,
      confirmation: 6,
      recovery: 5,
      writeoff: 5,
      statement: 9,
      matching: 7,
    });
  });
});
