import { padEnd } from '../publish/text-table.js';
import type { ProgressScreen } from './progress.js';

/** A file in hand: what is told of it while its rows are taken. */
export interface RowMeter {
  /** @param rows taken so far @param lines of the file, the header's among them; 0 where they are not known */
  rows(rows: number, lines: number): void;
  /** Takes the line off the screen again. */
  end(): void;
}

const EVERY_MS = 200;
/** From then on the pace says something. */
const PACED_AFTER_MS = 2_000;
const WIDTH = 60;

/**
 * How far a file is, on a terminal: the rows taken and, once it lasts over two seconds, rows a second and the time left.
 * Elsewhere nothing. `now` is a clock in milliseconds.
 */
export function rowMeter(
  screen: ProgressScreen = process.stderr,
  now: () => number = () => performance.now(),
): RowMeter {
  const started = now();
  let shown = Number.NEGATIVE_INFINITY;
  const write = (text: string): void => {
    screen.write(`\r${padEnd(text, WIDTH)}`);
  };
  return {
    rows(rows, lines) {
      const at = now();
      if (screen.isTTY !== true || at - shown < EVERY_MS) return;
      shown = at;
      write(`已处理${rows.toLocaleString('en-US')}行${paceWords(rows, lines - 1, at - started)}`);
    },
    end() {
      if (shown === Number.NEGATIVE_INFINITY) return;
      write('');
      screen.write('\r');
    },
  };
}

function paceWords(rows: number, all: number, ms: number): string {
  if (ms <= PACED_AFTER_MS || rows === 0) return '';
  const pace = rows / (ms / 1000);
  const left = all > rows ? `,约剩${Math.ceil((all - rows) / pace)}秒` : '';
  return `,每秒${Math.round(pace).toLocaleString('en-US')}行${left}`;
}
