// Pictures of the console's pages for docs/: starts it on the demo's books (scripts/console.mjs), logs in as who uses a
// page, and writes docs/console/<page>.png. Needs Debian's chromium and a Chinese font (fonts-noto-cjk).
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const FOLDER = 'docs/console';
const FLAGS =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';

/** Picture, who looks, where, and what to do there first. */
const PICTURES = [
  ['dashboard', 'maker', '/'],
  ['files', 'maker', '/files'],
  [
    'file',
    'qhb',
    '/files?q=claim-2026-02',
    async (page) => {
      await page.getByRole('link', { name: 'claim-2026-02.csv' }).click();
      await page.getByRole('region', { name: '逐行回执' }).waitFor();
    },
  ],
  ['mend', 'qhb', '/files?q=claim-2026-02', mend],
  ['upload', 'qhb', '/upload'],
  ['filings', 'maker', '/filings'],
  ['claims', 'maker', '/claims'],
  ['clawbacks', 'maker', '/clawbacks'],
  ['writeoffs', 'maker', '/writeoffs'],
  ['statement-lines', 'maker', '/statement-lines'],
  ['exceptions', 'maker', '/exceptions'],
  ['journal', 'maker', '/journal'],
  ['item', 'maker', '/items/C-QHB-KC-QH-250710-04'],
  ['pending', 'maker', '/pending'],
  ['propose', 'maker', '/pending', propose],
  ['proposal', 'checker', '/proposals', (page) => page.getByRole('button', { name: '批准' }).first().click()],
  ['corrections', 'maker', '/corrections'],
  ['reconcile', 'maker', '/reconcile'],
  ['opinions', 'maker', '/opinions'],
  ['fund', 'bureau', '/fund'],
  ['banks', 'bureau', '/banks'],
  ['rules', 'auditor', '/rules?code=F-RATE'],
  ['verify', 'auditor', '/verify'],
  ['users', 'admin', '/users'],
  ['log', 'admin', '/log'],
];

async function mend(page) {
  await page.getByRole('link', { name: 'claim-2026-02.csv' }).click();
  await page.getByRole('button', { name: '修改退回行' }).click();
}

async function propose(page) {
  await page.getByRole('button', { name: '通过' }).first().click();
  await page.getByLabel('理由').fill('已核对提前到期通知和贷款合同,符合申请条件');
  await page.screenshot({ path: `${FOLDER}/propose.png` });
  await page.getByRole('button', { name: '提交复核' }).click();
  await page.getByText('已提交复核').waitFor();
}

const server = spawn(process.execPath, ['scripts/console.mjs', '--listen', '127.0.0.1:0'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const passwords = new Map();
let address = '';
for await (const line of createInterface({ input: server.stdout })) {
  const [login, password] = line.split('\t');
  if (password !== undefined) passwords.set(login, password);
  else if (line.startsWith('ready ')) {
    address = line.slice('ready '.length);
    break;
  }
}
if (address === '') throw new Error('the console did not start');

mkdirSync(FOLDER, { recursive: true });
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const browser = await chromium.launch({ executablePath, args: FLAGS.split(' ') });
const pages = new Map();
for (const [name, login, path, first] of PICTURES) {
  const page = pages.get(login) ?? (await logIn(login));
  await page.goto(address + path);
  await page.getByRole('button', { name: '退出' }).waitFor({ state: 'attached' });
  await settled(page);
  await first?.(page);
  await settled(page);
  if (name !== 'propose') await page.screenshot({ path: `${FOLDER}/${name}.png` });
}
await browser.close();
server.kill('SIGTERM');

/** Nothing is being read any more: each part of a page says so while it is. */
async function settled(page) {
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(() => !document.body.textContent.includes('正在读取'));
}

async function logIn(login) {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' });
  const page = await context.newPage();
  pages.set(login, page);
  await page.goto(`${address}/login`);
  await page.getByLabel('用户名').fill(login);
  await page.getByLabel('密码').fill(passwords.get(login));
  if (pages.size === 1) await page.screenshot({ path: `${FOLDER}/login.png` });
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('button', { name: '退出' }).waitFor();
  return page;
}
