import { Readable } from 'node:stream';
import type { Db } from '../../db/db.js';
import { csvHead, csvRows, type OutColumn } from '../../io/out.js';
import { listPage } from '../../ledger/console/list-page.js';
import type { ListRow } from '../../ledger/console/page.js';
import { KeptConfigurations } from '../../stages/kept-configurations.js';
import type { Story } from '../../trace/story.js';
import { storiesOf } from '../../trace/trace.js';
import { type Call, type ConsolePlace, type Handler, note } from '../call.js';
import { withEffects } from '../decision-effects.js';
import { notFound } from '../errors.js';
import { todayOf } from '../inbox.js';
import { cursorAfter, filterOf, itemOf, SOURCES, scopeOf } from '../list-query.js';
import type { ListShape } from '../lists/columns.js';
import { LIST_NAMES, LISTS, type ListName } from '../lists/shapes.js';
import type { ListQuery } from '../schemas/lists.js';
import { attachmentHeaders } from '../send.js';

/** Rows of an export are read in pages of so many. */
const EXPORT_PAGE = 1_000;

type ListCall = Call<unknown, ListQuery>;

async function listed(call: ListCall, name: ListName): Promise<unknown> {
  const shape: ListShape = LISTS[name];
  const filter = filterOf(shape, call.query, call.place.configuration.reference.policies);
  const rows = await listPage(call.db, SOURCES[name], scopeOf(call, name), filter);
  const shown = await effected(call, name, rows.slice(0, filter.limit));
  const last = rows.length > filter.limit ? rows[filter.limit - 1] : undefined;
  const sort = call.query.sort ?? shape.sorts[0] ?? '';
  return {
    items: shown.map((row) => itemFor(call, name, row)),
    next: last === undefined ? null : cursorAfter(sort, last),
  };
}

/** What a decision would do stands in a referred item's row. */
async function effected(call: ListCall, name: ListName, rows: readonly ListRow[]) {
  if (name !== 'pending') return rows;
  return withEffects(call.db, call.place.configuration.reference, todayOf(call.place), rows);
}

/** The account's balance is the fund's: no bank's to know. */
function itemFor({ who }: Pick<Call, 'who'>, name: ListName, row: ListRow) {
  const item = itemOf(LISTS[name].columns, row);
  return who.bank === undefined || name !== 'statement-lines' ? item : { ...item, balance: null };
}

async function exported(call: ListCall, name: ListName): Promise<unknown> {
  const filter = filterOf(
    LISTS[name],
    { ...call.query, cursor: undefined },
    call.place.configuration.reference.policies,
  );
  await call.db.transaction((tx) => note(call, tx, '导出', `${name}.csv`, JSON.stringify(call.query)));
  attachmentHeaders(call.reply, `${LISTS[name].title}.csv`, 'text/csv; charset=utf-8');
  return call.reply.send(Readable.from(exportLines(call, name, filter)));
}

async function* exportLines(call: ListCall, name: ListName, filter: ReturnType<typeof filterOf>) {
  const shape: ListShape = LISTS[name];
  const columns = shape.columns.map(({ header, type }): OutColumn => {
    const figure = type === 'amount' || type === 'percent' || type === 'count';
    return { header, kind: figure ? 'number' : 'text' };
  });
  yield csvHead(columns);
  let after = filter.after;
  for (;;) {
    const page: ListRow[] = await listPage(call.db, SOURCES[name], scopeOf(call, name), {
      ...filter,
      after,
      limit: EXPORT_PAGE,
    });
    const shown = await effected(call, name, page.slice(0, EXPORT_PAGE));
    const items = shown.map((row) => itemFor(call, name, row));
    yield csvRows(
      columns,
      items.map((item) => shape.columns.map(({ key }) => String(item[key] ?? ''))),
    );
    const last = page.length > EXPORT_PAGE ? page[EXPORT_PAGE - 1] : undefined;
    if (last === undefined) return;
    after = [last._key, last._id];
  }
}

/** A handler for each list and its export. */
export const listHandlers: Readonly<Record<string, Handler<never, ListQuery>>> = Object.fromEntries(
  LIST_NAMES.flatMap((name) => [
    [`list:${name}`, (call: ListCall) => listed(call, name)],
    [`export:${name}`, (call: ListCall) => exported(call, name)],
  ]),
);

/** The configurations of the books, read and understood once for each books. */
const configurations = new WeakMap<Db, KeptConfigurations>();

function configurationsOf({ db, configuration }: ConsolePlace): KeptConfigurations {
  const known = configurations.get(db) ?? new KeptConfigurations(db, configuration);
  configurations.set(db, known);
  return known;
}

export const item: Handler = async ({ db, who, place, params }) => {
  const number = params['number'] ?? '';
  const stories = await storiesOf(db, number, place.archive, configurationsOf(place), who.bank);
  if (stories.length === 0) throw notFound();
  return who.bank === undefined ? stories : stories.map(forBank);
};

/** Of the fund a bank learns only whether there is money, and the ledger's accounts are not its to read. */
function forBank(story: Story): Story {
  const steps = story.steps.map((step) =>
    step.facts === undefined
      ? step
      : {
          ...step,
          facts: step.facts.filter(([label, text]) => !/可用余额/.test(label) && !/S-BALANCE/.test(text)),
        },
  );
  return { ...story, steps, postings: [] };
}
