import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Parser } from 'saxen';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Configuration, loadConfiguration } from '../../src/io/config/load.js';
import { outputsOf } from '../../src/ledger/records/outputs.js';
import { ordersOf } from '../../src/ledger/records/payment-orders.js';
import { replay, type Workplace } from '../../src/pipeline.js';
import { orderPayments } from '../../src/publish/order-payments.js';
import { pain001 } from '../../src/publish/pain001.js';
import { writePapers } from '../../src/publish/papers/papers.js';
import { PAPER_KINDS, type PaperKind } from '../../src/publish/papers/printed.js';
import { checkOrders } from '../../src/verify/facts.js';
import { fromRoot, openReplay, SAMPLES, SILENT } from '../replay/replays.js';
import { put, temporaryFolder } from '../support/files.js';
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

/** Payments told to the account's bank, with accounts made up for all but one bank. */

const ACCOUNTS = 'account_name,account,bank_no';
let accounts: Configuration;
beforeAll(async () => {
  const config = await temporaryFolder();
  for (const name of ['banks.csv', 'fund.csv', 'fx.csv']) {
    const lines = (await readFile(fromRoot(join(SAMPLES.config, name)), 'utf8')).trim().split('\n');
    const own = (line: string): string =>
      line.startsWith('QHB,') ? `${line},清河银行<亦庄>&支行,6222-0000-01,313100000013` : `${line},,,`;
    const fund = (line: string, i: number): string =>
      i === 0 ? `${line},风险补偿资金专户,020-1,102100000021` : `${line},,,`;
    const rest = name === 'banks.csv' ? lines.slice(1).map(own) : lines.slice(1).map(fund);
    await put(
      config,
      name,
      name === 'fx.csv' ? lines.join('\n') : [`${lines[0]},${ACCOUNTS}`, ...rest].join('\n'),
    );
  }
  accounts = await loadConfiguration(config);
});

/** Texts of elements by path, in order. */
function elements(xml: string): Map<string, string[]> {
  const path: string[] = [];
  const found = new Map<string, string[]>();
  new Parser()
    .on('openTag', (name) => path.push(name))
    .on('closeTag', () => path.pop())
    .on('text', (text, decode) => {
      const key = path.slice(2).join('/');
      if (text.trim() !== '') found.set(key, [...(found.get(key) ?? []), decode(text)]);
    })
    .write(xml)
    .end();
  return found;
}

describe('what the bank is told to pay', () => {
  test('nothing, where an account is not known; the operator reads which', async () => {
    const { orders, heldBack } = await orderPayments(place.db, '2026-04-15', place.configuration.reference);
    expect(orders).toEqual([]);
    expect(heldBack.map(({ businessNo }) => businessNo)).toEqual([
      'C-QHB-KC-QH-250710-04',
      'C-QHB-KC-QH-250814-05',
    ]);
    expect(heldBack[0]?.why).toContain('fund.csv');
  });

  test('is what is confirmed by the day and not paid yet, each once and never again', async () => {
    const before = await orderPayments(place.db, '2026-04-14', accounts.reference);
    expect(before).toEqual({ orders: [], heldBack: [] });
    const { orders, heldBack } = await orderPayments(place.db, '2026-04-15', accounts.reference);
    expect(heldBack).toEqual([]);
    expect(orders.map(({ businessNo, amount, message }) => [businessNo, amount, message])).toEqual([
      ['C-QHB-KC-QH-250710-04', 400_000_000n, 'RP20260415-1'],
      ['C-QHB-KC-QH-250814-05', 200_000_000n, 'RP20260415-1'],
    ]);
    const twice = await orderPayments(place.db, '2026-04-15', accounts.reference);
    expect(twice).toEqual({ orders: [], heldBack: [] });
    expect(await ordersOf(place.db, 'RP20260415-1')).toEqual(orders);
  });

  test('cannot be told a second time even by the books’ own hand, nor be changed', async () => {
    const copy = `INSERT INTO payment_orders SELECT payout_id, 'RP-2', line_no, ordered_on, business_no, amount, payee_name,
      payee_account, payee_bank_no, payer_name, payer_account, payer_bank_no FROM payment_orders`;
    await expect(place.db.query(copy)).rejects.toThrow(/payment_orders_pkey/);
    await expect(place.db.query('UPDATE payment_orders SET amount = 1')).rejects.toThrow('只增不改');
    expect(await checkOrders(place.db)).toBeUndefined();
  });

  test('is a message with its number and sum of payments, and the same bytes whenever it is written', async () => {
    const xml = pain001(await ordersOf(place.db, 'RP20260415-1'));
    expect(pain001(await ordersOf(place.db, 'RP20260415-1'))).toBe(xml);
    const found = elements(xml);
    for (const head of ['GrpHdr', 'PmtInf']) {
      expect(found.get(`${head}/NbOfTxs`)).toEqual(['2']);
      expect(found.get(`${head}/CtrlSum`)).toEqual(['6000000.00']);
    }
    const each = 'PmtInf/CdtTrfTxInf';
    expect(found.get(`${each}/Amt/InstdAmt`)).toEqual(['4000000.00', '2000000.00']);
    expect(found.get(`${each}/PmtId/EndToEndId`)).toEqual(['RP20260415-1-1', 'RP20260415-1-2']);
    expect(found.get(`${each}/Cdtr/Nm`)).toEqual(['清河银行<亦庄>&支行', '清河银行<亦庄>&支行']);
    expect(found.get(`${each}/CdtrAcct/Id/Othr/Id`)).toEqual(['6222-0000-01', '6222-0000-01']);
    expect(found.get(`${each}/RmtInf/Ustrd`)).toEqual(['C-QHB-KC-QH-250710-04', 'C-QHB-KC-QH-250814-05']);
    expect(found.get('PmtInf/DbtrAcct/Id/Othr/Id')).toEqual(['020-1']);
  });

  test('is no claim that was told before, taken back and confirmed again: a person must say what is to be paid', async () => {
    // As confirmations record them: the payout once more with minus, then another.
    await place.db.execute(`INSERT INTO payouts SELECT id + 1000000, claim_id, '2026-04-28', '京开财〔2026〕30号', true, -base,
      ratio_num, ratio_den, -amount FROM payouts WHERE id IN (SELECT min(payout_id) FROM payment_orders)`);
    await place.db.execute(`INSERT INTO payouts SELECT p.id + 1000000, claim_id, '2026-04-29', '京开财〔2026〕31号', false, -base,
      ratio_num, ratio_den, -amount FROM payouts p WHERE taken_back AND happened_on = '2026-04-28'`);
    const on = (day: string) => orderPayments(place.db, day, accounts.reference);
    expect(await on('2026-04-28')).toEqual({ orders: [], heldBack: [] });
    const { orders, heldBack } = await on('2026-04-29');
    expect(orders).toEqual([]);
    expect(heldBack).toEqual([
      { businessNo: 'C-QHB-KC-QH-250710-04', why: expect.stringContaining('此前已对这笔补偿发过指令') },
    ]);
  });
});

test('an account is named whole or not at all, with a bank number of 12 digits', async () => {
  const write = async (cells: string): Promise<string> => {
    const config = await temporaryFolder();
    await put(config, 'banks.csv', `code,name,scheme,from,to,${ACCOUNTS}\nQHB,清河,XW,2025-06-30,,${cells}`);
    return loadConfiguration(config).then(
      () => '',
      (error: Error) => error.message,
    );
  };
  expect(await write('户,12345,102100000021')).toBe('');
  expect(await write('户,12345,')).toContain('同时填写');
  expect(await write('户,12345,10210000002')).toContain('12位');
  expect(await write('户,1234,102100000021')).toContain('5至34位');
});
