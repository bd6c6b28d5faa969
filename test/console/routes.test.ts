import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { LIST_NAMES } from '../../src/console/lists/shapes.js';
import { mayCall, type Operation } from '../../src/console/operation.js';
import { OPERATIONS } from '../../src/console/operations.js';
import { Story } from '../../src/console/schemas/story.js';
import { trace } from '../../src/trace/trace.js';
import { openConsole, PEOPLE, type Person, type TestConsole } from '../support/console.js';

/** Every route as every role, and as another bank: who may not is told so before anything is looked at. */

let console: TestConsole;
const people = new Map<string, Person>();
const person = (login: string): Person => {
  const found = people.get(login);
  if (found === undefined) throw new Error(login);
  return found;
};

beforeAll(async () => {
  console = await openConsole('2026-07-31');
  for (const [login] of PEOPLE) people.set(login, await console.signIn(login));
});

const PARTS: Readonly<Record<string, string>> = {
  id: '999999',
  number: 'F-NOBODY-XW-1',
  login: 'nobody',
  date: '2020-01-31',
  code: 'F-RATE',
  digest: '0'.repeat(64),
};
const addressOf = ({ path }: Operation): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => PARTS[name] ?? '');

/** Ends the session it is called with, or starts minutes of work. */
const LATER = ['logout', 'startVerify'];
const called = OPERATIONS.filter(({ access, id }) => access !== 'open' && !LATER.includes(id));

test.each(PEOPLE)('%s may call what the table says of %s', async (login, role) => {
  const wrong: string[] = [];
  for (const operation of called) {
    const { statusCode } = await person(login).call(operation.method, addressOf(operation), {});
    const admitted = statusCode !== 403;
    if (admitted !== mayCall(operation.access, role) || statusCode >= 500)
      wrong.push(`${operation.method} ${operation.path}: ${statusCode}`);
  }
  expect(wrong).toEqual([]);
});

test('without a session everything that is not open is 401, whatever it is', async () => {
  for (const operation of called) {
    const response = await console.app.inject({ method: operation.method, url: addressOf(operation) });
    expect([operation.path, response.statusCode]).toEqual([operation.path, 401]);
  }
});

describe('another bank', () => {
  const LISTS =
    'files filings amendments claims clawbacks writeoffs statement-lines exceptions matches opinions pending';

  test.each(LISTS.split(' '))('sees no row of %s that is not its own, by no filter', async (list) => {
    const all = await person('maker').items(`/api/${list}?limit=200`);
    const senders = list === 'files' ? 'sender' : 'bank';
    const foreign = all.filter((row) => (row[senders] ?? row['counterparty']) !== 'NHB');
    const queries = [
      '',
      '?bank=QHB',
      '?q=QH',
      '?q=A26',
      `?q=${encodeURIComponent('北京')}`,
      '?sort=-business_no',
    ];
    for (const query of queries) {
      const response = await person('nhb').get(`/api/${list}${query}`);
      if (response.statusCode === 422) continue;
      const rows = response.json<{ items: Record<string, string>[] }>().items;
      const key = (row: Record<string, string>): string =>
        JSON.stringify([row['id'], row['business_no'], row['txn_no'], row['run_on']]);
      const seen = rows.map(key);
      expect(foreign.map(key).filter((one) => seen.includes(one))).toEqual([]);
      expect(JSON.stringify(rows)).not.toContain('-QHB-');
    }
  });

  test('sees its own rows, so that the test above could fail', async () => {
    expect((await person('nhb').items('/api/filings')).length).toBeGreaterThan(0);
    const counts = await Promise.all(
      ['maker', 'qhb', 'nhb'].map(
        async (login) => (await person(login).items('/api/filings?limit=200')).length,
      ),
    );
    expect(counts[0]).toBeGreaterThan((counts[1] ?? 0) + (counts[2] ?? 0) - 1);
  });

  test('is told the same of what is not there and of what is not its own', async () => {
    const [file] = (await person('maker').items('/api/files?q=filing')).filter(
      (row) => row['sender'] === 'QHB',
    );
    const [claim] = (await person('maker').items('/api/claims')).filter((row) => row['bank'] === 'QHB');
    const own = [
      `/api/files/${file?.['id']}`,
      `/api/items/${claim?.['business_no']}`,
      `/api/items/${claim?.['iou_no']}`,
    ];
    const nobodys = ['/api/files/999999', '/api/items/C-QHB-XW-NONE', '/api/items/NONE'];
    for (const [i, url] of own.entries()) {
      expect((await person('qhb').get(url)).statusCode).toBe(200);
      const [theirs, missing] = [await person('nhb').get(url), await person('nhb').get(nobodys[i] ?? '')];
      expect([theirs.statusCode, theirs.body]).toEqual([404, missing.body]);
    }
    for (const part of ['rows', 'receipt.csv', 'rejects.csv', 'original'])
      expect((await person('nhb').get(`/api/files/${file?.['id']}/${part}`)).statusCode).toBe(404);
  });

  test("cannot reach another's rows by a cursor made for them", async () => {
    const page = await person('qhb').get('/api/filings?limit=1');
    const { next } = page.json<{ next: string }>();
    const rows = await person('nhb').items(`/api/filings?limit=200&cursor=${next}`);
    expect(rows.filter((row) => row['bank'] !== 'NHB')).toEqual([]);
  });

  test('exports its own rows only, and the export is in the log', async () => {
    const { body, headers } = await person('nhb').get('/api/claims.csv');
    expect(headers['content-disposition']).toMatch(/^attachment; /);
    expect(body.split('\r\n')[0]).toContain('业务编号,政策类型,银行');
    expect(body).not.toContain('QHB');
    const [entry] = await person('auditor').items('/api/log?q=claims.csv');
    expect(entry).toMatchObject({ login: 'nhb', action: '导出' });
  });

  test('learns of the fund only whether there is money', async () => {
    expect((await person('qhb').get('/api/fund')).json()).toEqual({ usable: true });
    const { body } = await person('qhb').get('/api/dashboard');
    expect(JSON.parse(body)).toMatchObject({ available: null, fund_usable: true });
    const [line] = await person('qhb').items('/api/statement-lines');
    expect(line).toMatchObject({ balance: null });
    const story = await person('qhb').get('/api/items/QH-250710-04');
    expect(story.json<{ postings: unknown[] }[]>()[0]?.postings).toEqual([]);
    expect(story.body).not.toContain('可用余额');
  });
});

describe('lists', () => {
  test('a page and the next give every row once, in order', async () => {
    for (const sort of ['-received_on', 'business_no', '-principal', 'matures_on']) {
      const whole = await person('maker').items(`/api/filings?limit=200&sort=${sort}`);
      const rows: Record<string, string>[] = [];
      let next: string | null = '';
      while (next !== null) {
        const page = await person('maker').get(
          `/api/filings?limit=4&sort=${sort}${next === '' ? '' : `&cursor=${next}`}`,
        );
        const answer = page.json<{ items: Record<string, string>[]; next: string | null }>();
        rows.push(...answer.items);
        next = answer.next;
      }
      expect(rows).toEqual(whole);
    }
  });

  test('are found by number, IOU, credit code and part of a name', async () => {
    const [first] = await person('maker').items('/api/filings');
    const { business_no = '', iou_no = '', uscc = '', enterprise_name = '' } = first ?? {};
    for (const q of [business_no, iou_no, uscc, enterprise_name.slice(2, 6)]) {
      const found = await person('maker').items(`/api/filings?q=${encodeURIComponent(q)}`);
      expect(found.map((row) => row['business_no'])).toContain(business_no);
    }
    expect(await person('maker').items(`/api/filings?q=${encodeURIComponent("%' OR 1=1 --")}`)).toEqual([]);
  });

  test('take every filter, and one that no row can meet leaves none', async () => {
    const wrong: string[] = [];
    for (const name of LIST_NAMES) {
      const all = `/api/${name}?limit=200&q=&status=&from=2000-01-01&to=2099-12-31`;
      const items = await person('maker').items(all);
      for (const filter of ['bank=NONE', 'scheme=NONE', 'q=%25_', 'from=2099-01-01', 'to=2000-01-01'])
        if ((await person('maker').items(`/api/${name}?${filter}`)).length > 0)
          wrong.push(`${name} ${filter}`);
      // Both words for a scheme find the same; together the schemes find no more than there is.
      const [code, word, other] = await Promise.all(
        ['XW', '小微', 'KC'].map((scheme) =>
          person('maker').items(`/api/${name}?limit=200&scheme=${scheme}`),
        ),
      );
      expect(word).toEqual(code);
      if ((code?.length ?? 0) > items.length || (other?.length ?? 0) > items.length)
        wrong.push(`${name} scheme`);
      if (items.length > 0 && code?.length === 0 && other?.length === 0) wrong.push(`${name} no scheme`);
    }
    expect(wrong).toEqual([]);
  });

  test.each([
    ['from=2026-02-30', 'from', '应为日历上有的日期'],
    ['to=yesterday', 'to', '应为'],
    ['limit=0', 'limit', '应为1至200的整数'],
    ['limit=201', 'limit', '应为1至200的整数'],
    ['limit=many', 'limit', '应为1至200的整数'],
  ])('%s is 422 and says what it should be', async (query, field, told) => {
    const response = await person('maker').get(`/api/journal?${query}`);
    expect([response.statusCode, response.json<{ fields: Record<string, string> }>().fields[field]]).toEqual([
      422,
      expect.stringContaining(told),
    ]);
  });

  test('say of a referred item what a decision would do to its bank', async () => {
    const items = await person('maker').items('/api/pending');
    const filing = items.find(({ kind }) => kind === '备案');
    expect(filing?.['if_accepted']).toMatch(/备案本金[\d,.]+元→[\d,.]+元,不良占比\S+%→\S+%/);
    expect((await person('maker').get('/api/pending.csv')).body).toContain(filing?.['if_accepted']);
  });

  test('an unknown sort, state or cursor is 422 with a word for each', async () => {
    const response = await person('maker').get('/api/claims?sort=secret&status=x&cursor=e30');
    expect(response.statusCode).toBe(422);
    expect(Object.keys(response.json<{ fields: object }>().fields).sort()).toEqual([
      'cursor',
      'sort',
      'status',
    ]);
  });
});

test('the story of a number is what trace tells of it, whole', async () => {
  const number = 'C-QHB-KC-QH-250710-04';
  const told = (await person('auditor').get(`/api/items/${number}`)).json<unknown[]>();
  const { stories } = await trace(console.place.db, number, console.place.archive);
  expect(told).toEqual(JSON.parse(JSON.stringify(stories)));
  for (const one of told) expect(z.strictObject(Story.shape).parse(one)).toEqual(one);
});

test('rejected rows are there to download as a table and as a workbook', async () => {
  const [file] = (await person('maker').items('/api/files?limit=200')).filter(
    ({ rejected }) => Number(rejected) > 0,
  );
  const workbook = await person('maker').get(`/api/files/${file?.['id']}/rejects.xlsx`);
  expect(workbook.headers['content-type']).toContain('spreadsheetml');
  expect(workbook.rawPayload.subarray(0, 2).toString()).toBe('PK');
  expect((await person('maker').get(`/api/files/${file?.['id']}/rejects.csv`)).statusCode).toBe(200);
});

test('a NUL anywhere is refused in words, not by the database', async () => {
  const asked = ['/api/filings?q=%00', '/api/files/1/rows?code=%00', '/api/items/F%00'];
  const codes = await Promise.all(asked.map(async (url) => (await person('maker').get(url)).statusCode));
  expect(codes).toEqual([422, 422, 404]);
  const login = {
    method: 'POST',
    url: '/api/session',
    payload: { login: 'a\u0000', password: 'x' },
  } as const;
  expect((await console.app.inject({ ...login, headers: { host: 'localhost' } })).statusCode).toBe(422);
});
