import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { dropOpen, todayOf } from '../../src/console/inbox.js';
import { takeFile } from '../../src/pipeline.js';
import { openConsole, type Person, type TestConsole } from '../support/console.js';
import { rowsOf } from '../support/query.js';
import { csv, GOOD_CLAIM, GOOD_FILING } from '../support/rows.js';

/** What changes the books leaves as a file, after two pairs of eyes; what does not may be tried as often as one likes. */

let console: TestConsole;
const people = new Map<string, Person>();
const person = (login: string): Person => {
  const found = people.get(login);
  if (found === undefined) throw new Error(login);
  return found;
};

const LIMIT = 64 * 1024;

beforeAll(async () => {
  console = await openConsole('2026-07-31', LIMIT);
  for (const login of console.passwords.keys()) people.set(login, await console.signIn(login));
});

const lying = (sender: string): Promise<string[]> =>
  readdir(join(console.place.inbox, sender)).catch(() => []);
const spooled = (): Promise<string[]> => lying('.console');
const code = (response: { json<T>(): T }): string => response.json<{ code: string }>().code;

/** How many of something a person's 工作台 counts. */
async function desk(login: string, part: 'waiting' | 'elsewhere' | 'late', what: string): Promise<number> {
  const answer = (await person(login).get('/api/dashboard')).json<
    Record<string, { what: string; count: number }[]>
  >();
  return answer[part]?.find((line) => line.what === what)?.count ?? 0;
}

/** What a watcher would do with the one file that lies there. */
async function taken(sender: string): Promise<bigint> {
  const [name = ''] = await lying(sender);
  const path = join(console.place.inbox, sender, name);
  const { id } = await takeFile(console.place, { sender, name, path }, todayOf(console.place));
  await rm(path);
  return id;
}

describe('a proposal', () => {
  test('that would be returned is not filed: each row says why', async () => {
    const rows = [{ business_no: 'F-NONE', outcome: '通过', reason: '材料已核' }];
    const response = await person('maker').call('POST', '/api/proposals', { kind: 'decision', rows });
    expect(response.statusCode).toBe(422);
    expect(Object.keys(response.json<{ fields: object }>().fields)).toEqual(['rows.0.business_no']);
    const foreign = [{ business_no: 'F-NONE', outcome: '通过', reason: 'x', checker: '我' }];
    const second = await person('maker').call('POST', '/api/proposals', { kind: 'decision', rows: foreign });
    expect(second.json()).toMatchObject({ fields: { 'rows.0.checker': expect.any(String) } });
  });

  test('is sent back with a remark, and then its item is free again', async () => {
    const [item] = await person('maker').items('/api/pending');
    const rows = [{ business_no: item?.['business_no'] ?? '', outcome: '通过', reason: '材料已核' }];
    const propose = () => person('maker').call('POST', '/api/proposals', { kind: 'decision', rows });
    const before = await desk('maker', 'waiting', '待核');
    const { id } = (await propose()).json<{ id: string }>();
    // What the maker proposed is the checker's to do, and to the maker in another's hands.
    expect(await desk('maker', 'waiting', '待核')).toBe(before - 1);
    expect(await desk('checker', 'waiting', '待复核的提议')).toBe(1);
    expect(await desk('maker', 'elsewhere', '待复核的提议')).toBe(1);
    expect(await desk('auditor', 'waiting', '待复核的提议')).toBe(0);
    const back = await person('checker').call('POST', `/api/proposals/${id}/return`, {
      remark: '请补充理由',
    });
    expect(back.json()).toMatchObject({ state: 'returned', remark: '请补充理由' });
    expect(await desk('maker', 'waiting', '退回给我的提议')).toBe(1);
    expect(await desk('checker', 'waiting', '待复核的提议')).toBe(0);
    const second = (await propose()).json<{ id: string }>();
    expect(await desk('maker', 'waiting', '退回给我的提议')).toBe(0);
    expect((await person('maker').call('DELETE', `/api/proposals/${second.id}`)).statusCode).toBe(200);
    expect(await lying('CUSTODIAN')).toEqual([]);
  });

  test('carries attachments: PDF and pictures by what is in them, named in the reason with their digests', async () => {
    const kept = await person('maker').send('/api/attachments', '说明.pdf', '%PDF-1.7 x');
    const attachment = kept.json<{ digest: string; name: string }>();
    expect([kept.statusCode, attachment.name]).toEqual([201, '说明.pdf']);
    expect((await person('maker').send('/api/attachments', 'x.pdf', '<html>')).statusCode).toBe(422);
    const [item] = await person('maker').items('/api/pending');
    const rows = [{ business_no: item?.['business_no'] ?? '', outcome: '通过', reason: '见附件' }];
    const body = { kind: 'decision', rows, attachments: [attachment] };
    const made = (await person('maker').call('POST', '/api/proposals', body)).json<{
      id: string;
      rows: { reason: string }[];
    }>();
    expect(made.rows[0]?.reason).toBe(`见附件(附件:说明.pdf SHA-256 ${attachment.digest})`);
    const served = await person('checker').get(`/api/attachments/${attachment.digest}`);
    expect([served.body, served.headers['content-disposition']]).toEqual([
      '%PDF-1.7 x',
      expect.stringMatching(/^attachment; /),
    ]);
    await person('maker').call('DELETE', `/api/proposals/${made.id}`);
  });

  test('becomes one file by another’s approval, named after both', async () => {
    const [item] = await person('maker').items('/api/pending');
    const number = item?.['business_no'] ?? '';
    const rows = [{ business_no: number, outcome: '退回', reason: '=1+1,资料不齐' }];
    const dry = await person('maker').call('POST', '/api/proposals?check=1', { kind: 'decision', rows });
    expect([dry.statusCode, dry.json()]).toEqual([200, expect.objectContaining({ rows: 1, accepted: 1 })]);
    const made = await person('maker').call('POST', '/api/proposals', { kind: 'decision', rows });
    const { id } = made.json<{ id: string }>();
    expect(await lying('CUSTODIAN')).toEqual([]);

    const again = await person('maker').call('POST', '/api/proposals', { kind: 'decision', rows });
    expect([again.statusCode, again.json()]).toEqual([
      409,
      expect.objectContaining({ by: 'maker某(maker)', at: expect.any(String) }),
    ]);
    const own = await person('maker').call('POST', `/api/proposals/${id}/approve`);
    expect([own.statusCode, code(own)]).toEqual([403, 'FOUR-EYES']);
    // A maker who has become checker since is still the one who prepared it.
    await console.place.db.execute(`UPDATE console.users SET role = 'checker' WHERE login = 'maker'`);
    const changed = await person('maker').call('POST', `/api/proposals/${id}/approve`);
    expect([changed.statusCode, code(changed)]).toEqual([403, 'FOUR-EYES']);
    await console.place.db.execute(`UPDATE console.users SET role = 'maker' WHERE login = 'maker'`);

    const approved = await person('checker').call('POST', `/api/proposals/${id}/approve`);
    const { file } = approved.json<{ file: string }>();
    expect(file).toMatch(/^审核决定-\d{8}T\d{9}-checker\.csv$/);
    expect(await lying('CUSTODIAN')).toEqual([file]);
    const text = await readFile(join(console.place.inbox, 'CUSTODIAN', file), 'utf8');
    expect(text).toBe(
      `\ufeff业务编号,结论,经办人,复核人,理由\r\n${number},退回,maker某(maker),checker某(checker),"=1+1,资料不齐"\r\n`,
    );
    const late = await person('checker').call('POST', `/api/proposals/${id}/approve`);
    expect([late.statusCode, late.json()]).toEqual([
      409,
      expect.objectContaining({ by: 'checker某(checker)' }),
    ]);
    await taken('CUSTODIAN');
    const after = (await person('auditor').get(`/api/proposals/${id}`)).json<{
      state: string;
      file: number | null;
    }>();
    expect([after.state, after.file]).toEqual(['approved', expect.any(Number)]);
    expect((await person('maker').items(`/api/pending?q=${number}`)).length).toBe(0);
  });
});

/** A proposal of each other kind: its row, the file's name, and what the books say once it was taken. */
const KINDS: [
  kind: string,
  row: Record<string, string>,
  word: string,
  look: () => Promise<unknown>,
  after: object,
][] = [
  [
    'correction',
    {
      business_no: 'F-LSB-XW-LS-260310-12',
      action: '取消备案',
      document_no: '托〔2026〕1号',
      reason: '重复报送',
    },
    '冲正',
    async () => (await person('maker').items('/api/filings?q=LS-260310-12'))[0],
    { status: '取消' },
  ],
  [
    'standing',
    { bank: 'NHB', scheme: '科创', action: '暂停', document_no: '托〔2026〕2号', reason: '现场检查' },
    '资格',
    async () => (await person('maker').items('/api/proposals?bank=NHB&scheme=科创&status=approved'))[0],
    { kind: 'standing', file_id: expect.any(Number) },
  ],
  [
    'matching',
    { action: '勾对', txn_no: 'A260226001', target: 'A260213003', amount: '60000.00', reason: '退汇' },
    '勾对',
    async () => (await person('maker').items('/api/statement-lines?q=A260226001'))[0],
    { status: '已入账', suspense: '0.00' },
  ],
];

test.each(KINDS)(
  'a %s proposed and approved is one file, and does what it says',
  async (kind, row, word, look, after) => {
    const made = await person('maker').call('POST', '/api/proposals', { kind, rows: [row] });
    expect([made.statusCode, made.json()]).toEqual([201, expect.anything()]);
    const { id } = made.json<{ id: string }>();
    const twice = await person('maker').call('POST', '/api/proposals', { kind, rows: [row] });
    expect(twice.statusCode).toBe(409);
    const approved = await person('checker').call('POST', `/api/proposals/${id}/approve`);
    const { file } = approved.json<{ file: string }>();
    expect(await lying('CUSTODIAN')).toEqual([file]);
    expect(file).toMatch(new RegExp(`^${word}-`));
    const [head = '', line = ''] = (
      await readFile(join(console.place.inbox, 'CUSTODIAN', file), 'utf8')
    ).split('\r\n');
    expect(head).toContain('经办人,复核人,理由');
    expect(line).toBe(
      `${Object.values({ ...row, reason: 'maker某(maker),checker某(checker)' }).join(',')},${row['reason']}`,
    );
    const id_ = await taken('CUSTODIAN');
    expect(await look()).toMatchObject(after);
    const receipt = (await person('maker').get(`/api/files/${id_}`)).json<{ accepted: number }>();
    expect(receipt.accepted).toBe(1);
  },
);

test('an opinion is signed by maker and checker before the bureau may confirm it, and the bureau’s own two make one file', async () => {
  const [item] = (await person('maker').get('/api/confirmable')).json<{
    items: { business_no: string; run_on: string }[];
  }>().items;
  const { business_no = '', run_on = '' } = item ?? {};
  const body = { document_no: '京开财〔2026〕99号', rows: [{ business_no, outcome: '同意' }] };
  const queue = async () =>
    (await person('bureau').get('/api/confirmable')).json<{ items: { business_no: string }[] }>().items;
  expect((await queue()).map((one) => one.business_no)).not.toContain(business_no);
  expect((await person('bureau').call('POST', '/api/confirmations', body)).statusCode).toBe(422);
  const sign = (login: string) => person(login).call('POST', `/api/opinions/${run_on}/sign`);
  expect((await sign('checker')).statusCode).toBe(409);
  expect((await sign('maker')).json()).toMatchObject({ state: '经办已签' });
  expect((await sign('maker')).statusCode).toBe(409);
  expect((await sign('checker')).json()).toMatchObject({ state: '已签发' });
  expect((await queue()).map((one) => one.business_no)).toContain(business_no);
  const { id } = (await person('bureau').call('POST', '/api/confirmations', body)).json<{ id: string }>();
  const own = await person('bureau').call('POST', `/api/confirmations/${id}/approve`);
  expect([own.statusCode, code(own)]).toEqual([403, 'FOUR-EYES']);
  const done = await person('bureau2').call('POST', `/api/confirmations/${id}/approve`);
  expect(done.json<{ file: string }>().file).toMatch(/^确认-\d{8}T\d{9}-bureau2\.csv$/);
  await taken('BUREAU');
  const [claim] = await person('maker').items(`/api/claims?q=${business_no}`);
  expect(claim).toMatchObject({ status: '已拨付', document_no: '京开财〔2026〕99号' });
});

describe('an upload', () => {
  const FILING = csv([{ ...GOOD_FILING, 借据编号: 'UP-1' }]);
  const claim = (n: number): string => csv([{ ...GOOD_CLAIM, 借据编号: `UP-${n}` }]);

  test('lands in the sender’s inbox byte for byte; a filing at once', async () => {
    const response = await person('qhb').send('/api/uploads', '备案-上传.csv', FILING);
    const { upload, state } = response.json<{ upload: string; state: string }>();
    expect([response.statusCode, state]).toEqual([202, 'released']);
    expect(await readFile(join(console.place.inbox, 'QHB', '备案-上传.csv'), 'utf8')).toBe(FILING);
    const again = await person('qhb').send('/api/uploads', '备案-上传.csv', `${FILING}\r\n`);
    expect(again.statusCode).toBe(409);
    const id = await taken('QHB');
    const after = await person('qhb').get(`/api/uploads/${upload}`);
    expect(after.json()).toMatchObject({ state: 'taken', file: Number(id) });
    expect((await person('nhb').get(`/api/uploads/${upload}`)).statusCode).toBe(404);
    expect(await spooled()).toEqual([]);
  });

  test('is judged with check=1 as it would be, and nothing is recorded', async () => {
    const before = await person('maker').items('/api/files');
    const response = await person('qhb').send('/api/uploads?check=1', '补偿申请-1.csv', claim(77));
    expect([response.statusCode, response.json()]).toEqual([
      200,
      expect.objectContaining({ rows: 1, rejected: 1 }),
    ]);
    const [row] = response.json<{ items: { findings: { code: string; column: string }[] }[] }>().items;
    expect(row?.findings[0]).toMatchObject({ code: 'C-NOT-FILED', column: 'iou_no' });
    expect(response.body).not.toContain('可用余额');
    expect([await lying('QHB'), await spooled()]).toEqual([[], []]);
    expect(await person('maker').items('/api/files')).toEqual(before);
  });

  test('of a claim waits for a colleague, unless the bank is set otherwise', async () => {
    const first = (await person('qhb').send('/api/uploads', '补偿申请-2.csv', claim(2))).json<{
      upload: string;
      state: string;
    }>();
    expect([first.state, await lying('QHB')]).toEqual(['waiting', []]);
    const own = await person('qhb').call('POST', `/api/uploads/${first.upload}/approve`);
    expect([own.statusCode, code(own)]).toEqual([403, 'FOUR-EYES']);
    expect((await person('qhb2').call('POST', `/api/uploads/${first.upload}/approve`)).json()).toMatchObject({
      state: 'released',
    });
    expect((await person('qhb2').call('POST', `/api/uploads/${first.upload}/approve`)).statusCode).toBe(409);
    await taken('QHB');
    const rule = { bank: 'QHB', kind: 'claim', two_persons: false };
    expect((await person('admin').call('PUT', '/api/release-rules', rule)).statusCode).toBe(200);
    const second = (await person('qhb').send('/api/uploads', '补偿申请-3.csv', claim(3))).json<{
      state: string;
    }>();
    expect(second.state).toBe('released');
    await taken('QHB');
  });

  test('decided and not dropped, because the process ended in between, is dropped at the next start', async () => {
    const response = await person('qhb').send(
      '/api/uploads',
      '备案-再启.csv',
      FILING.replace('UP-1', 'UP-9'),
    );
    const { upload } = response.json<{ upload: string }>();
    // As it was before the drop: the file in the spool, the drop open.
    const [drop] = await rowsOf<{ spool: string }>(
      console.place.db,
      `UPDATE console.drops SET dropped = false WHERE id = (SELECT drop_id FROM console.uploads WHERE id = $1) RETURNING spool`,
      [BigInt(upload)],
    );
    await rename(
      join(console.place.inbox, 'QHB', '备案-再启.csv'),
      join(console.place.inbox, '.console', drop?.spool ?? ''),
    );
    await dropOpen(console.place);
    expect(await lying('QHB')).toEqual(['备案-再启.csv']);
    await rm(join(console.place.inbox, 'QHB', '备案-再启.csv'));
  });

  test.each([LIMIT + 1, LIMIT * 40])(
    'of %i bytes is 413 while it arrives, and nothing is kept',
    async (bytes) => {
      const response = await person('qhb').send('/api/uploads', '备案-大.csv', Buffer.alloc(bytes, 0x41));
      expect([response.statusCode, code(response)]).toEqual([413, 'TOO-LARGE']);
      expect([await lying('QHB'), await spooled()]).toEqual([[], []]);
    },
  );

  test.each([
    '确认-1.csv',
    '审核决定-1.csv',
    '../CUSTODIAN/审核决定-1.csv',
    '..\\..\\decision.csv',
    '.备案.csv',
    'notes.txt',
    '',
    `备案-${'长'.repeat(130)}.csv`,
  ])('named %j is not taken for what it says', async (name) => {
    const response = await person('qhb').send('/api/uploads', name, FILING);
    expect(response.statusCode).toBe(422);
    for (const sender of ['QHB', 'CUSTODIAN', 'BUREAU']) expect(await lying(sender)).toEqual([]);
  });

  test('under a path is filed under its last part in the sender’s own folder', async () => {
    const response = await person('account').send('/api/uploads', '../QHB/账户流水-1.csv', 'x');
    expect([response.statusCode, await lying('QHB'), await lying('ACCOUNT')]).toEqual([
      202,
      [],
      ['账户流水-1.csv'],
    ]);
  });
});

test('a formula in a cell from outside is no formula in an export, and no header can be made of a name', async () => {
  await console.place.db.execute(
    `UPDATE filings SET enterprise_name = '=cmd|''/C calc''!A0' WHERE id = (SELECT min(id) FROM filings)`,
  );
  const { body } = await person('auditor').get('/api/filings.csv?sort=received_on');
  expect(body.split('\r\n')[1]).toContain(`,'=cmd|'/C calc'!A0,`);
  await console.place.db.execute(`UPDATE files SET name = E'a"\\r\\nset-cookie: x=1.csv' WHERE id = 1`);
  const { headers } = await person('auditor').get('/api/files/1/original');
  expect(headers['set-cookie']).toBeUndefined();
  expect(headers['content-disposition']).toBe(
    `attachment; filename="download"; filename*=UTF-8''a%22%0D%0Aset-cookie%3A%20x%3D1.csv`,
  );
});
