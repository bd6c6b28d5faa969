import type { PolicyDocument } from '../domain/policy.js';
import type { Reference } from '../domain/reference.js';
import type { ArticleEntry, Catalogue } from '../domain/rule-words.js';
import { restingOn } from './articles.js';

/** docs/coverage.zh-CN.md: for every article of every document, what the software does about it. */
export function coveragePage({ policies, catalogue }: Reference): string {
  const lines = [
    '# 条款对照',
    '',
    '各项政策的每一条,程序怎样落实:由哪些代码检查、算出什么、体现在哪些输出里,不由程序做的写明原因。',
    '本页由程序生成(`npm run docs`),请勿手工修改。代码和计算见 [rulebook.zh-CN.md](rulebook.zh-CN.md)。',
    '',
    ...policies.inReadingOrder.flatMap(({ name, documents }) =>
      documents.flatMap((document) => documentLines(name, document, catalogue)),
    ),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function documentLines(name: string, document: PolicyDocument, catalogue: Catalogue): string[] {
  return [
    `## ${name}(${document.number})`,
    '',
    '| 条 | 内容 | 代码 | 计算 | 输出与配置 | 不由程序做的 |',
    '|---|---|---|---|---|---|',
    ...document.articles.map((entry) => articleLine(document, entry, catalogue)),
    '',
  ];
}

function articleLine(document: PolicyDocument, entry: ArticleEntry, catalogue: Catalogue): string {
  const { codes, calculations } = restingOn(document, entry.article, catalogue);
  const cells = [
    entry.article,
    entry.gist,
    codes.join('、'),
    calculations.join('、'),
    entry.outputs.join('、'),
    entry.notSoftware ?? '',
  ];
  return `| ${cells.join(' | ')} |`;
}
