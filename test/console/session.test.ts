import { Secret, TOTP } from 'otpauth';
import { beforeAll, describe, expect, test } from 'vitest';
import { openConsole, type TestConsole } from '../support/console.js';

/** Signing in and staying in: what an attacker tries at the door. */

let console: TestConsole;
beforeAll(async () => {
  console = await openConsole(undefined);
});

const attempt = (login: string, password: string, headers: Record<string, string> = {}, otp?: string) =>
  console.app.inject({
    method: 'POST',
    url: '/api/session',
    headers: { host: 'localhost', ...headers },
    payload: { login, password, ...(otp === undefined ? {} : { otp }) },
  });
const password = (login: string): string => console.passwords.get(login) ?? '';

describe('a wrong password', () => {
  test('is 401, the fifth in a row 423 with its end, and then the right one is no use either', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 5; i++) statuses.push((await attempt('nhb', `wrong-${i}`)).statusCode);
    expect(statuses).toEqual([401, 401, 401, 401, 423]);
    const locked = await attempt('nhb', password('nhb'));
    expect(locked.statusCode).toBe(423);
    const { until } = locked.json<{ until: string }>();
    const minutes = (Date.parse(until) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(13);
    expect(minutes).toBeLessThanOrEqual(15);
  });

  test('is answered alike for a login that is there and one that is not, up to the lock', async () => {
    const there: string[] = [];
    const missing: string[] = [];
    for (let i = 0; i < 5; i++) {
      there.push((await attempt('account', 'wrong')).body);
      missing.push((await attempt('nobody', 'wrong')).body);
    }
    const untimed = (body: string): string => body.replace(/\d{4}-\d\d-\d\dT[^"]*|\d\d:\d\d:\d\d/g, '…');
    expect(missing.map(untimed)).toEqual(there.map(untimed));
  });

  test('a right one in between begins the count anew', async () => {
    for (let i = 0; i < 4; i++) await attempt('qhb2', 'wrong');
    expect((await attempt('qhb2', password('qhb2'))).statusCode).toBe(200);
    expect((await attempt('qhb2', 'wrong')).statusCode).toBe(401);
  });

  test('what was typed as login is in no log, and a password in none at all', async () => {
    await attempt('my-secret-password', 'hunter2-hunter2');
    const log = (await (await console.signIn('auditor')).get('/api/log?limit=200')).body;
    expect(log).toContain('登录失败');
    for (const text of [log, console.logged.join('\n')]) {
      expect(text).not.toContain('my-secret-password');
      expect(text).not.toContain('hunter2');
    }
  });
});

test('what is missing or of another kind is said in Chinese, field by field', async () => {
  const asked = await console.app.inject({
    method: 'POST',
    url: '/api/session',
    headers: { host: 'localhost' },
    payload: { login: 7 },
  });
  expect([asked.statusCode, asked.json<{ fields: object }>().fields]).toEqual([
    422,
    { login: '格式不对', password: '必须填写' },
  ]);
});

describe('the cookie', () => {
  test('is HttpOnly and SameSite=Strict, and Secure but on the machine itself', async () => {
    const far = await attempt('admin', password('admin'), { host: 'console.example.org' });
    expect(far.headers['set-cookie']).toMatch(/^riskpool=[\w-]{43};.*HttpOnly; Secure; SameSite=Strict$/);
    const near = await attempt('admin', password('admin'), { host: '127.0.0.1:8080' });
    expect(near.headers['set-cookie']).not.toContain('Secure');
  });

  test('that a browser brings along is never taken over: a session has a value of its own', async () => {
    const planted = 'planted-by-somebody-else-0123456789abcdefgh';
    const response = await attempt('admin', password('admin'), { cookie: `riskpool=${planted}` });
    const given = response.cookies.find(({ name }) => name === 'riskpool')?.value;
    expect(given).not.toBe(planted);
    const with_ = { host: 'localhost', cookie: `riskpool=${planted}` };
    expect((await console.app.inject({ url: '/api/session', headers: with_ })).statusCode).toBe(401);
  });

  test('is worth nothing after the session was left, and the one before a new sign-in neither', async () => {
    const first = await console.signIn('admin');
    await attempt('admin', password('admin'), { cookie: `riskpool=${first.cookie}` });
    expect((await first.get('/api/session')).statusCode).toBe(401);
    const second = await console.signIn('admin');
    expect((await second.call('DELETE', '/api/session')).statusCode).toBe(200);
    expect((await second.get('/api/session')).statusCode).toBe(401);
  });

  test.each([
    ["seen_at = clock_timestamp() - interval '31 minutes'", 401],
    ["seen_at = clock_timestamp() - interval '29 minutes'", 200],
    ["begun_at = clock_timestamp() - interval '12 hours 1 minute'", 401],
    ["begun_at = clock_timestamp() - interval '11 hours 59 minutes'", 200],
  ])('with %s answers %i', async (set, status) => {
    const person = await console.signIn('checker');
    await console.place.db.execute(`UPDATE console.sessions SET ${set} WHERE login = 'checker'`);
    expect((await person.get('/api/session')).statusCode).toBe(status);
    await console.place.db.execute(`DELETE FROM console.sessions WHERE login = 'checker'`);
  });
});

describe('a request from elsewhere', () => {
  test('without the token of its own session is 403, whatever it asks for', async () => {
    const maker = await console.signIn('maker');
    const other = await console.signIn('maker');
    for (const token of [undefined, '', 'x'.repeat(43), other.csrf]) {
      const headers = {
        host: 'localhost',
        cookie: `riskpool=${maker.cookie}`,
        ...(token === undefined ? {} : { 'x-csrf-token': token }),
      };
      const payload = { kind: 'decision', rows: [{}] };
      const response = await console.app.inject({ method: 'POST', url: '/api/proposals', headers, payload });
      expect([token, response.statusCode, response.json<{ code: string }>().code]).toEqual([
        token,
        403,
        'CSRF',
      ]);
    }
  });

  test('of another origin cannot even sign in', async () => {
    const foreign = { host: 'localhost', origin: 'https://evil.example.org' };
    expect((await attempt('admin', password('admin'), foreign)).statusCode).toBe(403);
    expect((await attempt('admin', password('admin'), { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(
      403,
    );
    expect((await attempt('admin', password('admin'), { origin: 'http://localhost' })).statusCode).toBe(200);
  });
});

test('a new password ends every session of the login', async () => {
  const one = await console.signIn('qhb');
  const two = await console.signIn('qhb');
  const wrong = await one.call('POST', '/api/session/password', {
    password: 'x',
    new_password: 'a-new-password-1',
  });
  expect([wrong.statusCode, Object.keys(wrong.json<{ fields: object }>().fields)]).toEqual([
    422,
    ['password'],
  ]);
  const change = { password: password('qhb'), new_password: 'a-new-password-1' };
  expect((await one.call('POST', '/api/session/password', change)).statusCode).toBe(200);
  for (const person of [one, two]) expect((await person.get('/api/session')).statusCode).toBe(401);
  expect((await attempt('qhb', password('qhb'))).statusCode).toBe(401);
  expect((await attempt('qhb', 'a-new-password-1')).statusCode).toBe(200);
});

test('one-time codes: asked for once they are set, each good once', async () => {
  const maker = await console.signIn('maker');
  const { secret } = (await maker.call('POST', '/api/session/totp')).json<{ secret: string }>();
  const code = (ahead: number): string =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + ahead * 30_000 });
  const proof = { password: password('maker'), otp: code(-1) };
  expect((await maker.call('PUT', '/api/session/totp', { ...proof, otp: '000000' })).statusCode).toBe(422);
  expect((await maker.call('PUT', '/api/session/totp', proof)).statusCode).toBe(200);
  expect((await attempt('maker', password('maker'))).statusCode).toBe(401);
  const now = code(0);
  expect((await attempt('maker', password('maker'), {}, now)).statusCode).toBe(200);
  expect((await attempt('maker', password('maker'), {}, now)).statusCode).toBe(401);
});

describe('accounts', () => {
  test('a role that decides over money waits for another administrator', async () => {
    const admin = await console.signIn('admin');
    const made = await admin.call('POST', '/api/users', { login: 'admin2', role: 'admin' });
    const { password: secret } = made.json<{ password: string }>();
    const second = await console.signIn('admin2', secret);
    const wish = await admin.call('POST', '/api/users', { login: 'maker2', role: 'maker', name: '新人' });
    expect([wish.statusCode, wish.json()]).toEqual([201, { state: 'waiting', login: 'maker2' }]);
    const own = await admin.call('POST', '/api/users/maker2/approve');
    expect([own.statusCode, own.json<{ code: string }>().code]).toEqual([403, 'FOUR-EYES']);
    const granted = (await second.call('POST', '/api/users/maker2/approve')).json<{ password: string }>();
    const maker2 = await console.signIn('maker2', granted.password);
    expect((await maker2.get('/api/session')).json()).toMatchObject({ role: 'maker', name: '新人' });
    expect((await second.call('POST', '/api/users/maker2/approve')).statusCode).toBe(409);
    // To a role that needs no second person at once, which ends the session; back again not.
    expect((await admin.call('POST', '/api/users/maker2/role', { role: 'auditor' })).json()).toMatchObject({
      state: 'done',
    });
    expect((await maker2.get('/api/session')).statusCode).toBe(401);
    const back = await admin.call('POST', '/api/users/maker2/role', { role: 'checker' });
    expect(back.json()).toMatchObject({ state: 'waiting' });
  });

  test('a bank that is none, a login that is taken or cannot be, one’s own account', async () => {
    const admin = await console.signIn('admin');
    const add = async (user: object): Promise<number> =>
      (await admin.call('POST', '/api/users', user)).statusCode;
    expect(await add({ login: 'x1', role: 'bank', bank: 'NONE' })).toBe(422);
    expect(await add({ login: 'x1', role: 'bank' })).toBe(422);
    expect(await add({ login: 'x1', role: 'auditor', bank: 'QHB' })).toBe(422);
    expect(await add({ login: 'Große', role: 'auditor' })).toBe(422);
    expect(await add({ login: 'auditor', role: 'auditor' })).toBe(409);
    expect((await admin.call('POST', '/api/users/admin/reset')).statusCode).toBe(403);
    expect((await admin.call('POST', '/api/users/nobody/reset')).statusCode).toBe(404);
  });
});

test('the log holds together, and says where it was changed', async () => {
  const auditor = await console.signIn('auditor');
  const chain = async () =>
    (await auditor.get('/api/log?limit=1')).json<{ chain: { intact: boolean; broken_at?: number } }>().chain;
  expect(await chain()).toMatchObject({ intact: true });
  await expect(console.place.db.execute(`UPDATE console.log SET login = 'x' WHERE id = 2`)).rejects.toThrow(
    '只增不改',
  );
  await console.place.db.execute(
    `ALTER TABLE console.log DISABLE TRIGGER log_append_only; UPDATE console.log SET login = 'x' WHERE id = 2`,
  );
  expect(await chain()).toMatchObject({ intact: false, broken_at: 2 });
});

test('one address that signs in without end is stopped, and told when it may go on', async () => {
  let answer = await attempt('nobody', 'wrong-1');
  for (let i = 0; i < 400 && answer.statusCode !== 429; i++)
    answer = await console.app.inject({
      method: 'POST',
      url: '/api/session',
      headers: { host: 'localhost' },
      payload: {},
    });
  const { code, message, until } = answer.json<{ code: string; message: string; until: string }>();
  expect([answer.statusCode, code]).toEqual([429, 'TOO-MANY']);
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  expect(message).toMatch(/请在\d\d:\d\d:\d\d以后再试/);
  const left = Date.parse(until) - Date.now();
  expect(left > 0 && left <= 60_000).toBe(true);
});
