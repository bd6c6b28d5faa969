import type { Sql } from '../../db/db.js';
import { amountFromText, times } from '../../domain/money.js';
import { FILING_STATUSES } from '../../domain/transitions.js';
import { eventsOf, type ItemEvent } from './events.js';
import { FILINGS, type Filing } from './records.js';

/** A filing's state as it follows from what its row said and from what happened to it since. */

/** As its row said, before anything happened to it. */
export function asFiled(filing: Filing): Filing {
  const { filedRate, filedPrincipal } = filing;
  return {
    ...filing,
    enterpriseName: filing.filedName,
    uscc: filing.filedUscc,
    principal: filedPrincipal,
    maturesOn: filing.filedMaturesOn,
    rate: filedRate,
    principalFen: filedRate === undefined ? undefined : times(filedPrincipal, filedRate),
    settledOn: undefined,
    status: filing.referred ? '待核' : '受理',
    resolvedOn: undefined,
  };
}

/** How a value that an event names is put into the filing; empty text is none. */
const PUT: Readonly<Record<string, (filing: Filing, value: string) => void>> = {
  企业名称: (filing, value) => {
    filing.enterpriseName = value;
  },
  统一社会信用代码: (filing, value) => {
    filing.uscc = value;
  },
  合同到期日: (filing, value) => {
    filing.maturesOn = value;
  },
  贷款金额: (filing, value) => {
    filing.principal = amountFromText(value);
  },
  贷款本金: (filing, value) => {
    filing.principalFen = value === '' ? undefined : amountFromText(value);
  },
  汇率: (filing, value) => {
    filing.rate = value === '' ? undefined : value;
  },
  结清日期: (filing, value) => {
    filing.settledOn = value === '' ? undefined : value;
  },
};

/** The filing after these events of its own, the first ones that it had. */
export function afterEvents(filing: Filing, events: readonly ItemEvent[]): Filing {
  const now = asFiled(filing);
  for (const event of events) {
    const status = FILING_STATUSES.find((one) => one === event.toStatus);
    if (status === undefined) throw new Error(`a filing cannot be ${event.toStatus}`);
    if (status !== now.status) now.resolvedOn = status === '待核' ? undefined : event.happenedOn;
    now.status = status;
    for (const change of event.changes) {
      const put = PUT[change.item];
      if (put === undefined) throw new Error(`a filing has no ${change.item}`);
      put(now, change.to);
    }
  }
  return now;
}

const PAGE = 1_000;

/** Every filing that something happened to, beside what its row and its events make of it. */
export async function* filingsWithHistory(sql: Sql): AsyncGenerator<{ filing: Filing; derived: Filing }> {
  for (let after = -1n; ; ) {
    const filings = await FILINGS.select(
      sql,
      `WHERE t.id > $1 AND EXISTS (SELECT 1 FROM events e WHERE e.item_id = t.id) ORDER BY t.id LIMIT ${PAGE}`,
      [after],
    );
    const last = filings.at(-1);
    if (last === undefined) return;
    const ids = filings.map((filing) => filing.id);
    const events = await eventsOf(sql, ids);
    for (const filing of filings) yield { filing, derived: afterEvents(filing, events.get(filing.id) ?? []) };
    after = last.id;
  }
}
