import { SCHEME_DOCUMENT, SCHEME_NAME, type Scheme } from '../domain/scheme.js';
import { chineseNumber, restingOn } from './articles.js';
import { ARTICLES, type ArticleEntry } from './coverage.js';
import { READING_ORDER } from './words.js';

/** docs/coverage.zh-CN.md: for every article of both policies, what the software does about it. */
export function coveragePage(): string {
  const lines = [
    '# 条款对照',
    '',
    '两项政策的每一条,程序怎样落实:由哪些代码检查、算出什么、体现在哪些输出里;不由程序做的写明原因。',
    '本页由程序生成(`npm run docs`),请勿手工修改。代码和计算见 [rulebook.zh-CN.md](rulebook.zh-CN.md)。',
    '',
    ...READING_ORDER.flatMap(schemeLines),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function schemeLines(scheme: Scheme): string[] {
  return [
    `## ${SCHEME_NAME[scheme]}(${SCHEME_DOCUMENT[scheme]})`,
    '',
    '| 条 | 内容 | 代码 | 计算 | 输出与配置 | 不由程序做的 |',
    '|---|---|---|---|---|---|',
    ...ARTICLES[scheme].map((entry, i) => articleLine(scheme, i + 1, entry)),
    '',
  ];
}

function articleLine(scheme: Scheme, n: number, entry: ArticleEntry): string {
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
