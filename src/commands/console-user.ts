import type { Command } from 'commander';
import { addLogin, bankProblem, resetLogin } from '../console/grants.js';
import { ROLE_NAME, ROLES, type Role } from '../console/roles.js';
import { LOGIN } from '../console/schemas/session.js';
import type { Db, Sql } from '../db/db.js';
import { logAction } from '../ledger/console/action-log.js';
import { openConsoleTables } from '../ledger/console/open.js';
import { accountOf, accounts, disableAccount } from '../ledger/console/users.js';
import { openDb } from '../ledger/open.js';
import { columnsText } from '../publish/text-table.js';
import { CommandError, WordsError } from './exit.js';
import { configurationFor, demandKeptBooks, type PlaceOptions, whereBooksAre } from './place.js';
import { say } from './say.js';

interface AddOptions extends PlaceOptions {
  readonly role: string;
  readonly bank?: string;
  readonly name?: string;
  readonly elsewhere?: boolean;
}

/** Whoever sits at the machine that holds the books: named so in the log of actions. */
const AT_THE_MACHINE = '(命令行)';

export function addUserCommands(console: Command): void {
  const user = console.command('user').description('操作台的用户');
  const withPlace = (command: Command): Command =>
    command
      .option('--data <dir>', '账簿所在目录(未设DATABASE_URL时)')
      .option('--config <dir>', '配置目录(缺省:账簿所用的)');
  withPlace(user.command('add <login>'))
    .description('新增用户,密码只显示这一次')
    .requiredOption('--role <role>', `角色:${ROLES.map((role) => `${role}(${ROLE_NAME[role]})`).join('、')}`)
    .option('--bank <CODE>', '银行代码:bank、bank-approver必须')
    .option('--name <姓名>', '姓名(缺省:同用户名)')
    .option('--elsewhere', '只由统一认证登录(RISKPOOL_OIDC_ISSUER),本地不设密码')
    .action((login: string, options: AddOptions) => run(options, (db) => add(db, login, options)));
  withPlace(user.command('reset <login>'))
    .description('重设密码,解除锁定和停用,密码只显示这一次')
    .action((login: string, options: PlaceOptions) => run(options, (db) => reset(db, login)));
  withPlace(user.command('disable <login>'))
    .description('停用用户,其会话随即结束')
    .action((login: string, options: PlaceOptions) => run(options, (db) => disable(db, login)));
  withPlace(user.command('list'))
    .description('列出用户')
    .action((options: PlaceOptions) => run(options, list));
}

async function run(options: PlaceOptions, work: (db: Db) => Promise<string>): Promise<void> {
  demandKeptBooks(options);
  const db = await openDb(whereBooksAre(options));
  try {
    await openConsoleTables(db);
    say(`${await work(db)}\n`);
  } finally {
    await db.close();
  }
}

const note = (tx: Sql, action: string, login: string, detail = ''): Promise<void> =>
  logAction(tx, { login: AT_THE_MACHINE, action, subject: login, detail }, new Date());

async function add(db: Db, login: string, options: AddOptions): Promise<string> {
  const { role, bank, name, elsewhere } = options;
  if (!LOGIN.test(login)) throw new WordsError('用户名由1至32个小写字母、数字、点、横线、下划线组成。');
  const known = ROLES.find((one) => one === role);
  if (known === undefined) throw new WordsError(`没有角色"${role}"。角色有:${ROLES.join('、')}。`);
  await demandBank(db, known, options);
  return db.transaction(async (tx) => {
    const password = await addLogin(
      tx,
      { login, name: name ?? login, role: known, bank, elsewhere },
      undefined,
    );
    if (password === undefined) throw new CommandError(`已有用户${login}。`);
    await note(tx, '新增用户', login, `${ROLE_NAME[known]}${bank ?? ''}`);
    return password === '' ? `已新增${login},由统一认证登录。` : password;
  });
}

async function demandBank(db: Db, role: Role, options: AddOptions): Promise<void> {
  const { agreements } = (await configurationFor(db, options)).reference;
  const problem = bankProblem(role, options.bank, (code) => agreements.isBank(code));
  if (problem !== undefined) throw new WordsError(problem);
}

async function demandThere(tx: Sql, login: string): Promise<void> {
  if ((await accountOf(tx, login)) === undefined) throw new CommandError(`没有用户${login}。`);
}

const reset = (db: Db, login: string): Promise<string> =>
  db.transaction(async (tx) => {
    await demandThere(tx, login);
    const password = await resetLogin(tx, login);
    await note(tx, '重设密码', login);
    return password;
  });

const disable = (db: Db, login: string): Promise<string> =>
  db.transaction(async (tx) => {
    await demandThere(tx, login);
    await disableAccount(tx, login);
    await note(tx, '停用用户', login);
    return `已停用${login}。`;
  });

const STATES = { active: '启用', waiting: '待同意', disabled: '停用' } as const;

async function list(db: Db): Promise<string> {
  const rows = (await accounts(db)).map(({ login, name, role, bank, state, lastLoginAt }) => [
    login,
    name,
    role,
    bank ?? '',
    STATES[state],
    lastLoginAt ?? '',
  ]);
  return columnsText([['用户名', '姓名', '角色', '银行', '状态', '最近登录'], ...rows], '').join('\n');
}
