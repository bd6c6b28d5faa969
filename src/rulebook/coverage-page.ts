import type { Policies, Policy } from '../domain/policy.js';
import { chineseNumber, restingOn } from './articles.js';
import { ARTICLES, type ArticleEntry } from './coverage.js';

/** docs/coverage.zh-CN.md: for every article of both policies, what the software does about it. */
export function coveragePage(policies: Policies): string {
  const lines = [
    '# 条款对照',
    '',
    '两项政策的每一条,程序怎样落实:由哪些代码检查、算出什么、体现在哪些输出里;不由程序做的写明原因。',
    '本页由程序生成(`npm run docs`),请勿手工修改。代码和计算见 [rulebook.zh-CN.md](rulebook.zh-CN.md)。',
    '',
    ...policies.inReadingOrder.flatMap(schemeLines),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function schemeLines({ code, name, documents }: Policy): string[] {
  return [
    `## ${name}(${documents[0].number})`,
    '',
    '| 条 | 内容 | 代码 | 计算 | 输出与配置 | 不由程序做的 |',
    '|---|---|---|---|---|---|',
    ...(ARTICLES[code] ?? []).map((entry, i) => articleLine(code, i + 1, entry)),
    '',
  ];
}

function articleLine(scheme: string, n: number, entry: ArticleEntry): string {
  const { codes, calculations } = restingOn(scheme, n);
  const cells = [
    `第${chineseNumber(n)}条`,
    entry.gist,
    codes.join('、'),
    calculations.join('、'),
    (entry.outputs ?? []).join('、'),
    entry.notSoftware ?? '',
  ];
  return `| ${cells.join(' | ')} |`;
}
