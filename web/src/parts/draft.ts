import { useState } from 'react';

/**
 * A text that is being typed, kept in this browser window until it is sent: a lost connection, an ended session or a
 * page left by mistake loses none of it.
 */
export function useDraft(name: string, first = ''): [string, (text: string) => void, () => void] {
  const store = `draft.${name}`;
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
