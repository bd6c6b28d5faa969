import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ask, date, text } from '../../src/db/column.js';
import { addDays, daysBetween } from '../../src/domain/dates.js';
import { MOST_TRIES, type Notice, noticeTroubles, unsentNotices } from '../../src/ledger/work/notices.js';
import { type Contact, readContacts } from '../../src/notices/contacts.js';
import { noticesDue } from '../../src/notices/due.js';
import { collect, deliver, waitAfter } from '../../src/notices/outbox.js';
import type { Channels } from '../../src/notices/send.js';
import { deadlines } from '../../src/operations/deadlines.js';
import { replay, type Workplace } from '../../src/pipeline.js';
import { fromRoot, openReplay, SAMPLES, SILENT } from '../replay/replays.js';
import { put, temporaryFolder } from '../support/files.js';
import { rowsOf } from '../support/query.js';

/** What there is to tell in the sample year, and that it is told once, to a real mail server and a real web server. */

const ON = '2026-04-30';
const SECRET = 'a secret of this test';
let place: Workplace;
let due: Notice[];
beforeAll(async () => {
  place = await openReplay(SAMPLES.config, await temporaryFolder());
  await replay(place, fromRoot(SAMPLES.inbox), ON, SILENT);
  due = await noticesDue(place.db, place.configuration.reference, {
    since: '2026-01-01',
    on: ON,
    pendingDays: 10,
  });
}, 120_000);
afterAll(() => place.db.close());

describe('what there is to tell', () => {
  const keys = (kind: string): string[] => due.filter((one) => one.kind === kind).map(({ key }) => key);

  test('files with returned rows to their senders, with the rows; refused files with the reason', async () => {
    const files = await rowsOf<{ id: bigint; status: string }>(
      place.db,
      `SELECT id, status FROM files WHERE received_on >= '2026-01-01' AND (status = 'refused' OR rejected > 0) ORDER BY id`,
    );
    const of = (status: string, kind: string) =>
      files.filter((one) => one.status === status).map(({ id }) => `${kind}/${id}`);
    expect(keys('rejects')).toEqual(of('processed', 'rejects'));
    expect(keys('rejects').length).toBeGreaterThan(0);
    expect(keys('refusal')).toEqual(of('refused', 'refusal'));
    expect(due.find(({ kind }) => kind === 'rejects')?.attachment).toMatch(
      /^2026-\d\d-\d\d\/[A-Z]+\/.+\.rejects\.csv$/,
    );
  });

  test('money asked back, what falls due within five working days, and what is late', () => {
    expect(keys('clawback')).toEqual([
      'clawback/LSB/2026-03-20',
      'clawback/QHB/2026-04-10',
      'clawback/QHB/2026-04-15',
    ]);
    expect(keys('overdue')).toEqual([
      'overdue/LSB/2026-04-03',
      'overdue/QHB/2026-04-24',
      'overdue/QHB/2026-04-29',
    ]);
    expect(keys('due')).toEqual([]);
  });

  test('on the very day that is five working days ahead, and not the day before', async () => {
    const on = async (day: string): Promise<string[]> => {
      const made = await noticesDue(place.db, place.configuration.reference, {
        since: day,
        on: day,
        pendingDays: 10,
      });
      return made.filter(({ kind }) => kind === 'due').map(({ key }) => key);
    };
    // 2026-04-24 is a Friday; the five working days before it begin on Friday the 17th.
    expect(await on('2026-04-17')).toContain('due/QHB/2026-04-24');
    expect(await on('2026-04-16')).not.toContain('due/QHB/2026-04-24');
  });

  test('a bank that is suspended', () => {
    const states = due.filter(({ kind }) => kind === 'suspension');
    expect(states.map(({ key }) => key)).toContain('suspension/LSB/XW/1/暂停');
  });

  const made = async (on: string, pendingDays = 10): Promise<Notice[]> =>
    noticesDue(place.db, place.configuration.reference, { since: on, on, pendingDays });

  test('a bank that has filed nothing, within five working days of the window’s last, and nobody who has', async () => {
    const { reference } = place.configuration;
    const { windowEnd = '' } = await deadlines(place.db, reference, '2026-04-17');
    const told = async (on: string) =>
      (await made(on)).filter(({ kind }) => kind === 'window').map(({ key }) => key);
    const first = Array.from({ length: 20 }, (_, i) => addDays(windowEnd, -i))
      .reverse()
      .find((day) => (reference.calendar.nthAfter(day, 5) ?? '') >= windowEnd);
    expect(await told(first ?? '')).toEqual([`window/NHB/${windowEnd}`]);
    expect(await told(addDays(first ?? '', -1))).toEqual([]);
    expect(await told(windowEnd)).toEqual([`window/NHB/${windowEnd}`]);
    expect(await told(addDays(windowEnd, 1))).toEqual([]);
  });

  test('what has been 待核 for more than the days asked, and not for just as many', async () => {
    const [waited] = await ask(
      place.db,
      { number: text, from: date, until: date },
      `SELECT f.business_no AS number, f.received_on AS "from", e.happened_on AS until
       FROM events e JOIN filings f ON f.id = e.item_id WHERE e.cause = 'decision' AND e.from_status = '待核'
       ORDER BY e.id DESC LIMIT 1`,
    );
    if (waited === undefined) throw new Error('no filing was ever decided');
    const on = addDays(waited.until, -1);
    const days = daysBetween(waited.from, on);
    const told = async (pendingDays: number) =>
      (await made(on, pendingDays)).filter(({ kind }) => kind === 'pending');
    const [notice] = await told(days - 1);
    expect(notice?.receiver).toBe('CUSTODIAN');
    expect(notice?.body).toContain(waited.number);
    expect((await told(days)).map(({ body }) => body).join()).not.toContain(waited.number);
  });

  test('a file that failed, until somebody takes it up again', async () => {
    const failed = async () => (await made(ON)).filter(({ kind }) => kind === 'failed');
    expect(await failed()).toEqual([]);
    await place.db.execute(
      `INSERT INTO work (id, task, token, received_on, dated, sender, name, sha256, bytes, state, reason)
       VALUES (999999, 'file', 'a token', '${ON}', false, 'QHB', 'filing-x.csv', '', 1, 'failed', '磁盘已满')`,
    );
    const [notice] = await failed();
    expect([notice?.receiver, notice?.key]).toEqual(['CUSTODIAN', 'failed/999999']);
    expect(notice?.body).toContain('磁盘已满');
    await place.db.execute('DELETE FROM work WHERE id = 999999');
    expect(await failed()).toEqual([]);
  });

  test('tables that run out within thirty days, once a week', async () => {
    const { lastCovered } = place.configuration.reference.calendar;
    const told = async (on: string) => (await made(on)).filter(({ kind }) => kind === 'tables');
    const calendar = (notices: readonly Notice[]) => notices.filter(({ body }) => body.includes('日历之外'));
    expect(calendar(await told(addDays(lastCovered, -30)))).toEqual([]);
    expect(calendar(await told(addDays(lastCovered, -29)))).toHaveLength(1);
    const week = await Promise.all(['2026-12-14', '2026-12-20', '2026-12-21'].map(told));
    expect(week.flat().map(({ key }) => key)).toEqual([
      'tables/2026-12-14',
      'tables/2026-12-14',
      'tables/2026-12-21',
    ]);
  });

  test('a body of bounded size, however much there is to tell of', async () => {
    const long = '字'.repeat(5_000);
    await place.db.execute(
      `INSERT INTO work (id, task, token, received_on, dated, sender, name, sha256, bytes, state, reason)
       VALUES (999998, 'file', 'another', '${ON}', false, 'QHB', '${long}', '', 1, 'failed', '${long}')`,
    );
    for (const { body, subject } of [...due, ...(await made(ON, 0))]) {
      expect(body.length).toBeLessThan(3_000);
      expect(subject.length).toBeLessThan(100);
    }
    await place.db.execute('DELETE FROM work WHERE id = 999998');
  });

  test('no enterprise, no code and no file’s name in a subject', async () => {
    const names = await rowsOf<{ text: string }>(
      place.db,
      `SELECT enterprise_name AS text FROM filings UNION SELECT uscc FROM filings UNION SELECT iou_no FROM filings
       UNION SELECT stem FROM files`,
    );
    for (const { subject } of due) for (const { text } of names) expect(subject).not.toContain(text);
  });
});

interface Mail {
  readonly to: string;
  readonly text: string;
}

describe('the outbox', () => {
  const mails: Mail[] = [];
  const posts: { headers: IncomingMessage['headers']; body: string }[] = [];
  let refuse = false;
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      let text = '';
      stream.on('data', (piece: Buffer) => {
        text += piece.toString();
      });
      stream.on('end', () => {
        if (refuse) return done(Object.assign(new Error('busy'), { responseCode: 451 }));
        mails.push({ to: session.envelope.rcptTo.map(({ address }) => address).join(), text });
        done();
      });
    },
  });
  const web = createServer((request, answer) => {
    let body = '';
    request.setEncoding('utf8').on('data', (piece: string) => {
      body += piece;
    });
    request.on('end', () => {
      posts.push({ headers: request.headers, body });
      answer.writeHead(refuse ? 503 : 204).end();
    });
  });
  let channels: Channels;
  let hook = '';
  beforeAll(async () => {
    await new Promise<void>((ready) => smtp.listen(0, '127.0.0.1', ready));
    await new Promise<void>((ready) => web.listen(0, '127.0.0.1', ready));
    const { port } = smtp.server.address() as AddressInfo;
    hook = `http://127.0.0.1:${(web.address() as AddressInfo).port}/notices`;
    channels = {
      smtpUrl: `smtp://127.0.0.1:${port}`,
      mailFrom: 'fund@example.org',
      webhookSecret: SECRET,
      out: place.out,
    };
  });
  afterAll(async () => {
    await new Promise<void>((closed) => smtp.close(closed));
    web.close();
    web.closeAllConnections();
  });
  beforeEach(async () => {
    mails.length = 0;
    posts.length = 0;
    refuse = false;
    await place.db.execute('DELETE FROM notices');
  });
  const lsb = (kind: Contact['kind'], address: string): Contact => ({ receiver: 'LSB', kind, address });
  const makeDue = () => place.db.execute('UPDATE notices SET next_at = now()');

  test('nothing is sent where nobody is named', async () => {
    expect(await collect(place.db, due, [], ON)).toBe(0);
    expect(await deliver(place.db, channels)).toEqual({ sent: 0, failed: 0 });
  });

  test('a mail goes to whom asks for its kind, once, with what it is about', async () => {
    const contacts = [lsb('clawback', 'a@example.org'), lsb('overdue', 'b@example.org')];
    expect(await collect(place.db, due, contacts, ON)).toBe(2);
    expect(await deliver(place.db, channels)).toEqual({ sent: 2, failed: 0 });
    expect(mails.map(({ to }) => to).sort()).toEqual(['a@example.org', 'b@example.org']);
    const clawback = mails.find(({ to }) => to === 'a@example.org')?.text ?? '';
    expect(clawback).toContain('filename=clawback.csv');
    expect(clawback).toMatch(/Message-ID: <[0-9a-f]{32}@riskpool>/);
    expect(await collect(place.db, due, contacts, ON)).toBe(0);
    expect(await deliver(place.db, channels)).toEqual({ sent: 0, failed: 0 });
  });

  test('a webhook is signed over its time and its bytes', async () => {
    await collect(place.db, due, [lsb('suspension', hook)], ON);
    expect(await deliver(place.db, channels)).toEqual({ sent: 1, failed: 0 });
    const [{ headers, body } = { headers: {}, body: '' }] = posts;
    const signed = `${headers['x-riskpool-timestamp']}.${body}`;
    const signature = createHmac('sha256', SECRET).update(signed).digest('hex');
    expect(headers['x-riskpool-signature']).toBe(`v1=${signature}`);
    expect(JSON.parse(body)).toMatchObject({ kind: 'suspension', receiver: 'LSB', date: ON });
  });

  test('what no server took stays, waits longer each time, goes later under the same number', async () => {
    await collect(place.db, due, [lsb('suspension', hook), lsb('clawback', 'a@example.org')], ON);
    refuse = true;
    expect(await deliver(place.db, channels)).toEqual({ sent: 0, failed: 2 });
    expect(await deliver(place.db, channels)).toEqual({ sent: 0, failed: 0 });
    expect(await unsentNotices(place.db)).toEqual({ waiting: 2, givenUp: 0 });
    refuse = false;
    await makeDue();
    expect(await deliver(place.db, channels)).toEqual({ sent: 2, failed: 0 });
    const numbers = posts.map(({ headers }) => headers['idempotency-key']);
    expect(numbers).toHaveLength(2);
    expect(new Set(numbers).size).toBe(1);
    expect([0, 1, 2, 3, 9].map(waitAfter)).toEqual([60, 240, 960, 3840, 21_600]);
  });

  test('is given up after ten tries, and told', async () => {
    await collect(place.db, due, [lsb('suspension', hook)], ON);
    refuse = true;
    for (let i = 0; i < MOST_TRIES; i++) {
      await deliver(place.db, channels);
      await makeDue();
    }
    expect(await deliver(place.db, channels)).toEqual({ sent: 0, failed: 0 });
    expect(posts).toHaveLength(MOST_TRIES);
    expect(await unsentNotices(place.db)).toEqual({ waiting: 0, givenUp: 1 });
  });

  test('a channel that is not set up sends nothing and says so', async () => {
    await collect(place.db, due, [lsb('suspension', hook), lsb('clawback', 'a@example.org')], ON);
    const none = { smtpUrl: undefined, mailFrom: undefined, webhookSecret: undefined, out: place.out };
    expect(await deliver(place.db, none)).toEqual({ sent: 0, failed: 2 });
    expect(await noticeTroubles(place.db)).toEqual([
      { trouble: expect.stringContaining('RISKPOOL_SMTP_URL'), count: 1 },
      { trouble: expect.stringContaining('RISKPOOL_WEBHOOK_SECRET'), count: 1 },
    ]);
    expect([mails.length, posts.length]).toEqual([0, 0]);
  });
});

test('a suspension that was told ends with a notice of its own', async () => {
  await place.db.execute('DELETE FROM notices');
  const contact: Contact = { receiver: 'LSB', kind: 'suspension', address: 'a@example.org' };
  await collect(place.db, due, [contact], ON);
  await replay(place, fromRoot(SAMPLES.inbox), '2026-05-31', SILENT);
  const later = await noticesDue(place.db, place.configuration.reference, {
    since: '2026-05-31',
    on: '2026-05-31',
    pendingDays: 10,
  });
  const told = later.filter(({ kind, receiver }) => kind === 'suspension' && receiver === 'LSB');
  expect(told.map(({ key }) => key)).toEqual(['suspension/LSB/XW/2/正常']);
  expect(await collect(place.db, told, [contact], '2026-05-31')).toBe(1);
});

describe('contacts.csv', () => {
  const read = async (line: string): Promise<Contact[] | string> => {
    const path = await put(await temporaryFolder(), 'contacts.csv', `receiver,kind,address\n${line}\n`);
    return readContacts(path).catch((error: Error) => error.message);
  };

  test('names a receiver, a kind or all, and a mail or a webhook over TLS', async () => {
    expect(await read('QHB,*,a@example.org')).toEqual([
      { receiver: 'QHB', kind: '*', address: 'a@example.org' },
    ]);
    expect(await read('QHB,due,https://example.org/x')).toHaveLength(1);
    expect(await read('QHB,due,http://127.0.0.1:1/x')).toHaveLength(1);
    expect(await read('QHB,due,http://example.org/x')).toContain('https');
    expect(await read('QHB,due,https://u:p@example.org/x')).toContain('口令');
    expect(await read('QHB,nothing,a@example.org')).toContain('应为');
    expect(await read('QHB,due,nobody')).toContain('电子邮箱');
  });
});
