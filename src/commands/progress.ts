import { oneLine } from '../domain/quotable.js';
import type { Progress } from '../pipeline.js';
import { cut, padEnd } from '../publish/text-table.js';
import { PACED_AFTER_MS, type ProgressScreen } from './row-meter.js';

const BAR = 24;

/** Progress and the word that it is over. */
export interface ConsoleProgress extends Progress {
  end(): void;
}

/** A line that renews itself on a terminal, a line a month elsewhere; a refused file is named at once. */
export function consoleProgress(
  screen: ProgressScreen = process.stderr,
  now: () => number = () => performance.now(),
): ConsoleProgress {
  const terminal = screen.isTTY === true;
  const width = Math.max(20, (screen.columns ?? 100) - 1);
  let files = 0;
  let rows = 0;
  const started = now();
  let month = '';
  let line = '';
  const renew = (text: string): void => {
    line = text;
    screen.write(`\r${padEnd(cut(text, width), width)}`);
  };
  const above = (line: string): void => {
    const text = oneLine(line);
    if (!terminal) screen.write(`${text}\n`);
    else {
      screen.write(`\r${padEnd('', width)}\r${text}\n`);
      if (line !== '') renew(line);
    }
  };
  return {
    ignored(names) {
      if (names.length === 0) return;
      const list = names.map((name) => JSON.stringify(name)).join('、');
      above(`收件目录下不是日期文件夹的项目未处理:${list}`);
    },
    day(on, index, days) {
      const done = `第${index}/${days}个收件日,已收文件${files}份`;
      const pace = paceOf(rows, index - 1, days, now() - started);
      if (terminal) renew(`[${bar(index, days)}] ${on}  ${done}${pace}`);
      else if (on.slice(0, 7) !== month) above(`处理 ${on.slice(0, 7)}  ${done}`);
      month = on.slice(0, 7);
    },
    file(file) {
      files += 1;
      rows += file.rows;
      if (file.status !== 'refused') return;
      above(`拒收 ${file.receivedOn}/${file.sender}/${file.name}  ${file.code ?? ''}:${file.message ?? ''}`);
    },
    end() {
      if (terminal && line !== '') screen.write('\n');
    },
  };
}

/** Rows a second and the time left by the days that are done, once that says something. */
function paceOf(rows: number, done: number, days: number, ms: number): string {
  if (ms <= PACED_AFTER_MS || done === 0) return '';
  const left = Math.ceil(((days - done) * ms) / done / 1000);
  return `,每秒${Math.round(rows / (ms / 1000)).toLocaleString('en-US')}行,约剩${left}秒`;
}

function bar(index: number, days: number): string {
  const filled = days === 0 ? BAR : Math.floor((index * BAR) / days);
  return '#'.repeat(filled) + '.'.repeat(BAR - filled);
}
