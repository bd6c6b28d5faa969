import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Db } from '../../src/db/db.js';
import { replay, type Workplace } from '../../src/pipeline.js';
import { stepText, storyText } from '../../src/publish/trace-text.js';
import type { Story } from '../../src/trace/story.js';
import { trace } from '../../src/trace/trace.js';
import { ENGINES } from '../db/engines.js';
import { fromRoot, openReplay, SAMPLES, SILENT } from '../replay/replays.js';
import { temporaryFolder } from '../support/files.js';
import { rowsOf } from '../support/query.js';

describe.each(ENGINES)('trace on $engine', ({ open }) => {
  let place: Workplace;
  let db: Db;

  beforeAll(async () => {
    db = await open();
    place = await openReplay(SAMPLES.config, await temporaryFolder(), db);
    await replay(place, fromRoot(SAMPLES.inbox), SAMPLES.until, SILENT);
  }, 60_000);
  afterAll(() => db.close());

  const storyOf = async (number: string): Promise<Story> => {
    const { stories } = await trace(db, number, place.archive);
    const [story] = stories;
    if (story === undefined) throw new Error(`no story of ${number}`);
    return story;
  };

  /** What a row's rules say when they judge it again is what its receipt said, on every row of the year. */
  test('judges every filing and claim as it was judged', { timeout: 120_000 }, async () => {
    const rows = await rowsOf<{ place: string; codes: string[]; messages: string[]; result: string }>(
      db,
      `SELECT f.received_on || '/' || f.sender || '/' || f.name || ':' || r.row_no AS place, r.codes, r.messages, r.result
       FROM files f JOIN file_rows r ON r.file_id = f.id
       WHERE f.kind IN ('filing', 'claim') AND coalesce(r.codes[1], '') NOT LIKE 'FMT-%' ORDER BY f.id, r.row_no`,
    );
    expect(rows.length).toBeGreaterThan(40);
    for (const row of rows) {
      const { row: step } = await trace(db, row.place, place.archive);
      const shown = row.result === '退回' ? ['退回', '待核'] : ['退回', '待核', '提示'];
      const found = (step?.rules ?? []).filter(({ verdict }) => shown.includes(verdict));
      expect(
        found.map(({ code }) => code),
        row.place,
      ).toEqual(row.codes);
      expect(
        found.map(({ message }) => message),
        row.place,
      ).toEqual(row.messages);
      expect(
        step?.findings?.map(({ message }) => message),
        row.place,
      ).toEqual(row.messages);
    }
  });

  test('a loan from its filing to the money that came back', async () => {
    const story = await storyOf('LS-250708-04');
    expect(story).toMatchObject({ bank: 'LSB', iou: 'LS-250708-04' });
    expect(story.steps.map(({ title, outcome }) => `${title} ${outcome}`)).toEqual([
      '备案 受理',
      '补偿申请 受理',
      '初审 建议补偿',
      '确认 受理',
      '账户流水 对应C-LSB-XW-LS-250708-04',
      '追偿回收 受理',
      '账户流水 对应R-LSB-XW-LS-250708-04-HS260310_1',
      '账户流水 对应R-LSB-XW-LS-250708-04-HS260310_1',
      '追偿回收 退回',
      '核销申请 受理',
      '初审 建议核销',
    ]);
    const [filing] = story.steps;
    expect(filing?.source?.cells).toContainEqual(['借据编号', 'LS-250708-04']);
    const rate = filing?.rules?.find(({ code }) => code === 'F-RATE');
    expect(rate?.facts).toContainEqual(['执行的LPR', '1Y 3.00%,2025-06-20公布;上限4.50%']);
    expect(story.postings.map(({ account }) => account)).toContain('应收追偿返还');
    const text = storyText(story);
    for (const words of ['SHA-256', '2025-10-28', '62.3053%', '3,800,000.00元', '专户存款', '缴回逾期'])
      expect(text).toContain(words);
  });

  test('any of its numbers leads to the loan, and what is asked for as JSON survives it', async () => {
    const story = await storyOf('LS-250708-04');
    expect(story.numbers.length).toBe(4);
    for (const number of story.numbers) expect(await storyOf(number)).toEqual(story);
    expect(JSON.parse(JSON.stringify(story))).toEqual(story);
  });

  test('a credit code, an enterprise and a line of the account lead to their loans, a line of no loan to itself', async () => {
    const [filing] = await rowsOf<{ uscc: string; name: string; iou: string }>(
      place.db,
      'SELECT uscc, enterprise_name AS name, iou_no AS iou FROM filings ORDER BY id LIMIT 1',
    );
    const [line] = await rowsOf<{ txn: string; iou: string }>(
      place.db,
      `SELECT s.txn_no AS txn, c.iou_no AS iou FROM statement_lines s JOIN allocations a ON a.line_id = s.id
       JOIN claims c ON c.id = a.target_id WHERE a.target = 'payment' ORDER BY s.id LIMIT 1`,
    );
    const [interest] = await rowsOf<{ txn: string }>(
      place.db,
      `SELECT txn_no AS txn FROM statement_lines WHERE purpose = '利息' ORDER BY id LIMIT 1`,
    );
    const ious = async (asked: string): Promise<string[]> =>
      (await trace(place.db, asked, place.archive)).stories.map((story) => story.iou);
    expect(await ious(filing?.uscc ?? '')).toContain(filing?.iou);
    expect(await ious(filing?.name ?? '')).toContain(filing?.iou);
    expect(await ious(line?.txn ?? '')).toEqual([line?.iou]);
    const own = await trace(place.db, interest?.txn ?? '', place.archive);
    expect(own).toMatchObject({ stories: [], row: { title: '账户流水' } });
  });

  test('the sums that went into a cap', async () => {
    const [row] = await rowsOf<{ business_no: string }>(
      db,
      `SELECT business_no FROM filings WHERE 'F-CAP-BANK-SUM' = ANY(codes) LIMIT 1`,
    );
    const story = await storyOf(row?.business_no ?? '');
    const rule = story.steps[0]?.rules?.find(({ code }) => code === 'F-CAP-BANK-SUM');
    expect(rule?.verdict).toBe('待核');
    expect(rule?.facts.some(([label]) => label.startsWith('F-'))).toBe(true);
  });

  test('a rejected row by where it stood, with the cells its sender wrote', async () => {
    const { row } = await trace(db, '2026-08-20/LSB/追偿回收-2026-08.csv:3', place.archive);
    expect(row).toMatchObject({ title: '追偿回收', outcome: '退回', findings: [{ code: 'R-DUPLICATE' }] });
    expect(stepText(row ?? { on: '', title: '', number: '', outcome: '' })).toContain(
      '回收流水号=HS260310_1',
    );
  });

  test('what there is not', async () => {
    for (const asked of ['nix', '2026-08-20/LSB/追偿回收-2026-08.csv:99', '2026-02-30/LSB/x.csv:1'])
      expect(await trace(db, asked, place.archive)).toEqual({ stories: [], row: undefined });
  });

  test('without its archive a loan still has its story', async () => {
    const { stories } = await trace(db, 'LS-250708-04', '/nowhere');
    expect(stories[0]?.steps[0]).toMatchObject({ title: '备案', source: { cells: [] } });
    expect(storyText(stories[0] ?? (await storyOf('LS-250708-04')))).toContain('(存档中没有)');
  });
});
