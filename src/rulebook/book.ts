import type { Reference } from '../domain/reference.js';
import type { RuleWords } from '../domain/rule-words.js';
import { calculationPage, type PageSource, rulePage } from './rule-page.js';
import { articleWords, isKnown, severityWords } from './words.js';

/** Chapters of the book by the letters that codes begin with. */
const CHAPTERS: readonly (readonly [string, string])[] = [
  ['FILE-', '整份文件'],
  ['FMT-', '行格式'],
  ['F-', '备案'],
  ['C-', '补偿申请'],
  ['D-', '审核决定'],
  ['K-', '确认'],
  ['R-', '追偿回收'],
  ['W-', '核销申请'],
  ['S-', '账户流水'],
  ['A-', '变更'],
  ['X-', '冲正'],
  ['T-', '资格'],
  ['M-', '勾对'],
];

/** docs/rulebook.zh-CN.md: every code and every calculation, with its sentence, reading, numbers and an example. */
export async function rulebook(source: PageSource): Promise<string> {
  const { policies, catalogue } = source.reference;
  const rules = catalogue.rules.filter(({ code }) => isKnown(code, policies));
  const lines = [...opening(source), ...contents(rules, source.reference)];
  for (const [prefix, name] of CHAPTERS) {
    lines.push(`## ${name}(${prefix}*)`, '');
    for (const rule of rules.filter(({ code }) => chapterOf(code) === prefix))
      lines.push(...(await rulePage(rule, source)));
  }
  lines.push('## 计算', '', '没有代码,但政策要求算出的金额、日期和状态。', '');
  for (const one of catalogue.calculations)
    if (isKnown(one.name, policies)) lines.push(...calculationPage(one, source));
  return `${lines.join('\n').trimEnd()}\n`;
}

const chapterOf = (code: string): string | undefined =>
  CHAPTERS.find(([prefix]) => code.startsWith(prefix))?.[0];

function opening({ caseJudge, reference: { policies } }: PageSource): string[] {
  const policyLines = policies.inReadingOrder.flatMap(({ code, name, documents }) =>
    documents.map(
      ({ number, validFrom, validTo }) =>
        `- ${name}(${code}):${number},${validFrom} 至 ${validTo}${caseJudge === undefined ? '' : `,原文见 [policy/${code}.md](policy/${code}.md)`}`,
    ),
  );
  return [
    '# 规则手册',
    '',
    '本手册由程序生成(`npm run docs`),每个代码与程序里的规则一一对应,例子由程序当场判断得出。请勿手工修改。',
    '',
    ...policyLines,
    '',
    '结果分四种:**拒收**(整份文件,什么也不登记)、**退回**(这一行,改正后重报)、**待核**(转托管机构人工审核)、**提示**(登记,不影响结果)。',
    '一行先检查格式,有格式问题的不再检查其他;其余问题全部列出,不只报第一个。退回重于待核,待核重于受理。',
    '',
    '条款怎样落实见 [coverage.zh-CN.md](coverage.zh-CN.md),可以有两种理解的见 [readings.zh-CN.md](readings.zh-CN.md)。',
    '',
  ];
}

function contents(rules: readonly RuleWords[], { policies }: Reference): string[] {
  const row = (rule: RuleWords) =>
    `| [${rule.code}](#${anchor(rule)}) | ${rule.title} | ${severityWords(rule.code, policies)} | ${articleWords(rule.code, policies)} |`;
  return ['## 代码一览', '', '| 代码 | 含义 | 结果 | 依据 |', '|---|---|---|---|', ...rules.map(row), ''];
}

/** As Markdown viewers make it of a heading: lower case, punctuation dropped, spaces to hyphens. */
function anchor({ code, title }: RuleWords): string {
  return `${code} ${title}`
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');
}
