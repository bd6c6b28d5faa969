import { resolve } from 'node:path';
import type { Command } from 'commander';
import { KIND_ALIAS, KINDS, type Kind } from '../domain/kinds.js';
import { loadReference } from '../io/config/load.js';
import { writeTemplate } from '../publish/template.js';
import { EXIT, WordsError } from './exit.js';
import { say } from './say.js';

export function addTemplate(program: Command): void {
  program
    .command('template <kind>')
    .description('写出一类文件的报送模板(.xlsx):表头、下拉列表、示例、填写说明')
    .option('--out <file>', '写到这个文件(缺省:当前目录下的<种类>-模板.xlsx)')
    .addHelpText(
      'after',
      `\n<kind> 是文件种类:${KINDS.map((kind) => `${KIND_ALIAS[kind]}(${kind})`).join('、')}`,
    )
    .action(async (word: string, options: { readonly out?: string }) => {
      process.exitCode = await runTemplate(word, options.out);
    });
}

async function runTemplate(word: string, out: string | undefined): Promise<number> {
  const kind = kindOf(word);
  const path = resolve(out ?? `${KIND_ALIAS[kind]}-模板.xlsx`);
  await writeTemplate(path, kind, (await loadReference()).policies);
  say(`${KIND_ALIAS[kind]}的模板写在${path}\n`);
  return EXIT.done;
}

function kindOf(word: string): Kind {
  const kind = KINDS.find((one) => one === word.toLowerCase() || KIND_ALIAS[one] === word);
  if (kind !== undefined) return kind;
  const known = KINDS.map((one) => `${KIND_ALIAS[one]}(${one})`).join('、');
  throw new WordsError(`没有"${word}"这类文件,应为${known}之一。`);
}
