import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { IsoDate } from '../domain/dates.js';
import type { Reference } from '../domain/reference.js';
import type { RuleWords } from '../domain/rule-words.js';
import { loadReference } from '../io/config/load.js';
import { columnsText } from '../publish/text-table.js';
import { CaseJudge } from '../rulebook/case-judge.js';
import { packPages } from '../rulebook/documents.js';
import { rulePage } from '../rulebook/rule-page.js';
import { articleWords, isKnown, severityWords } from '../rulebook/words.js';
import { WordsError } from './exit.js';
import { today } from './kept-books.js';
import { dateOption } from './place.js';
import { say } from './say.js';

interface RulesOptions {
  readonly on?: IsoDate;
  readonly config?: string;
  readonly book?: string;
}

export function addRules(program: Command): void {
  program
    .command('rules [code]')
    .description('规则目录;给出代码时:条款、理解、当日参数、例子')
    .option('--on <date>', '参数取哪一天的(缺省:北京时间今天)', dateOption)
    .option('--config <dir>', '配置目录(缺省:随附的config/)')
    .option('--book <dir>', '把配置中各政策包的规则手册和条款对照写到这个文件夹')
    .action(async (code: string | undefined, options: RulesOptions) => {
      if (options.book !== undefined) {
        await writeBook(options.book, options.config);
        return;
      }
      say(code === undefined ? await catalogueText(options) : await ruleText(code, options));
    });
}

async function catalogueText({ config }: RulesOptions): Promise<string> {
  const { policies, catalogue } = await loadReference(config);
  const rows = catalogue.rules
    .filter(({ code }) => isKnown(code, policies))
    .map(({ code, title }) => [code, severityWords(code, policies), title, articleWords(code, policies)]);
  return `${columnsText([['代码', '结果', '含义', '依据'], ...rows], '').join('\n')}\n`;
}

async function ruleText(code: string, { on = today(), config }: RulesOptions): Promise<string> {
  const reference = await loadReference(config);
  const rule = ruleOf(code, reference);
  const caseJudge = await CaseJudge.open();
  try {
    const lines = await rulePage(rule, { caseJudge, reference, on });
    return `${lines.join('\n').trimEnd()}\n`;
  } finally {
    await caseJudge.close();
  }
}

function ruleOf(code: string, { catalogue }: Reference): RuleWords {
  const rule = catalogue.rules.find((one) => one.code === code.toUpperCase());
  if (rule === undefined) throw new WordsError(`没有代码"${code}"。用 riskpool rules 查看全部代码。`);
  return rule;
}

async function writeBook(folder: string, config: string | undefined): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, text] of await packPages(await loadReference(config)))
    await writeFile(join(folder, name), text);
  process.stdout.write(`规则手册和条款对照写在${folder}\n`);
}
