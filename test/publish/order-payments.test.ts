import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Parser } from 'saxen';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Configuration, loadConfiguration } from '../../src/io/config/load.js';
import { ordersOf } from '../../src/ledger/records/payment-orders.js';
import { replay, type Workplace } from '../../src/pipeline.js';
import { orderPayments } from '../../src/publish/order-payments.js';
import { pain001 } from '../../src/publish/pain001.js';
import { checkOrders } from '../../src/verify/facts.js';
import { fromRoot, openReplay, SAMPLES, SILENT } from '../replay/replays.js';
import { put, temporaryFolder } from '../support/files.js';

/** Payments of the sample year told to the account's bank, with accounts made up for all but one bank. */

const ACCOUNTS = 'account_name,account,bank_no';
let place: Workplace;
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
  place = await openReplay(SAMPLES.config, await temporaryFolder());
  await replay(place, fromRoot(SAMPLES.inbox), '2026-04-15', SILENT);
}, 120_000);
afterAll(() => place.db.close());

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
