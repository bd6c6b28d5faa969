import { expect, test } from 'vitest';
import { LISTS as SHAPES } from '../../src/console/lists/shapes.js';
import { OPERATIONS } from '../../src/console/operations.js';
import { maySee, PAGES } from '../../web/src/app/roles.js';
import type { ListSpec } from '../../web/src/lists/list.js';
import { LISTS } from '../../web/src/lists/lists.js';
import { ordered } from '../../web/src/parts/column-order.js';
import { matchList, opinionList, pendingList, proposalList } from '../../web/src/lists/queues.js';

test.each([
  ['', 'abcd'],
  ['dcba', 'dcba'],
  ['ca', 'cdab'],
  ['xb', 'abcd'],
])(
  'columns kept in the order %s are shown as %s: one that it does not name follows its neighbour',
  (kept, shown) => {
    const columns = [...'abcd'].map((key) => ({ key }));
    expect(
      ordered(columns, [...kept])
        .map(({ key }) => key)
        .join(''),
    ).toBe(shown);
  },
);

/** What the pages show, ask for and offer, against what the API has: neither can change alone. */

const ALL: readonly ListSpec[] = [...LISTS, matchList, opinionList, pendingList, proposalList];
interface Shape {
  readonly columns: readonly { readonly key: string }[];
  readonly sorts: readonly string[];
  readonly statuses: readonly string[];
}
const shapes: Readonly<Record<string, Shape>> = SHAPES;

test('every list of the API has a page', () => {
  expect(ALL.map(({ name }) => name).sort()).toEqual(Object.keys(SHAPES).sort());
});

test.each(ALL.map((list) => [list.name, list] as const))('%s: columns, orders and states', (name, list) => {
  const shape = shapes[name];
  const keys = shape?.columns.map(({ key }) => key) ?? [];
  expect(list.columns.map(({ key }) => key).filter((key) => !keys.includes(key))).toEqual([]);
  expect(keys).toContain(list.key);
  const sortable = list.columns.filter(({ sort }) => sort === true).map(({ key }) => key);
  const orders = shape?.sorts.map((order) => order.replace('-', ''));
  expect(sortable.filter((key) => orders?.includes(key) !== true)).toEqual([]);
  const states = list.states.map((state) => (typeof state === 'string' ? state : state.value));
  expect(states).toEqual(shape?.statuses);
});

test('a page stands in the menu of exactly those who may ask for its data', () => {
  const wrong = PAGES.flatMap(({ path, roles }) => {
    const operation = OPERATIONS.find((one) => one.method === 'GET' && one.path === `/api${path}`);
    if (operation === undefined || typeof operation.access === 'string') return [];
    const { access } = operation;
    return [...new Set([...roles, ...access])]
      .filter((role) => roles.includes(role) !== access.includes(role))
      .map((role) => `${path} ${role}`);
  });
  expect(wrong).toEqual([]);
});

test('an item is seen by whoever sees the registers, a file by whoever has any', () => {
  expect(maySee('bank', '/items/F-QHB-XW-1')).toBe(true);
  expect(maySee('admin', '/items/F-QHB-XW-1')).toBe(false);
  expect(maySee('account', '/files/3')).toBe(true);
  expect(maySee('admin', '/files/3')).toBe(false);
});
