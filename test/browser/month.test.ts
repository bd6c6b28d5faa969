import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Secret, TOTP } from 'otpauth';
import { beforeAll, expect, test, vi } from 'vitest';
import { replay } from '../../src/pipeline.js';
import { publishRegisters } from '../../src/publish/registers.js';
import { PAGES } from '../../web/src/app/roles.js';
import { freshPlace } from '../support/place.js';
import { rowsOf } from '../support/query.js';
import { openBrowser, Person, SCREEN, seriousFaults, settled } from './browser.js';
import { Month } from './month.js';
import { differences } from './same.js';

/**
 * October 2026 played through the pages by eight people, from a bank's upload to the settlement of what was paid;
 * then the books must be those of the same files by `replay`, byte for byte.
 */

// A page that hangs fails by what it waited for; a slow machine is no failure.
vi.setConfig({ testTimeout: 120_000 });

const LAST_DAY = '2026-11-30';
const CLAIM = 'C-QHB-XW-QH-260408-12';
const CLAWBACK = 'R-NHB-KC-NH-250905-03-NHS26_002';

let month: Month;
const people = new Map<string, Person>();
const person = (login: string): Person => {
  const found = people.get(login);
  if (found === undefined) throw new Error(`nobody is called ${login}`);
  return found;
};

beforeAll(async () => {
  const [played, browser] = await Promise.all([Month.after('2026-09-30'), openBrowser()]);
  month = played;
  for (const [login, password] of month.console.passwords)
    people.set(login, await Person.at(browser, month.address, login, password));
}, 120_000);

const FILING_HEAD =
  '政策类型,借据编号,企业名称,统一社会信用代码,主体类型,企业划型,亦庄新城范围内,处罚失信情形,资质类型,贷款类型,其他担保,币种,贷款金额,放款日期,合同到期日,年利率(%),LPR期限,征信报告日期,征信未结清余额,征信含本笔,首笔贷款';
const filing = (iou: string, disbursed: string): string =>
  `小微,${iou},北京云栖净水设备有限公司(示例),91119999MA00000036,企业法人,小型,是,否,无,信用,无,CNY,500000.00,${disbursed},2027-07-15,4.10,1Y,2026-07-15,12000000.00,否,否`;

const file = (name: string, ...lines: readonly string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`),
});

async function send(login: string, sent: ReturnType<typeof file>): Promise<void> {
  const page = await person(login).goTo('/upload');
  await page.getByLabel('选择文件').setInputFiles(sent);
  await page.getByRole('button', { name: '正式报送' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '正式报送' }).click();
  await page
    .getByRole('dialog')
    .getByText(/放行|收件箱/)
    .first()
    .waitFor();
}

test('a bank sends filings, sees one returned beside its cell, mends it in the page and sends it again', async () => {
  await month.goTo('2026-10-12');
  const bad = file(
    '备案-2026Q3.csv',
    FILING_HEAD,
    filing('QH-260715-21', '2026-07-15'),
    filing('QH-260715-22', '2026-02-30'),
  );
  const page = await person('qhb').goTo('/upload');
  await page.getByLabel('选择文件').setInputFiles(bad);
  await page.getByRole('button', { name: '试算' }).click();
  await page.getByText('共2行,受理1行,退回1行').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await send('qhb', bad);
  await month.carry();
  await page.getByRole('dialog').getByRole('link', { name: '看回执' }).click();
  await page.getByText('"2026-02-30"不是有效日期').first().waitFor();
  await page.getByRole('button', { name: '修改退回行' }).click();
  await month.goTo('2026-10-13');
  await page.getByLabel('第3行 放款日期').fill('2026-07-15');
  await page.getByRole('button', { name: '正式报送' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '正式报送' }).click();
  await page.getByRole('dialog').getByText('收件箱').waitFor();
  await month.carry();
  await page.getByRole('dialog').getByText('退回0行').waitFor();
});

test('a claim waits for the second person of the bank', async () => {
  await month.goTo('2026-10-14');
  await send(
    'qhb',
    file(
      '补偿申请-202610.csv',
      '政策类型,借据编号,统一社会信用代码,五级分类,不良认定日期,不良本金余额,资料是否齐全',
      '小微,QH-260408-12,91119999MA00000036,次级,2026-10-09,800000.00,是',
    ),
  );
  const page = await person('qhb2').goTo('/upload');
  await page.getByRole('button', { name: '放行或退回' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '放行', exact: true }).click();
  await page.getByText('已放入收件箱').waitFor();
  await month.carry();
  const pending = await person('maker').goTo('/pending');
  await pending.getByRole('link', { name: CLAIM }).waitFor();
});

test('a proposal is refused to whoever made it, and approved by another', async () => {
  const page = await person('maker').goTo('/pending');
  await page
    .getByRole('row', { name: new RegExp(CLAIM) })
    .getByRole('button', { name: '通过' })
    .click();
  await page.getByLabel('理由').fill('已核对提前到期通知');
  await page.getByRole('button', { name: '提交复核' }).click();
  const told = await page.getByText(/已提交复核,提议编号/).textContent();
  const id = /提议编号(\w+)/.exec(told ?? '')?.[1] ?? '';
  const refused = await page.evaluate(async (proposal) => {
    const { csrf } = (await (await fetch('/api/session')).json()) as { csrf: string };
    const answer = await fetch(`/api/proposals/${proposal}/approve`, {
      method: 'POST',
      headers: { 'x-csrf-token': csrf },
    });
    return [answer.status, ((await answer.json()) as { code: string }).code];
  }, id);
  expect(refused).toEqual([403, 'FOUR-EYES']);
  await approve('checker', '/proposals');
  await month.carry();
  const filings = await person('nhb').goTo(`/items/${CLAIM}`);
  await filings.getByText('没有找到').waitFor();
});

/** Approves the one that waits, and sees its file's name. */
async function approve(login: string, path: string): Promise<void> {
  const page = await person(login).goTo(path);
  await page.getByRole('button', { name: '批准' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('批准后写入文件').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: '批准' }).click();
  await dialog.getByText(/已批准,成为文件「.+\.csv」/).waitFor();
}

test('after the run two sign it off, and the bureau confirms by two of its own', async () => {
  await month.goTo('2026-11-03');
  for (const login of ['maker', 'checker']) {
    const page = await person(login).goTo('/opinions');
    const runs = page.getByRole('region', { name: '各次初审' });
    const run = runs.getByRole('row', { name: /^2026-10-31/ });
    await run.getByRole('button', { name: '签发' }).click();
    await run.getByText(login === 'maker' ? '经办已签' : '已签发').waitFor();
  }
  const page = await person('bureau').goTo('/opinions');
  await page.getByRole('checkbox', { name: `选择 ${CLAIM}` }).check();
  await page.getByLabel('确认文号').fill('京开财〔2026〕88号');
  await page.getByRole('button', { name: '确认', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: '确认', exact: true }).click();
  await page.getByText('等待本局审批').waitFor();
  await approve('bureau2', '/opinions');
  await month.carry();
  const claims = await person('auditor').goTo(`/claims?q=${CLAIM}`);
  await claims
    .getByRole('row', { name: new RegExp(CLAIM) })
    .getByText('已拨付')
    .waitFor();
});

test('the account sends its statement, and money without a number is matched on a suggestion', async () => {
  await month.goTo('2026-11-10');
  await send(
    'account',
    file(
      '账户流水-202611.csv',
      '流水号,交易日期,收支方向,金额,对方单位,业务编号,用途,账户余额',
      `A261105001,2026-11-05,支,240000.00,QHB,${CLAIM},补偿拨付,75884424.05`,
      'A261106001,2026-11-06,收,900000.00,某资产管理公司,,其他,76784424.05',
    ),
  );
  await month.carry();
  await month.goTo('2026-11-11');
  const page = await person('maker').goTo('/reconcile');
  const row = page.getByRole('row', { name: /A261106001/ });
  await row.getByText(CLAWBACK).waitFor();
  await row.getByRole('button', { name: '勾对' }).click();
  await page.getByLabel('理由').fill('银行回单写明代缴');
  await page.getByRole('button', { name: '提交复核' }).click();
  await page.getByText(/已提交复核/).waitFor();
  await approve('checker', '/proposals');
  await month.carry();
  const clawbacks = await person('nhb').goTo(`/clawbacks?q=${CLAWBACK}`);
  await clawbacks
    .getByRole('row', { name: new RegExp(CLAWBACK) })
    .getByText('缴清')
    .waitFor();
});

test('the books are those of the same files by replay, byte for byte', async () => {
  await month.goTo('2026-12-01');
  const { place } = month.console;
  await publishRegisters(place.db, place.out, LAST_DAY, place.configuration.reference);
  const settlement = readFileSync(`${place.out}/2026-11-30/QHB/settlement-2026-11.csv`, 'utf8');
  expect(settlement).toContain(`补偿拨付,${CLAIM},XW,QH-260408-12,240000.00`);
  const again = await freshPlace(fileURLToPath(new URL('../../samples/config', import.meta.url)));
  await replay(again, month.dated, LAST_DAY, { ignored: () => {}, day: () => {}, file: () => {} });
  expect(await differences(place.out, again.out)).toEqual([]);
});

test('a number with a full stop and a slash in it is an address like any other', async () => {
  const page = await person('auditor').goTo('/items/F-QHB-XW-A.1%2F2');
  await page.getByText('没有找到').waitFor();
});

test('a page of another role says so, and whose it is', async () => {
  const page = await person('qhb').goTo('/journal');
  await page.getByRole('heading', { name: '此页不对您的角色开放' }).waitFor();
  const menu = page.getByRole('navigation', { name: '菜单' });
  await menu.getByRole('link', { name: '补偿' }).waitFor();
  expect(await menu.getByRole('link', { name: '分录' }).count()).toBe(0);
});

test('what is being typed outlives a lost connection and the page', async () => {
  const page = await person('maker').goTo('/pending');
  await page.getByRole('button', { name: '通过' }).first().click();
  await page.getByLabel('理由').fill('写到一半的理由');
  await page.context().setOffline(true);
  await page.getByRole('button', { name: '提交复核' }).click();
  await page.getByText('连不上服务器').waitFor();
  await page.context().setOffline(false);
  await person('maker').goTo('/pending');
  await page.getByRole('button', { name: '通过' }).first().click();
  expect(await page.getByLabel('理由').inputValue()).toBe('写到一半的理由');
});

test.each(['maker', 'admin'] as const)('axe finds nothing serious on any page of %s', async (login) => {
  const found: string[] = [];
  for (const { path } of PAGES.filter(({ roles }) => roles.includes(login))) {
    const page = await person(login).goTo(path);
    await settled(page);
    found.push(...(await seriousFaults(page)).map((fault) => `${path} ${fault}`));
  }
  expect(found).toEqual([]);
});

test('a name that is HTML is shown as it is written', async () => {
  const name = '<img src=x onerror="document.title=1">公司';
  const { db } = month.console.place;
  const [filing] = await rowsOf<{ number: string }>(db, 'SELECT max(business_no) AS number FROM filings');
  await db.query('UPDATE filings SET enterprise_name = $1 WHERE business_no = $2', [
    name,
    filing?.number ?? '',
  ]);
  const page = await person('auditor').goTo(`/filings?q=${encodeURIComponent(filing?.number ?? '')}`);
  await page.getByText(name).first().waitFor();
  expect(await page.locator('main img').count()).toBe(0);
});

test('several are proposed at once with a paper, and the checker sends them back with a remark', async () => {
  const page = await person('maker').goTo('/pending');
  await page.getByRole('checkbox', { name: '全选' }).check();
  await page.getByRole('button', { name: '退回', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('理由').fill('两件都缺提前到期通知');
  const paper = { name: '现场核查.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 x') };
  await dialog.getByLabel('添加附件').setInputFiles(paper);
  await dialog.getByText('现场核查.pdf').waitFor();
  await dialog.getByRole('button', { name: '提交复核' }).click();
  await dialog.getByText('已提交复核').waitFor();
  const checker = await person('checker').goTo('/proposals');
  await checker.getByRole('button', { name: '退回经办' }).first().click();
  const sides = checker.getByRole('dialog');
  await sides.getByRole('link', { name: '现场核查.pdf' }).waitFor();
  await sides.getByLabel('退回意见').fill('请分开写');
  await sides.getByRole('button', { name: '退回经办' }).click();
  await checker.getByText('请分开写').waitFor();
  const desk = await person('maker').goTo('/');
  await desk.getByText('退回给我的提议').waitFor();
});

test('a one-time code is set up, and asked for at the next sign-in', async () => {
  const page = await person('bureau2').goTo('/me');
  await page.getByRole('button', { name: '开始设置' }).click();
  const secret = (await page.getByText(/^[A-Z2-7]{32}$/).textContent()) ?? '';
  const code = (steps: number): string =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: month.now() + steps * 30_000 });
  const password = month.console.passwords.get('bureau2') ?? '';
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByLabel('动态口令(6位)').fill(code(-1));
  await page.getByRole('button', { name: '启用' }).click();
  await page.getByText('已启用').waitFor();
  await page.getByRole('button', { name: '退出' }).click();
  await page.getByLabel('用户名').fill('bureau2');
  await page.getByLabel('密码').fill(password);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByText('用户名、密码或动态口令不对').waitFor();
  await page.getByLabel('动态口令').fill(code(0));
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('button', { name: '退出' }).waitFor();
});

test('columns go where they are put, and stay there', async () => {
  const heads = async (): Promise<string[]> =>
    (await page.getByRole('columnheader').allTextContents()).map((text) => text.replace(/ .$/, ''));
  const page = await person('auditor').goTo('/claims');
  await page.getByRole('button', { name: '选择列' }).click();
  await page.getByRole('button', { name: '政策类型前移' }).click();
  await page.getByRole('checkbox', { name: '五级分类' }).uncheck();
  await page.keyboard.press('Escape');
  await person('auditor').goTo('/claims');
  await settled(page);
  expect((await heads()).slice(0, 2)).toEqual(['政策类型', '业务编号']);
  expect(await heads()).not.toContain('五级分类');
});

test('a file shows how far it is on its way', async () => {
  const page = await person('nhb').goTo('/upload');
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: 400_000,
  });
  await page.getByLabel('选择文件').setInputFiles(file('备案-大.csv', FILING_HEAD, 'x'.repeat(600_000)));
  await page.getByRole('button', { name: '试算' }).click();
  await page.getByRole('progressbar', { name: '上传进度' }).waitFor();
  await page.getByText('试算结果').waitFor();
  expect(await page.getByRole('progressbar').count()).toBe(0);
  await session.detach();
});

test('an account that signs in elsewhere alone is asked for as such', async () => {
  const page = await person('admin').goTo('/users');
  await page.route('**/api/oidc', (route) => route.fulfill({ json: { configured: true, name: '统一认证' } }));
  await person('admin').goTo('/users');
  await page.getByLabel('新用户名').fill('kang');
  await page.getByLabel('姓名').fill('康某');
  await page.getByLabel('角色', { exact: true }).selectOption('审计');
  await page.getByRole('checkbox', { name: '只由统一认证登录' }).check();
  const sent = page.waitForRequest((request) => request.method() === 'POST');
  await page.getByRole('button', { name: '新增' }).click();
  expect((await sent).postDataJSON()).toMatchObject({ login: 'kang', role: 'auditor', elsewhere: true });
  await page.unroute('**/api/oidc');
});

test('on paper there is the list for stamping, and neither menu nor buttons', async () => {
  const page = await person('bureau').goTo('/opinions');
  await settled(page);
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByText('财政国资局(盖章):').isVisible()).toBe(true);
  expect(await page.getByRole('region', { name: '初审意见' }).isVisible()).toBe(true);
  const rest = page.locator('nav, header, .ant-btn');
  for (let i = 0; i < (await rest.count()); i++) expect(await rest.nth(i).isVisible()).toBe(false);
  await page.emulateMedia({ media: 'screen' });
});

test('待核 by keyboard alone; who is second is told who was first', async () => {
  const page = await person('maker').goTo('/pending');
  const pass = page.getByRole('button', { name: '通过' }).first();
  await pass.focus();
  await page.keyboard.press('Enter');
  const reason = page.getByLabel('理由');
  await reason.waitFor();
  await reason.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('键盘写的理由');
  const number = await page.evaluate(async () => {
    const { csrf } = (await (await fetch('/api/session')).json()) as { csrf: string };
    const { items } = (await (await fetch('/api/pending')).json()) as { items: { business_no: string }[] };
    const row = { business_no: items[0]?.business_no ?? '', outcome: '通过', reason: '先到' };
    await fetch('/api/proposals', {
      method: 'POST',
      headers: { 'x-csrf-token': csrf, 'content-type': 'application/json' },
      body: JSON.stringify({ kind: 'decision', rows: [row] }),
    });
    return row.business_no;
  });
  for (let i = 0; i < 12; i++) {
    if ((await page.locator(':focus').textContent())?.includes('提交复核')) break;
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await page.getByText(`${number}已在maker某(maker)提交的`).first().waitFor();
  expect(await reason.inputValue()).toBe('键盘写的理由');
});

test('on a phone’s width no page is wider than the screen', async () => {
  const page = await person('auditor').goTo('/');
  await page.setViewportSize({ width: 360, height: 740 });
  const wide: string[] = [];
  for (const path of ['/', '/filings', '/pending', '/files', '/fund', `/items/${CLAIM}`]) {
    await person('auditor').goTo(path);
    await settled(page);
    const width = Number(await page.evaluate('document.documentElement.scrollWidth'));
    if (width > 360) wide.push(`${path} ${width}`);
  }
  await page.setViewportSize(SCREEN);
  expect(wide).toEqual([]);
});

test('no browser had anything to complain of', () => {
  expect(
    [...people].flatMap(([login, { complaints }]) => complaints.map((one) => `${login}: ${one}`)),
  ).toEqual([]);
});
