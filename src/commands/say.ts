import { oneLine } from '../domain/quotable.js';

/**
 * The one place that writes to people. Names and cells from outside may hold escape sequences, which a terminal obeys: it
 * would show another text, or type for the reader. Every control character but a line end is made visible here; a
 * name or cell inside a line goes through `oneLine` before, so that it cannot begin a line of its own.
 */
export function say(text: string): void {
  clear?.();
  process.stdout.write(visible(text));
}

let clear: (() => void) | undefined;

/** A line that renews itself stands on the terminal: it is taken away before words are written. */
export function clearedBefore(takeAway: (() => void) | undefined): void {
  clear = takeAway;
}

/** Beside the command's own words: progress, warnings, errors. */
export function tell(text: string): void {
  clear?.();
  process.stderr.write(visible(text));
}

export function visible(text: string): string {
  return text.split('\n').map(oneLine).join('\n');
}

/** `… | head` reads so much and goes away; that ends the command's words, and is no error of its work. */
export function endQuietlyWithReader(): void {
  if (process.stdout.listenerCount('error') > 0) return;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
