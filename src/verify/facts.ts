import { z } from 'zod';
import type { Sql } from '../db/db.js';
import { isDate } from '../domain/dates.js';
import { kept, keptChanges, progressOf } from '../ledger/records/kept.js';
import { recordedOutputs } from '../ledger/records/outputs.js';
import { orderFault } from '../ledger/records/payment-orders.js';
import { keptConfigFiles } from '../ledger/views/archive.js';
import { workFault } from '../ledger/views/work-check.js';
import { type Difference, shown } from './difference.js';

/** What is not derived again but must fit what is: the facts in `books`, the lines of `work`, the recorded digests. */

const CHANGES = z.array(
  z.strictObject({
    on: z.string().refine(isDate),
    what: z.enum(['config', 'out', 'archive', 'clock']),
    from: z.string(),
    to: z.string(),
    by: z.string().optional(),
  }),
);

const broken = (key: string, value: string | undefined, computed: string): Difference => ({
  what: '账簿记下的事项',
  where: `books(${key})`,
  kept: shown(value),
  computed,
});

/** Configurations named are kept, dates are dates, points are such as the books have come to, changes lead to what is now. */
export async function checkFacts(sql: Sql): Promise<Difference | undefined> {
  const facts = await kept(sql);
  const known = new Set((await keptConfigFiles(sql)).map(({ hash }) => hash));
  if (facts.openedWith === undefined) return broken('opened_with', undefined, '启用时的配置');
  for (const [key, hash] of [
    ['opened_with', facts.openedWith],
    ['config', facts.config],
    ['registers_config', facts.registersConfig],
  ] as const)
    if (hash !== undefined && !known.has(hash)) return broken(key, hash, '存档的配置之一');
  for (const [key, date] of [
    ['registers_as_of', facts.registersAsOf],
    ['rehearsal', facts.rehearsal],
    ['notified_on', facts.notifiedOn],
  ] as const)
    if (date !== undefined && !isDate(date)) return broken(key, date, '日期');
  const point = /^(\d+)\/(|\d{4}-\d{2}-\d{2})$/;
  const after = facts.registersAfter === undefined ? ['', '0', ''] : point.exec(facts.registersAfter);
  const now = point.exec(await progressOf(sql));
  if (after === null || BigInt(after[1] ?? 0) > BigInt(now?.[1] ?? 0) || (after[2] ?? '') > (now?.[2] ?? ''))
    return broken('registers_after', facts.registersAfter, `不晚于${now?.[0]}`);
  return checkChanges(await keptChanges(sql), facts);
}

function checkChanges(
  text: string | undefined,
  facts: { readonly config?: string; readonly out?: string; readonly archiveChosen?: string },
): Difference | undefined {
  if (text === undefined) return undefined;
  const parsed = CHANGES.safeParse(jsonOf(text));
  if (!parsed.success) return broken('changes', text, '改用的记录');
  const now = { config: facts.config, out: facts.out, archive: facts.archiveChosen };
  for (const what of ['config', 'out', 'archive'] as const) {
    const changes = parsed.data.filter((one) => one.what === what);
    const apart = changes.find(({ from }, i) => i > 0 && from !== changes[i - 1]?.to);
    if (apart !== undefined) return broken('changes', JSON.stringify(apart), '接着上一次改用的');
    const last = changes.at(-1)?.to;
    if (last !== undefined && last !== now[what]) return broken(what, now[what], last);
  }
  return undefined;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What the account's bank was told to pay is what was confirmed. */
export async function checkOrders(sql: Sql): Promise<Difference | undefined> {
  const fault = await orderFault(sql);
  if (fault === undefined) return undefined;
  const { payoutId, businessNo } = fault;
  return {
    what: '支付指令',
    where: `payment_orders(${payoutId})`,
    kept: businessNo,
    computed: '与所确认的拨付一致',
  };
}

export async function checkWork(sql: Sql): Promise<Difference | undefined> {
  const fault = await workFault(sql);
  if (fault === undefined) return undefined;
  const { id, what, kept: value, computed } = fault;
  return { what: `待办:${what}`, where: `work(${id})`, kept: shown(value), computed: shown(computed) };
}

/**
 * The digests that were recorded as outputs were written are those of the outputs that are derived again. An output that
 * its date has no more (a list of referred items after all were decided, say) keeps its line; a date of books that
 * were begun before digests were recorded has none at all.
 */
export async function checkRecordedOutputs(sql: Sql, fresh: Sql): Promise<Difference | undefined> {
  const recorded = await recordedOutputs(sql);
  const dates = new Set(recorded.map(({ date }) => date));
  const known = new Map(
    recorded.map((one) => [`${one.date}, ${one.name}`, `${one.sha256},${one.bytes}字节`]),
  );
  for (const { date, name, bytes, sha256 } of await recordedOutputs(fresh)) {
    const [key, computed] = [`${date}, ${name}`, `${sha256},${bytes}字节`];
    const value = known.get(key);
    if (!dates.has(date) || value === computed) continue;
    return { what: '输出的摘要', where: `outputs(${key})`, kept: shown(value), computed };
  }
  return undefined;
}
