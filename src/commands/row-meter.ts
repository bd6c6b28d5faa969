import { padEnd } from '../publish/text-table.js';
import { clearedBefore } from './say.js';

/** Where progress is written: standard error, so that standard output belongs to the command's own words. */
export interface ProgressScreen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Work in hand: what is told of it while its rows are taken. */
export interface RowMeter {
  /** @param rows taken so far @param lines of all, a header's among them; 0 where they are not known */
  rows(rows: number, lines: number): void;
  /** Takes the line off the screen again. */
  end(): void;
}

const EVERY_MS = 200;
/** From then on the pace says something. */
export const PACED_AFTER_MS = 2_000;
const WIDTH = 60;

/** Meters that are at work on a screen: there is one line, and the one begun last has it. */
const atWork = new WeakMap<ProgressScreen, object[]>();

interface Wording {
  /** What the rows are said to be: 已处理 unless told. */
  readonly verb?: string;
  /** Nothing is told before so many milliseconds. */
  readonly after?: number;
}

/**
 * How far work is, on a terminal: the rows taken and, once it lasts over two seconds, rows a second and the time left.
 * Elsewhere nothing. `now` is a clock in milliseconds.
 */
export function rowMeter(
  screen: ProgressScreen = process.stderr,
  now: () => number = () => performance.now(),
  { verb = '已处理', after = 0 }: Wording = {},
): RowMeter {
  const started = now();
  const me = {};
  const meters = atWork.get(screen) ?? [];
  atWork.set(screen, [...meters, me]);
  let shown = Number.NEGATIVE_INFINITY;
  const write = (text: string): void => {
    screen.write(`\r${padEnd(text, WIDTH)}`);
  };
  const clear = (): void => {
    if (shown === Number.NEGATIVE_INFINITY) return;
    write('');
    screen.write('\r');
  };
  return {
    rows(rows, lines) {
      if (screen.isTTY !== true) return;
      const at = now();
      if (at - shown < EVERY_MS || at - started < after || atWork.get(screen)?.at(-1) !== me) return;
      shown = at;
      clearedBefore(clear);
      write(`${verb}${rows.toLocaleString('en-US')}行${paceWords(rows, lines - 1, at - started)}`);
    },
    end() {
      atWork.set(
        screen,
        (atWork.get(screen) ?? []).filter((other) => other !== me),
      );
      clearedBefore(undefined);
      clear();
      shown = Number.NEGATIVE_INFINITY;
    },
  };
}

function paceWords(rows: number, all: number, ms: number): string {
  if (ms <= PACED_AFTER_MS || rows === 0) return '';
  const pace = rows / (ms / 1000);
  const left = all > rows ? `,约剩${Math.ceil((all - rows) / pace)}秒` : '';
  return `,每秒${Math.round(pace).toLocaleString('en-US')}行${left}`;
}
