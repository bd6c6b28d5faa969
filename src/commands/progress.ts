import type { Progress } from '../pipeline.js';

/** Progress on standard error: a line that renews itself on a terminal, a line a month elsewhere. */
export function consoleProgress(): Progress {
  const terminal = process.stderr.isTTY === true;
  let files = 0;
  let month = '';
  return {
    ignored(names) {
      if (names.length === 0) return;
      const list = names.map((name) => JSON.stringify(name)).join('、');
      process.stderr.write(`收件目录下不是日期文件夹的项目未处理:${list}\n`);
    },
    day(on, index, days) {
      if (terminal) process.stderr.write(`\r处理 ${on}  第${index}/${days}个收件日  已收文件${files}份 `);
      else if (on.slice(0, 7) !== month)
        process.stderr.write(`处理 ${on.slice(0, 7)}  第${index}/${days}个收件日\n`);
      month = on.slice(0, 7);
      if (terminal && index === days) process.stderr.write('\n');
    },
    file() {
      files += 1;
    },
  };
}
