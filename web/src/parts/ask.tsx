import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Loading, Trouble } from './states.js';

/** What a question came to: waiting, an error with what to do, or its data drawn. */
export function Answered<T>({
  query,
  children,
}: {
  readonly query: UseQueryResult<T>;
  readonly children: (data: T) => ReactNode;
}) {
  if (query.isPending) return <Loading />;
  if (query.error !== null) return <Trouble error={query.error} again={() => void query.refetch()} />;
  return children(query.data);
}
