import { Readable } from 'node:stream';
import { csvHead, csvRows, type OutColumn } from '../../io/out.js';
import { checkLog, type LoggedAction, logPage } from '../../ledger/console/action-log.js';
import { type Call, type Handler, note } from '../call.js';
import { attachmentHeaders } from '../send.js';

/** 操作日志, newest first, with the word whether its chain holds. */

const PAGE = 50;
const EXPORT_PAGE = 1_000;

const log: Handler<never, { q?: string; cursor?: string; limit?: number }> = async ({ db, query }) => {
  const { q = '', cursor, limit = PAGE } = query;
  const below = cursor !== undefined && /^\d{1,15}$/.test(cursor) ? BigInt(cursor) : undefined;
  const page = await logPage(db, q.trim(), below, limit + 1);
  const shown = page.slice(0, limit);
  const { entries, brokenAt } = await checkLog(db);
  return {
    items: shown.map(({ id, at, login, action, subject, detail, hash }) => ({
      id: Number(id),
      at,
      login,
      action,
      subject,
      detail,
      hash,
    })),
    next: page.length > limit ? (shown.at(-1)?.id.toString() ?? null) : null,
    chain: {
      entries,
      intact: brokenAt === undefined,
      ...(brokenAt === undefined ? {} : { broken_at: brokenAt }),
    },
  };
};

const COLUMNS: readonly OutColumn[] = [
  '序号',
  '时间',
  '用户',
  '操作',
  '对象',
  '内容',
  '上一条',
  '校验值',
].map((header, i) => ({ header, kind: i === 0 ? 'number' : 'text' }));

const logCsv: Handler<never, { q?: string }> = async (call) => {
  const q = (call.query.q ?? '').trim();
  await call.db.transaction((tx) => note(call, tx, '导出', '操作日志.csv', q));
  attachmentHeaders(call.reply, '操作日志.csv', 'text/csv; charset=utf-8');
  return call.reply.send(Readable.from(lines(call, q)));
};

async function* lines({ db }: Pick<Call, 'db'>, q: string): AsyncGenerator<string> {
  yield csvHead(COLUMNS);
  let below: bigint | undefined;
  for (;;) {
    const page: LoggedAction[] = await logPage(db, q, below, EXPORT_PAGE);
    const cells = page.map((entry) => [
      entry.id.toString(),
      entry.at,
      entry.login,
      entry.action,
      entry.subject,
      entry.detail,
      entry.previousHash,
      entry.hash,
    ]);
    yield csvRows(COLUMNS, cells);
    below = page.at(-1)?.id;
    if (page.length < EXPORT_PAGE) return;
  }
}

/** By operation. */
export const logHandlers = { log, logCsv };
