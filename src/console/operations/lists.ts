import { pageSchema } from '../lists/columns.js';
import { LIST_NAMES, LISTS, type ListName } from '../lists/shapes.js';
import { file, json, type Operation } from '../operation.js';
import { BUSINESS, type Role, SEE_ALL } from '../roles.js';
import { ListQuery } from '../schemas/lists.js';
import { Stories } from '../schemas/story.js';

/** Who sees a list at all; of which rows is in its query. */
const LIST_ACCESS: Readonly<Partial<Record<ListName, readonly Role[]>>> = {
  files: [...BUSINESS, 'account'],
  'statement-lines': [...BUSINESS, 'account'],
  exceptions: [...BUSINESS, 'account'],
  journal: SEE_ALL,
  proposals: SEE_ALL,
};

function listOperations(name: ListName): Operation[] {
  const shape = LISTS[name];
  const access = LIST_ACCESS[name] ?? BUSINESS;
  return [
    {
      id: `list:${name}`,
      method: 'GET',
      path: `/api/${name}`,
      summary: shape.title,
      access,
      query: ListQuery,
      answer: json(pageSchema(name, shape)),
    },
    {
      id: `export:${name}`,
      method: 'GET',
      path: `/api/${name}.csv`,
      summary: `导出${shape.title}(按同样的筛选)`,
      access,
      query: ListQuery,
      answer: file('text/csv'),
      heavy: true,
    },
  ];
}

export const LIST_OPERATIONS: readonly Operation[] = [
  ...LIST_NAMES.flatMap(listOperations),
  {
    id: 'item',
    method: 'GET',
    path: '/api/items/{number}',
    summary: '一笔贷款的全部经过(业务编号或借据编号)',
    access: BUSINESS,
    answer: json(Stories),
  },
];
