import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import type { Db } from '../../db/db.js';
import { logAction } from '../../ledger/console/action-log.js';
import { endSession, forgetFailures, lockedUntil, noteFailure } from '../../ledger/console/sessions.js';
import { type Account, accountOf, setPassword, setTotp, takeTotpStep } from '../../ledger/console/users.js';
import { type Call, type Handler, note } from '../call.js';
import { invalid, noSession, Refused, shanghaiTime } from '../errors.js';
import { hashPassword, isPassword, newTotp, totpStep } from '../passwords.js';
import type { Login, NewPassword, TotpCode } from '../schemas/session.js';
import { closeCookie, openSession } from '../sessions.js';

/** A wrong password is answered after so long, whatever was wrong about it. */
const WRONG_MS = 250;

const login: Handler<z.infer<typeof Login>> = async (call) => {
  const { body, db, place, request, reply } = call;
  const began = performance.now();
  const loginHash = createHash('sha256').update(body.login).digest('hex');
  const account = await accountOf(db, body.login);
  const until = await lockedUntil(db, loginHash);
  // Hashed in every case, so that neither a lock nor a missing login is quicker.
  const right = await isPassword(body.password, account?.passwordHash);
  if (until !== undefined) throw await afterPause(began, locked(until));
  if (!right || account?.state !== 'active' || !(await secondFactor(call, account, body.otp)))
    throw await afterPause(began, await wrong(call, loginHash, account));
  await forgetFailures(db, loginHash);
  const session = await openSession(db, request, reply, account.login);
  if (session === undefined) throw noSession();
  await db.transaction((tx) =>
    logAction(tx, { login: account.login, action: '登录', subject: account.login, detail: '' }, place.now()),
  );
  return session;
};

async function secondFactor({ db, place }: Call, account: Account, otp: string | undefined) {
  if (!account.totpOn || account.totpSecret === null) return true;
  if (otp === undefined) return false;
  const step = totpStep(account.login, account.totpSecret, otp, place.now());
  return step !== undefined && (await takeTotpStep(db, account.login, step));
}

/** What a wrong sign-in is answered: the same for a login that is not there. */
async function wrong({ db, place }: Call, loginHash: string, account: Account | undefined) {
  return db.transaction(async (tx) => {
    const until = await noteFailure(tx, loginHash);
    // A login that is not ours may be a password typed into the wrong field: it is not written down.
    const name = account?.login ?? '(不存在)';
    const action = until === undefined ? '登录失败' : '登录锁定';
    await logAction(tx, { login: name, action, subject: name, detail: until ?? '' }, place.now());
    if (until !== undefined) return locked(until);
    return new Refused(401, {
      code: 'WRONG-LOGIN',
      message: '用户名、密码或动态口令不对。设有动态口令的,请一并填写;连续错误五次将锁定。',
    });
  });
}

const locked = (until: string): Refused =>
  new Refused(423, {
    code: 'LOCKED',
    message: `连续错误五次,已锁定到${shanghaiTime(new Date(until))}。请届时再试,或请管理员重设密码。`,
    until,
  });

async function afterPause(began: number, answer: Refused): Promise<Refused> {
  await sleep(Math.max(0, WRONG_MS - (performance.now() - began)));
  return answer;
}

const session: Handler = async ({ session: answer }) => answer;

const logout: Handler = async (call) => {
  const { db, who, request, reply } = call;
  await db.transaction(async (tx) => {
    await endSession(tx, who.session);
    await note(call, tx, '退出', who.login);
  });
  closeCookie(request, reply);
  return { done: true };
};

/** The caller's own account, with its password proved once more: a session left open is not enough. */
async function provedAccount(db: Db, login: string, password: string): Promise<Account> {
  const account = await accountOf(db, login);
  if (account === undefined || !(await isPassword(password, account.passwordHash)))
    throw invalid('现在的密码不对。', { password: '现在的密码不对' });
  return account;
}

const changePassword: Handler<z.infer<typeof NewPassword>> = async (call) => {
  const { db, who, body, request, reply } = call;
  const account = await provedAccount(db, who.login, body.password);
  if (body.new_password === body.password)
    throw invalid('新密码与现在的相同。', { new_password: '应与现在的不同' });
  const hashed = await hashPassword(body.new_password);
  await db.transaction(async (tx) => {
    await setPassword(tx, account.login, hashed, false);
    await note(call, tx, '修改密码', account.login);
  });
  closeCookie(request, reply);
  return { done: true };
};

const beginTotp: Handler = async ({ db, who }) => {
  const account = await accountOf(db, who.login);
  if (account?.totpOn === true) throw invalid('已设有动态口令。要更换请先停用。');
  const made = newTotp(who.login);
  await setTotp(db, who.login, made.secret, false);
  return made;
};

const confirmTotp: Handler<z.infer<typeof TotpCode>> = (call) => switchTotp(call, true);
const removeTotp: Handler<z.infer<typeof TotpCode>> = (call) => switchTotp(call, false);

async function switchTotp(call: Call<z.infer<typeof TotpCode>>, on: boolean): Promise<unknown> {
  const { db, who, body, place } = call;
  const account = await provedAccount(db, who.login, body.password);
  const { totpSecret } = account;
  const step = totpSecret === null ? undefined : totpStep(account.login, totpSecret, body.otp, place.now());
  if (step === undefined || step <= account.totpStep)
    throw invalid('动态口令不对或已用过,请用下一个。', { otp: '不对或已用过' });
  await db.transaction(async (tx) => {
    await setTotp(tx, account.login, on ? totpSecret : null, on);
    await takeTotpStep(tx, account.login, step);
    await note(call, tx, on ? '启用动态口令' : '停用动态口令', account.login);
  });
  return { done: true };
}

/** By operation. */
export const accountHandlers = { login, session, logout, changePassword, beginTotp, confirmTotp, removeTotp };
