import { useState } from 'react';
import { useMe } from '../api/me.js';

const DRAFT = 'draft.';

/**
 * A text that is being typed, kept in this browser window until it is sent: a lost connection, an ended session or a
 * page left by mistake loses none of it. Kept by login: the next person at this window has his own.
 */
export function useDraft(name: string, first = ''): [string, (text: string) => void, () => void] {
  const { login } = useMe();
  const store = `${DRAFT}${login}.${name}`;
  const [text, setText] = useState(() => sessionStorage.getItem(store) ?? first);
  const set = (next: string): void => {
    setText(next);
    sessionStorage.setItem(store, next);
  };
  const clear = (): void => {
    setText(first);
    sessionStorage.removeItem(store);
  };
  return [text, set, clear];
}

/** Whoever leaves on purpose leaves nothing at this window. */
export function forgetDrafts(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(DRAFT)) sessionStorage.removeItem(key);
}
