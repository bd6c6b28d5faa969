import type { z } from 'zod';
import type { Sql } from '../../db/db.js';
import {
  type Account,
  accountOf,
  accounts,
  awaitConsent,
  disableAccount,
  dropWaiting,
  setRole,
  settle,
} from '../../ledger/console/users.js';
import { type Call, type Handler, note } from '../call.js';
import { conflict, fourEyes, invalid, notFound } from '../errors.js';
import { addLogin, bankProblem, grant, resetLogin } from '../grants.js';
import { GRANTED_BY_TWO, ROLE_NAME, type Role } from '../roles.js';
import type { NewRole, NewUser, User } from '../schemas/session.js';
import { roleOf } from '../sessions.js';

const users: Handler = async ({ db }) => ({ items: (await accounts(db)).map(userAnswer) });

function userAnswer(account: Account): User {
  const { waitingAction, waitingRole, waitingBy, waitingAt } = account;
  const wished = roleOf(waitingRole ?? undefined);
  return {
    login: account.login,
    name: account.name,
    role: roleOf(account.role) ?? 'auditor',
    ...(account.bank === null ? {} : { bank: account.bank }),
    state: account.state,
    ...(waitingAction === null
      ? {}
      : {
          waiting: {
            action: waitingAction,
            ...(wished === undefined ? {} : { role: wished }),
            by: waitingBy ?? '',
            at: waitingAt ?? '',
          },
        }),
    totp: account.totpOn,
    created_at: account.createdAt,
    ...(account.lastLoginAt === null ? {} : { last_login_at: account.lastLoginAt }),
    ...(account.lockedUntil === null ? {} : { locked_until: account.lockedUntil }),
  };
}

const needsTwo = (...roles: (string | null)[]): boolean =>
  roles.some((role) => GRANTED_BY_TWO.some((one) => one === role));

function demandBank({ place }: Pick<Call, 'place'>, role: Role, bank: string | undefined): void {
  const { agreements } = place.configuration.reference;
  const problem = bankProblem(role, bank, (code) => agreements.isBank(code));
  if (problem !== undefined) throw invalid(problem, { bank: problem });
}

const addUser: Handler<z.infer<typeof NewUser>> = async (call) => {
  const { db, who, body } = call;
  const { login, role, bank, elsewhere } = body;
  demandBank(call, role, bank);
  if (elsewhere === true && call.place.oidc === undefined)
    throw invalid('没有设统一认证,用户须有密码。', { elsewhere: '没有设统一认证' });
  const waits = needsTwo(role);
  const wish = { login, name: body.name ?? login, role, bank, elsewhere };
  const password = await db.transaction(async (tx) => {
    const made = await addLogin(tx, wish, waits ? who.login : undefined);
    if (made === undefined) throw conflict(`已有用户${login}。`);
    await note(
      call,
      tx,
      '新增用户',
      login,
      `${ROLE_NAME[role]}${bank ?? ''}${waits ? ',待另一管理员同意' : ''}`,
    );
    return made;
  });
  // The password of an account that waits is made anew and shown when it is agreed to.
  return waits
    ? { state: 'waiting', login }
    : { state: 'done', login, ...(password === '' ? {} : { password }) };
};

/** The account that the path names, in a transaction that decides about it. */
async function named(call: Call, tx: Sql): Promise<Account> {
  const account = await accountOf(tx, call.params['login'] ?? '');
  if (account === undefined) throw notFound();
  return account;
}

/** One's own account is for another administrator to change. */
function demandOther({ who }: Pick<Call, 'who'>, account: Account): void {
  if (account.login === who.login) throw fourEyes();
}

function demandSettled(account: Account): void {
  if (account.waitingAction === null) return;
  const { waitingBy, waitingAt } = account;
  throw conflict('该用户已有等待另一管理员同意的授权。', waitingBy ?? '', waitingAt ?? '');
}

const resetUser: Handler = (call) =>
  call.db.transaction(async (tx) => {
    const account = await named(call, tx);
    demandOther(call, account);
    demandSettled(account);
    const { login, role } = account;
    if (needsTwo(role)) {
      await awaitConsent(tx, login, { action: 'reset', role: null, bank: null, by: call.who.login });
      await note(call, tx, '重设密码', login, '待另一管理员同意');
      return { state: 'waiting', login };
    }
    const password = await resetLogin(tx, login);
    await note(call, tx, '重设密码', login);
    return { state: 'done', login, ...(password === '' ? {} : { password }) };
  });

const changeRole: Handler<z.infer<typeof NewRole>> = (call) =>
  call.db.transaction(async (tx) => {
    const account = await named(call, tx);
    demandOther(call, account);
    demandSettled(account);
    const { role, bank } = call.body;
    demandBank(call, role, bank);
    const { login } = account;
    const detail = `${account.role} → ${role}${bank ?? ''}`;
    if (needsTwo(role)) {
      await awaitConsent(tx, login, { action: 'role', role, bank: bank ?? null, by: call.who.login });
      await note(call, tx, '改变角色', login, `${detail},待另一管理员同意`);
      return { state: 'waiting', login };
    }
    await setRole(tx, login, role, bank ?? null);
    await note(call, tx, '改变角色', login, detail);
    return { state: 'done', login };
  });

const disableUser: Handler = (call) =>
  call.db.transaction(async (tx) => {
    const account = await named(call, tx);
    demandOther(call, account);
    await disableAccount(tx, account.login);
    await note(call, tx, '停用用户', account.login);
    return { done: true };
  });

const grantUser: Handler = (call) =>
  call.db.transaction(async (tx) => {
    const account = await named(call, tx);
    const { login, waitingAction, waitingBy } = account;
    if (waitingAction === null) throw conflict('没有等待同意的授权,可能已由别人处理。');
    if (waitingBy === call.who.login || login === call.who.login) throw fourEyes();
    const password = await grant(tx, account);
    await note(call, tx, '同意授权', login, `${waitingAction},由${waitingBy ?? ''}提出`);
    return { state: 'done', login, ...(password === undefined ? {} : { password }) };
  });

const refuseUser: Handler = (call) =>
  call.db.transaction(async (tx) => {
    const { login, waitingAction, state } = await named(call, tx);
    if (waitingAction === null) throw conflict('没有等待同意的授权,可能已由别人处理。');
    if (state === 'waiting') await dropWaiting(tx, login);
    else await settle(tx, login);
    await note(call, tx, '不同意授权', login, waitingAction);
    return { done: true };
  });

/** By operation. */
export const userHandlers = { users, addUser, resetUser, changeRole, disableUser, grantUser, refuseUser };
