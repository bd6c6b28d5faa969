import { createHash, createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createTransport } from 'nodemailer';
import { isMissing } from '../io/plain-file.js';
import type { OutboxNotice } from '../ledger/work/notices.js';
import { isMail } from './contacts.js';

/** How notices leave; what is not set is not there, and what would need it is not sent. */
export interface Channels {
  /** `smtp://` or `smtps://`, with user and password where the server wants them. */
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string | undefined;
  /** The secret that webhooks are signed with. */
  readonly webhookSecret: string | undefined;
  /** The outputs' folder, for what goes along. */
  readonly out: string;
}

const TIMEOUT_MS = 15_000;

/** Sends one notice. @throws where no server took it, or its channel is not set up */
export async function send(notice: OutboxNotice, channels: Channels): Promise<void> {
  if (isMail(notice.address)) await mail(notice, channels);
  else await post(notice, channels);
}

/** The same notice to the same address bears the same number: a server that got it twice can tell. */
export const numberOf = ({ key, address }: Pick<OutboxNotice, 'key' | 'address'>): string =>
  createHash('sha256').update(`${key}\n${address}`).digest('hex').slice(0, 32);

async function mail(notice: OutboxNotice, { smtpUrl, mailFrom, out }: Channels): Promise<void> {
  if (smtpUrl === undefined || mailFrom === undefined)
    throw new Error('没有设置RISKPOOL_SMTP_URL和RISKPOOL_MAIL_FROM');
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const content = notice.attachment === null ? undefined : await read(join(out, notice.attachment));
  try {
    await transport.sendMail({
      from: mailFrom,
      to: notice.address,
      subject: notice.subject,
      text: `${notice.body}\n`,
      messageId: `<${numberOf(notice)}@riskpool>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
      attachments: content === undefined ? [] : [{ filename: basename(notice.attachment ?? ''), content }],
    });
  } finally {
    transport.close();
  }
}

/** `X-Riskpool-Signature: v1=` HMAC-SHA256 over `<timestamp>.<body>` in hex; the timestamp in seconds since 1970. */
async function post(notice: OutboxNotice, { webhookSecret }: Channels): Promise<void> {
  if (webhookSecret === undefined) throw new Error('没有设置RISKPOOL_WEBHOOK_SECRET');
  const id = numberOf(notice);
  const { kind, receiver, subject, body: text, madeOn: date, attachment: file } = notice;
  const body = JSON.stringify({ id, kind, receiver, date, subject, text, file });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', webhookSecret).update(`${timestamp}.${body}`).digest('hex');
  const answer = await fetch(notice.address, {
    method: 'POST',
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Idempotency-Key': id,
      'X-Riskpool-Timestamp': timestamp,
      'X-Riskpool-Signature': `v1=${signature}`,
    },
  });
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`对方答复${answer.status}`);
}

/** Outputs may have been moved away: then the notice goes without. */
async function read(path: string): Promise<Buffer | undefined> {
  return readFile(path).catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
}
