import type { Sql } from '../db/db.js';
import { type Account, activate, addAccount, setPassword, setRole } from '../ledger/console/users.js';
import { invalid } from './errors.js';
import { hashPassword, newPassword } from './passwords.js';
import { isOfBank, ROLE_NAME, type Role } from './roles.js';

/** Accounts as the command line and the administrator's page make them. */

export interface Wish {
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  readonly bank: string | undefined;
  /** Signs in at the identity provider (统一认证) alone: has no password here. */
  readonly elsewhere?: boolean | undefined;
}

/** A role of a bank's names a bank that there is; any other names none. @returns the sentence that says what is wrong */
export function bankProblem(
  role: Role,
  bank: string | undefined,
  isBank: (code: string) => boolean,
): string | undefined {
  if (!isOfBank(role))
    return bank === undefined ? undefined : `角色${ROLE_NAME[role]}不属于银行,请去掉银行代码。`;
  if (bank === undefined) return `角色${ROLE_NAME[role]}须指明银行代码。`;
  return isBank(bank) ? undefined : `banks.csv中没有银行${bank}。`;
}

/**
 * The password is to be shown once, '' where the person signs in elsewhere; undefined where there is such a login already.
 */
export async function addLogin(
  sql: Sql,
  { login, name, role, bank, elsewhere = false }: Wish,
  waitingBy: string | undefined,
): Promise<string | undefined> {
  const password = elsewhere ? '' : newPassword();
  const passwordHash = elsewhere ? null : await hashPassword(password);
  const added = await addAccount(sql, { login, name, role, bank: bank ?? null, passwordHash, waitingBy });
  return added ? password : undefined;
}

/** A new password, which also lifts a lock and forgets a one-time-code generator. */
export async function resetLogin(sql: Sql, login: string): Promise<string> {
  const password = newPassword();
  await setPassword(sql, login, await hashPassword(password), true);
  return password;
}

/** Does what an administrator wished and another agreed to. @returns a password to be shown once, if there is one */
export async function grant(sql: Sql, account: Account): Promise<string | undefined> {
  switch (account.waitingAction) {
    case 'add':
      if (account.passwordHash !== null) return resetLogin(sql, account.login);
      await activate(sql, account.login);
      return undefined;
    case 'reset':
      return resetLogin(sql, account.login);
    case 'role':
      await setRole(sql, account.login, account.waitingRole ?? account.role, account.waitingBank);
      return undefined;
    case null:
      throw invalid('没有等待同意的授权。');
  }
}
