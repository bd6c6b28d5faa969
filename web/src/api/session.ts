import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { ApiError, ask, get, rememberCsrf } from './client.js';
import type { Session } from './types.js';

/** The session, or null where nobody is logged in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async (): Promise<Session | null> => {
    try {
      return remember(await get<Session>('/session'));
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 60_000,
});

export async function logIn(login: string, password: string, otp: string): Promise<Session> {
  const body = { login, password, ...(otp === '' ? {} : { otp }) };
  return remember(await ask<Session>('POST', '/session', body));
}

export const logOut = (): Promise<void> => ask('DELETE', '/session');

/** Nobody is logged in any more: the pages go to the sign-in, and nothing that was read stays. */
export function forgetSession(queries: QueryClient): void {
  const [session] = sessionQuery.queryKey;
  // Set, not cleared: who looks at a query that was cleared is not told.
  queries.setQueryData(sessionQuery.queryKey, null);
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== session });
}

function remember(session: Session): Session {
  rememberCsrf(session.csrf);
  return session;
}
