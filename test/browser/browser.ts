import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, expect } from 'vitest';
import { findProgram } from '../support/programs.js';

/** Without the network's own errands: a browser that calls its maker waits for answers that never come. */
const FLAGS =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';

export const SCREEN = { width: 1366, height: 768 } as const;

export async function openBrowser(): Promise<Browser> {
  const executablePath = findProgram('chromium', 'chromium');
  const browser = await chromium.launch({ executablePath, args: FLAGS.split(' ') });
  afterAll(() => browser.close());
  return browser;
}

/** Somebody at a browser of his own, who logs in whenever a page asks him to. */
export class Person {
  readonly page: Page;
  readonly #address: string;
  readonly #login: string;
  readonly #password: string;
  /** What the browser complained of: errors of scripts, and what the page's policy forbade. */
  readonly complaints: string[] = [];

  private constructor(page: Page, address: string, login: string, password: string) {
    this.page = page;
    this.#address = address;
    this.#login = login;
    this.#password = password;
    // A page that does not come to what is waited for fails with what it waited for.
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('console', (message) => {
      // What the server refuses shows here as well, and is looked at where it happens.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        this.complaints.push(message.text());
    });
  }

  static async at(browser: Browser, address: string, login: string, password: string): Promise<Person> {
    const context = await browser.newContext({ viewport: SCREEN, locale: 'zh-CN' });
    return new Person(await context.newPage(), address, login, password);
  }

  async goTo(path: string): Promise<Page> {
    const { page } = this;
    await page.goto(this.#address + path);
    const name = page.getByLabel('用户名', { exact: true });
    await page.locator('main').first().waitFor();
    await name
      .or(page.getByRole('button', { name: '退出' }))
      .first()
      .waitFor();
    if (await name.isVisible()) {
      await name.fill(this.#login);
      await page.getByLabel('密码').fill(this.#password);
      await page.getByRole('button', { name: '登录' }).click();
      await page.getByRole('button', { name: '退出' }).waitFor();
      await page.waitForURL(this.#address + path);
    }
    return page;
  }
}

/** Nothing is being read any more: each part of a page says so while it is. */
export async function settled(page: Page): Promise<void> {
  // Asked from here: the page's policy forbids a script that would look again and again inside it.
  await expect.poll(() => page.getByText('正在读取').count(), { timeout: 20_000 }).toBe(0);
}

/** What axe finds serious or worse on the page: rule and first place. */
export async function seriousFaults(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  // Past the page's policy, which lets no foreign script in.
  await session.send('Runtime.evaluate', { expression: axe.source });
  const { result } = await session.send('Runtime.evaluate', {
    expression: `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => JSON.stringify(violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => id + ' ' + nodes[0].html)))`,
    awaitPromise: true,
    returnByValue: true,
  });
  await session.detach();
  return JSON.parse(String(result.value)) as string[];
}
