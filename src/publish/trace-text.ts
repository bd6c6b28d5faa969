import { oneLine } from '../domain/quotable.js';
import type { AppliedRule, Fact, Source, Step, Story } from '../trace/story.js';
import { columnsText } from './text-table.js';

/** A loan's story for people. */
export function storyText(story: Story): string {
  const lines = [`═══ ${story.bank} 借据 ${story.iou} ═══`, `业务编号 ${story.numbers.join('、') || '(无)'}`];
  for (const step of story.steps) lines.push('', ...stepLines(step));
  if (story.changes.length > 0) {
    const rows = story.changes.map((c) => [
      c.on,
      c.number,
      `${c.from} → ${c.to}`,
      c.who,
      [c.message, ...c.values].join(' '),
    ]);
    lines.push('', '── 状态变化', ...columnsText(rows, '   '));
  }
  if (story.postings.length > 0) {
    const head = ['分录', '日期', '摘要', '科目', '借方', '贷方', '业务编号'];
    const rows = story.postings.map((p) => [p.entry, p.on, p.text, p.account, p.debit, p.credit, p.number]);
    lines.push('', '── 分录', ...columnsText([head, ...rows], '   ', [0, 4, 5]));
  }
  return `${lines.map(oneLine).join('\n')}\n`;
}

export function stepText(step: Step): string {
  return `${stepLines(step).map(oneLine).join('\n')}\n`;
}

function stepLines(step: Step): string[] {
  const lines = [`── ${step.on} ${step.title} ${step.number} ${step.outcome}`.trimEnd()];
  if (step.source !== undefined) lines.push(...sourceLines(step.source));
  for (const finding of step.findings ?? [])
    lines.push(
      `   ! ${finding.code} ${finding.message}${finding.article === '' ? '' : ` 依据${finding.article}`}`,
    );
  if (step.rules !== undefined) lines.push('   规则', ...step.rules.flatMap(ruleLines));
  if ((step.amounts ?? []).length > 0) lines.push('   金额', ...factLines(step.amounts ?? []));
  if ((step.facts ?? []).length > 0) lines.push(...factLines(step.facts ?? []));
  return lines;
}

function sourceLines(source: Source): string[] {
  const cells = source.cells.filter(([, cell]) => cell !== '').map(([name, cell]) => `${name}=${cell}`);
  return [
    `   文件 ${source.file} 第${source.row}行(${source.encoding})`,
    `   SHA-256 ${source.sha256}`,
    `   配置 ${source.configuration}`,
    `   原文 ${cells.join(' | ').replace(/[\r\n]+/g, ' ') || '(存档中没有)'}`,
  ];
}

function ruleLines(rule: AppliedRule): string[] {
  const mark = rule.verdict === '未触发' ? '  ' : '! ';
  const lines = [
    `     ${mark}${rule.code} ${rule.title}:${rule.verdict}${rule.article === '' ? '' : ` ${rule.article}`}`,
  ];
  return [
    ...lines,
    ...columnsText(
      [...rule.parameters, ...rule.facts].map(([a, b]) => [a, b]),
      '           ',
    ),
  ];
}

const factLines = (facts: readonly Fact[]): string[] => columnsText(facts, '     ');
