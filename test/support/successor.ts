import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { shippedConfig } from '../../src/io/config/config-files.js';
import { withPacks } from './changed-policy.js';

/** 京技管发〔2026〕88号(虚构): the invented successor to 12号, in force from 2027-01-01. */
export const SUCCESSOR = '京技管发〔2026〕88号(虚构)';

const DAYS = '2027-01-01,holiday,元旦\n';
const RATES = '2026-10-20,3.00,3.50\n2026-11-20,3.00,3.50\n2026-12-21,3.00,3.50\n2027-01-20,3.00,3.50\n';

/**
 * The successor beside 12号 in a configuration folder, with the working days and LPR of its first weeks: a cap of 600万
 * (filings of the month before, 10 working days), LPR + 100 BP, 35 per cent, suspension above 800万.
 */
export async function addSuccessor(config: string): Promise<void> {
  for (const [name, added] of [
    ['workdays.csv', DAYS],
    ['lpr.csv', RATES],
  ] as const) {
    const own = join(config, name);
    const text = await readFile(existsSync(own) ? own : join(shippedConfig(), name), 'utf8');
    const known = new Set(text.split('\n').map((line) => line.split(',')[0]));
    const news = added.split('\n').filter((line) => line !== '' && !known.has(line.split(',')[0] ?? ''));
    await writeFile(own, `${text.trimEnd()}\n${news.join('\n')}\n`);
  }
  await withPacks(config);
  const old = join(config, 'policy', 'XW', '2025-12');
  const next = join(config, 'policy', 'XW', '2027-1');
  await mkdir(next);
  const document = (await readFile(join(old, 'document.yaml'), 'utf8'))
    .replaceAll('2025-06-30', '2027-01-01')
    .replaceAll('2026-12-31', '2029-12-31')
    .replace('number: 京技管发〔2025〕12号', `number: ${SUCCESSOR}`)
    .replace('short: 12号', 'short: 88号')
    .replace('建议补偿: 第七条', '建议补偿: 第三十条')
    .replace('暂停补偿: 第八条', '暂停补偿: 第三十一条')
    .replace('value: 10000000.00', 'value: 6000000.00')
    .replace('over_lpr: 1.50', 'over_lpr: 1.00')
    .replace('per: quarter\n          days: 15', 'per: month\n          days: 10')
    .replace('- percent: 30', '- percent: 35')
    .replace('most: 40', 'most: 45')
    .replace('over: 5000000.00', 'over: 8000000.00');
  await writeFile(join(next, 'document.yaml'), document);
  const renumbered = (text: string): string =>
    text.replaceAll('第六条第（四）项', '第四十条').replaceAll('第七条', '第三十条');
  await writeFile(join(next, 'rules.yaml'), renumbered(await readFile(join(old, 'rules.yaml'), 'utf8')));
  const articles = await readFile(join(old, 'articles.yaml'), 'utf8');
  await writeFile(
    join(next, 'articles.yaml'),
    `${articles}第三十条:\n  gist: 补偿标准\n第三十一条:\n  gist: 暂停\n第四十条:\n  gist: 限额\n`,
  );
}
