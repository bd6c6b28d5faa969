import type { Command } from 'commander';

/** commander speaks English; its few sentences about wrong words, and the headings of its help, in Chinese. */

const SENTENCES: readonly (readonly [RegExp, string])[] = [
  [/^error: unknown option '(.*?)'/, '没有选项$1'],
  [/^error: unknown command '(.*?)'/, '没有命令$1'],
  [/^error: missing required argument '(.*?)'/, '缺少<$1>'],
  [/^error: required option '(.*?)' not specified/, '必须给出$1'],
  [/^error: option '(.*?)' argument missing/, '选项$1后面缺少它的值'],
  [/^error: option '(.*?)' argument '(.*?)' is invalid\.?/, '选项$1的值"$2"不对'],
  [
    /^error: too many arguments(?: for '(.*?)')?\. Expected (\d+) arguments? but got (\d+)\.?/,
    '多写了内容:应有$2个参数,写了$3个',
  ],
  [/\n?\(Did you mean (?:one of )?(.*?)\?\)/, '(是不是$1?)'],
];

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': '用法:',
  'Options:': '选项:',
  'Commands:': '命令:',
  'Arguments:': '参数:',
};

/** Said of a program and, before they are added, of all its commands. */
export function inChinese(program: Command): Command {
  return program
    .helpOption('-h, --help', '显示本帮助')
    .helpCommand('help [command]', '显示某个命令的帮助')
    .configureHelp({
      styleTitle: (title) => TITLES[title] ?? title,
      styleOptionDescription: (text) => text.replace(/ \(default: (?:"(.*)"|(\d+))\)$/, '(缺省:$1$2)'),
      styleUsage: (usage) => usage.replaceAll('[options]', '[选项]').replaceAll('[command]', '[命令]'),
    })
    .configureOutput({ outputError: (text, write) => write(sentence(text)) });
}

/** @param text commander's `error: …`, with the line end */
export function sentence(text: string): string {
  return SENTENCES.reduce((rest, [pattern, chinese]) => rest.replace(pattern, chinese), text);
}
