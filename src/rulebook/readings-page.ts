import { amountFromText, yuanWords } from '../domain/money.js';
import type { Reading } from '../domain/reading.js';
import type { Effects, Totals } from './effects.js';

/** docs/readings.zh-CN.md: both readings of each question, our choice, what holds it and what it is worth. */
export function readingsPage(readings: readonly Reading[], effects: Effects): string {
  const lines = [
    '# 待解释的问题',
    '',
    '政策条文可以有两种理解的地方:程序取哪一种,由哪个参数或函数决定,另一种理解相差多少。都是请财政国资局解释的问题;',
    '答复之前按“程序的理解”办,答复之后改一个参数或一条小规则即可。本页由程序生成(`npm run docs`),请勿手工修改。',
    '',
    '由参数决定的,用示例数据(`samples/`)按另一种理解重新处理一遍,列出合计的差额。待核的逐笔由托管机构决定,示例中的决定照旧。',
    '',
    '示例数据按程序的理解:',
    '',
    ...Object.entries(effects.asRead).map(([name, total]) => `- ${name}:${yuanWords(amountFromText(total))}`),
    '',
  ];
  for (const [i, reading] of readings.entries()) lines.push(...readingLines(i + 1, reading, effects));
  return `${lines.join('\n').trimEnd()}\n`;
}

function readingLines(n: number, reading: Reading, effects: Effects): string[] {
  const { question, article, taken, other, heldBy, worth, replay } = reading;
  return [
    `## ${n}. ${question}`,
    '',
    `- **条款**:${article}`,
    `- **程序的理解**:${taken}`,
    `- **另一种理解**:${other}`,
    `- **由什么决定**:${heldBy}${replay === undefined ? '' : `(改为 \`${replay.value}\`)`}`,
    `- **值多少**:${worth}`,
    `- **示例数据的差额**:${differenceWords(effects.asRead, effects.otherwise[String(n)])}`,
    '',
  ];
}

function differenceWords(asRead: Totals, otherwise: Totals | undefined): string {
  if (otherwise === undefined) return '不是参数,没有重算';
  const changed = Object.entries(otherwise).flatMap(([name, total]) => {
    const by = amountFromText(total) - amountFromText(asRead[name] ?? '0');
    return by === 0n ? [] : [`${name}${by > 0n ? '+' : ''}${yuanWords(by)}`];
  });
  return changed.length === 0 ? '0.00元(示例中没有这样的情形,或结果相同)' : changed.join(',');
}
