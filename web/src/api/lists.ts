import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Row } from '../parts/column.js';
import { get, queryOf } from './client.js';

/** A page of a list; `next` is the cursor of the page after it. */
export interface Page<T = Row> {
  readonly items: readonly T[];
  readonly next: string | null;
}

export type Filter = Readonly<Record<string, string | undefined>>;

export const PAGE_SIZE = 50;

export function listQuery<T = Row>(list: string, filter: Filter, cursor?: string, limit = PAGE_SIZE) {
  return queryOptions({
    queryKey: ['list', list, filter, cursor ?? '', limit],
    queryFn: () => get<Page<T>>(`/${list}${queryOf({ ...filter, cursor, limit })}`),
    placeholderData: keepPreviousData,
  });
}

/** Where the rows of a filter are downloaded from. */
export const exportAddress = (list: string, filter: Filter): string => `/api/${list}.csv${queryOf(filter)}`;
