import { addMonths, monthEnd } from '../../domain/dates.js';
import { availableOf } from '../../domain/fund.js';
import { yuan } from '../../domain/money.js';
import { accountMonths, claimants, flows, suspenseLines } from '../../ledger/console/overview.js';
import { closeOf } from '../../ledger/views/close.js';
import { openItems } from '../../ledger/views/open-items.js';
import { fundItems } from '../../publish/sheets/fund-registers.js';
import { thresholdWords } from '../../rules/suspension-words.js';
import type { Call, Handler } from '../call.js';
import { todayOf } from '../inbox.js';
import type { Fund } from '../schemas/overview.js';
import { standings } from '../standing.js';
import { suggestions as suggest } from '../suggest.js';

/** 资金, 银行, 对账. */

const LINKS: Readonly<Record<string, string>> = {
  基金本金: '/journal?q=基金本金',
  利息: '/journal?q=利息收入',
  管理费: '/journal?q=管理费',
  补偿拨付: '/claims?status=已拨付,已核销',
  追偿缴回: '/clawbacks',
  可用余额: '/journal',
  账户余额: '/statement-lines',
  待查款: '/statement-lines?status=待查',
  在途拨付: '/claims?status=已拨付',
};

const fund: Handler = async ({ db, who, place }): Promise<Fund> => {
  const items = await fundItems(db);
  const left = items.find(([item]) => item === '可用余额')?.[1] ?? 0n;
  if (who.bank !== undefined) return { usable: left > 0n };
  return {
    usable: left > 0n,
    as_of: todayOf(place),
    figures: items.map(([item, amount]) => ({ item, amount: yuan(amount), link: LINKS[item] ?? null })),
    months: await months({ db }),
    flows: (await flows(db)).map(({ month, scheme, bank, paid, returned, writtenOff }) => ({
      month,
      scheme,
      bank,
      paid: yuan(paid),
      returned: yuan(returned),
      written_off: yuan(writtenOff),
    })),
  };
};

/** At the end of each month since the first posting: what was available, in transit, in suspense. */
async function months({ db }: Pick<Call, 'db'>): Promise<NonNullable<Fund['months']>> {
  const balances = new Map<string, bigint>();
  const byMonth = new Map<string, NonNullable<Fund['months']>[number]>();
  const moves = await accountMonths(db);
  for (const { month, account, moved } of moves) {
    for (const quiet of monthsUpTo([...byMonth.keys()].at(-1), month)) {
      const before = [...byMonth.values()].at(-1);
      if (before !== undefined) byMonth.set(quiet, { ...before, month: quiet });
    }
    balances.set(account, (balances.get(account) ?? 0n) + moved);
    byMonth.set(month, {
      month,
      available: yuan(availableOf(balances)),
      in_transit: yuan(-(balances.get('应付补偿') ?? 0n)),
      suspense: yuan(-(balances.get('待查款') ?? 0n)),
    });
  }
  return [...byMonth.values()];
}

/** Months between two, in which nothing was posted. */
function monthsUpTo(from: string | undefined, to: string): string[] {
  const months: string[] = [];
  if (from === undefined) return months;
  for (let on = addMonths(`${from}-01`, 1); on.slice(0, 7) < to; on = addMonths(on, 1))
    months.push(on.slice(0, 7));
  return months;
}

const banks: Handler = async ({ db, who, place }) => {
  const { reference } = place.configuration;
  const today = todayOf(place);
  const held = await standings(db, reference, today, who.bank);
  const { lines } = reference.agreements;
  const items = held.map((one) => {
    const { bank, scheme, filed, applied, recommended, paid, returned, net } = one.position;
    const agreement = lines.findLast((line) => line.code === bank && line.scheme === scheme);
    return {
      bank,
      name: agreement?.name ?? '',
      scheme,
      agreement_from: agreement?.from ?? '',
      agreement_to: agreement?.to ?? null,
      state: one.state,
      filed: yuan(filed),
      applied: yuan(applied),
      share: one.share,
      share_limit: one.shareLimit,
      recommended: yuan(recommended),
      paid: yuan(paid),
      returned: yuan(returned),
      net: yuan(net),
      net_limit: one.netLimit === null ? null : yuan(one.netLimit),
      link: `/claims?bank=${bank}&scheme=${scheme}`,
    };
  });
  return { items };
};

const closing: Handler<never, { month?: string }> = async ({ db, place, query }) => {
  const month = query.month ?? todayOf(place).slice(0, 7);
  const asOf = monthEnd(`${month}-01`);
  const lines = await closeOf(db, asOf);
  return {
    month,
    figures: lines.flatMap(({ item, files, ledger, statement, listed, unexplained }) =>
      Object.entries({ 文件: files, 账簿: ledger, 流水: statement, 未达: listed, 未解释: unexplained }).map(
        ([side, amount]) => ({ item: `${item} ${side}`, amount: yuan(amount) }),
      ),
    ),
    open_items: (await openItems(db, asOf)).map((item) => ({
      kind: item.kind,
      business_no: item.businessNo,
      txn_no: item.txnNo,
      bank: item.bank,
      owner: item.owner,
      since: item.since,
      due_on: item.dueOn,
      amount: yuan(item.amount),
      message: item.message,
    })),
  };
};

const suggestions: Handler = async ({ db, place }) => {
  const { agreements } = place.configuration.reference;
  const codes = new Map(
    agreements.lines.flatMap(({ code, name }) => [[code, code] as const, [name, code] as const]),
  );
  const items = suggest(await suspenseLines(db), await claimants(db), (name) => codes.get(name));
  return { items, as_of: place.now().toISOString() };
};

/** By operation. */
/** The schemes in reading order, as the configuration names them. */
const schemes: Handler = async ({ place }) => {
  const on = todayOf(place);
  return {
    items: place.configuration.reference.policies.inReadingOrder.map((policy) => ({
      code: policy.code,
      name: policy.name,
      suspension: thresholdWords(policy.termsOn(on).suspension),
    })),
  };
};

export const overviewHandlers = { fund, banks, schemes, closing, suggestions };
