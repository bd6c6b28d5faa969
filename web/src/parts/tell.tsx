import { App } from 'antd';
import { useMemo } from 'react';
import { messageOf } from './states.js';

/** Short words at the top of the page: what was done, or what went wrong. */
export function useTell(): { done(text: string): void; trouble(error: unknown): void } {
  const { message } = App.useApp();
  return useMemo(
    () => ({
      done: (text) => void message.success(text),
      trouble: (error) => void message.error(messageOf(error), 8),
    }),
    [message],
  );
}
