import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { type IsoDate, shanghaiDate } from '../domain/dates.js';
import { quotable } from '../domain/quotable.js';
import { isMissing } from '../io/plain-file.js';
import { keep, kept } from '../ledger/records/kept.js';
import { noticeTroubles, unsentNotices } from '../ledger/work/notices.js';
import { type Contact, readContacts } from '../notices/contacts.js';
import { noticesDue } from '../notices/due.js';
import { collect, deliver } from '../notices/outbox.js';
import type { Channels } from '../notices/send.js';
import { CommandError, EXIT, WordsError } from './exit.js';
import { configurationFor, dateOption, openKeptBooks, type PlaceOptions } from './place.js';
import { say } from './say.js';

interface NotifyOptions extends PlaceOptions {
  readonly contacts: string;
  readonly on?: IsoDate;
  readonly since?: IsoDate;
  readonly pendingDays: number;
}

export function addNotify(program: Command): void {
  program
    .command('notify')
    .description('按联系人表发出通知(电子邮件、webhook),每件事对每个地址只发一次;宜每5分钟运行一次')
    .requiredOption('--contacts <file>', '联系人表contacts.csv(receiver、kind、address);没有列出的不通知')
    .option('--on <date>', '以这一天计算到期(缺省:今天)', dateOption)
    .option('--since <date>', '通知这一天及以后收到的文件(缺省:上次运行之日,第一次为--on之日)', dateOption)
    .option('--pending-days <n>', '待核超过几天的要通知', daysOption, 10)
    .option('--data <dir>', '账簿所在目录(未设DATABASE_URL时)')
    .option('--config <dir>', '配置目录(缺省:账簿所用的)')
    .addHelpText(
      'after',
      '\n环境变量:RISKPOOL_SMTP_URL(smtp://或smtps://,可含用户名和口令)、RISKPOOL_MAIL_FROM(发件人)、RISKPOOL_WEBHOOK_SECRET(签名密钥)',
    )
    .action(async (options: NotifyOptions) => {
      process.exitCode = await runNotify(options);
    });
}

async function runNotify(options: NotifyOptions): Promise<number> {
  const contacts = await contactsOf(resolve(options.contacts));
  const db = await openKeptBooks(options);
  try {
    const { rehearsal, out, notifiedOn } = await kept(db);
    if (rehearsal !== undefined) throw new CommandError('这是演练账簿,不能发通知。');
    const on = options.on ?? shanghaiDate(Date.now());
    const since = options.since ?? notifiedOn ?? on;
    const { reference } = await configurationFor(db, options);
    const due = await noticesDue(db, reference, { since, on, pendingDays: options.pendingDays });
    const added = await collect(db, due, contacts, on);
    await keep(db, { notifiedOn: on });
    const { sent, failed } = await deliver(db, channels(out));
    const { waiting, givenUp } = await unsentNotices(db);
    say(`新通知${added}件,发出${sent}件,失败${failed}件;等待重发${waiting}件,已放弃${givenUp}件\n`);
    for (const { trouble, count } of await noticeTroubles(db))
      say(`  ${count}件未发出:${quotable(trouble)}\n`);
    return waiting + givenUp > 0 ? EXIT.refused : EXIT.done;
  } finally {
    await db.close();
  }
}

function channels(out: string | undefined): Channels {
  const set = (name: string): string | undefined => process.env[name] || undefined;
  return {
    smtpUrl: set('RISKPOOL_SMTP_URL'),
    mailFrom: set('RISKPOOL_MAIL_FROM'),
    webhookSecret: set('RISKPOOL_WEBHOOK_SECRET'),
    out: out ?? join('.', 'out'),
  };
}

function contactsOf(path: string): Promise<Contact[]> {
  return readContacts(path).catch((error: unknown) => {
    if (isMissing(error)) throw new WordsError(`没有联系人表${path}。`);
    throw error;
  });
}

function daysOption(value: string): number {
  const days = Number(value);
  if (!Number.isInteger(days) || days < 0) throw new WordsError(`天数"${value}"应为不小于0的整数。`);
  return days;
}
