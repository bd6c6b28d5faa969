import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from './session.js';
import type { Session } from './types.js';

/** Who is logged in; only for pages inside the shell, which are shown to nobody else. */
export function useMe(): Session {
  const { data } = useQuery(sessionQuery);
  if (data === null || data === undefined) throw new Error('a page was shown without a session');
  return data;
}
