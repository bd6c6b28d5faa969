import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { outputsOf } from '../../src/ledger/records/outputs.js';
import { replay, type Workplace } from '../../src/pipeline.js';
import { writePapers } from '../../src/publish/papers/papers.js';
import { PAPER_KINDS, type PaperKind } from '../../src/publish/papers/printed.js';
import { fromRoot, openReplay, SAMPLES, SILENT } from '../replay/replays.js';
import { temporaryFolder } from '../support/files.js';
import { pagesOf, squeezed } from '../support/pdf.js';

/** The papers of the sample year's first months, read back by a program that is not ours. */

const KINDS = Object.keys(PAPER_KINDS) as PaperKind[];
let place: Workplace;
let folder = '';
beforeAll(async () => {
  folder = await temporaryFolder();
  place = await openReplay(SAMPLES.config, await temporaryFolder());
  await replay(place, fromRoot(SAMPLES.inbox), '2026-04-30', SILENT);
}, 120_000);
afterAll(() => place.db.close());

async function print(on: string, kinds = KINDS, receiver?: string): Promise<Map<string, string>> {
  const { agreements } = place.configuration.reference;
  const choice = receiver === undefined ? { kinds } : { kinds, receiver };
  const written = await writePapers(place.db, folder, on, agreements, choice);
  return new Map(
    [...written.keys()].map((path) => [path, pagesOf(join(folder, path)).map(squeezed).join('')]),
  );
}

describe('papers', () => {
  test('拨付通知书: whom, how much in figures and in words, each claim, places to seal', async () => {
    const papers = await print('2026-04-15', ['payment']);
    expect([...papers.keys()]).toEqual(['2026-04-15/QHB/payment.pdf']);
    const text = papers.get('2026-04-15/QHB/payment.pdf');
    expect(text).toContain('编号:BF-QHB-20260415收款银行清河银行(示例)亦庄支行(QHB)');
    expect(text).toContain('拨付金额6,000,000.00元(大写:人民币陆佰万元整)');
    expect(text).toContain('C-QHB-KC-QH-250814-05KCQH-250814-0510,000,000.0020.00%2,000,000.00');
    expect(text).toContain('合计18,000,000.006,000,000.00');
    expect(text?.match(/经办人/g)).toHaveLength(2);
  });

  test('缴回通知书: what is to be returned by when', async () => {
    const text = (await print('2026-04-15', ['clawback'])).get('2026-04-15/QHB/clawback.pdf');
    expect(text).toContain('应缴回金额100,000.00元(大写:人民币壹拾万元整)');
    expect(text).toContain('20.00%100,000.002026-04-29');
  });

  test('初审意见清单: every line of the run, and what each opinion comes to', async () => {
    const text = (await print('2026-03-31', ['opinion'])).get('2026-03-31/BUREAU/opinion.pdf') ?? '';
    expect(text).toContain('建议补偿2笔,6,000,000.00元');
    expect(text).toContain('资金不足1笔,9,850,000.00元(大写:人民币玖佰捌拾伍万元整)');
    expect(text.match(/C-[A-Z]{3}-(XW|KC)-/g)).toHaveLength(4);
    expect(text).toContain('第二十一条');
  });

  test('清算单: every line of the month, and the sum of each type by itself', async () => {
    const text = (await print('2026-04-30', ['settlement'])).get('2026-04-30/QHB/settlement-2026-04.pdf');
    expect(text).toContain('清算月份2026年4月追偿缴回2行,500,000.00元');
    expect(text).toContain('补偿拨付2行,6,000,000.00元(大写:人民币陆佰万元整)');
    expect(text).toContain('22026-04-15补偿拨付C-QHB-KC-QH-250710-04KCQH-250710-044,000,000.00');
  });

  test('对账单: three sides, each item that is open, all pages numbered', async () => {
    const text = (await print('2026-04-30', ['reconciliation'])).get(
      '2026-04-30/CUSTODIAN/reconciliation-2026-04.pdf',
    );
    expect(text).toContain('补偿拨付15,800,000.0015,800,000.009,800,000.006,000,000.006,000,000.000.00');
    expect(text).toContain('在途拨付C-QHB-KC-QH-250710-04托管机构2026-04-154,000,000.00');
    expect(text).toContain('第2页/共2页');
  });

  test('a day has its own papers only, and a receiver too; months have theirs at their end', async () => {
    expect([...(await print('2026-04-14')).keys()]).toEqual([]);
    expect([...(await print('2026-04-30', KINDS, 'QHB')).keys()]).toEqual([
      '2026-04-30/QHB/settlement-2026-04.pdf',
    ]);
    expect([...(await print('2026-03-31')).keys()]).toEqual([
      '2026-03-31/BUREAU/opinion.pdf',
      '2026-03-31/LSB/settlement-2026-03.pdf',
      '2026-03-31/CUSTODIAN/reconciliation-2026-03.pdf',
    ]);
  });

  test('each tells the output that it prints, by the digest that the manifest has', async () => {
    const { sha256 } = (await outputsOf(place.db, '2026-04-15')).get('QHB/payment.csv') ?? {};
    const text = (await print('2026-04-15', ['payment'])).get('2026-04-15/QHB/payment.pdf');
    expect(text).toContain(`2026-04-15/QHB/payment.csv(SHA-256:${sha256})`);
  });
});
