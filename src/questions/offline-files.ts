import { readFile } from 'node:fs/promises';

const part = (name: string): Promise<string> => readFile(new URL(`offline/${name}`, import.meta.url), 'utf8');

/**
 * 离线核对: what checks a pack on a computer without this program — a page for a browser and a script for Node, each one
 * file, both with the same functions (offline/check.mjs).
 */
export async function offlineFiles(): Promise<ReadonlyMap<string, string>> {
  const [check, command, page] = await Promise.all([
    part('check.mjs'),
    part('command.mjs'),
    part('page.html'),
  ]);
  const [before = '', after = ''] = page.split('/*CHECK*/');
  return new Map([
    ['verify.html', before + check + after],
    ['verify.mjs', check + command.replace("import { check } from './check.mjs';\n", '')],
  ]);
}
