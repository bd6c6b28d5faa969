import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkWords } from '../../src/commands/check.js';
import { look } from '../../src/stages/receive.js';
import { confirmation, into, out, type Row, type Told, World } from '../events/world.js';
import { put, temporaryFolder } from '../support/files.js';
import { csv } from '../support/rows.js';

/** What a dry run says of the money that a later file would ask, pay, settle, match or undo. */

const ON = '2026-05-20';
const SIGNED = { 经办人: '张三', 复核人: '李四', 理由: '核对' };
const NUMBER = 'C-ICBC-XW-ONE';
const NOTICE = 'R-ICBC-XW-ONE-HS1';

const world = new World();
world.paid('ONE');
world.recovered('2026-04-20', 'ONE', '10000.00');
const returned = world.line('2026-05-06', { ...into('追偿返还', '2000.00'), 业务编号: NOTICE });
const other = world.line('2026-05-06', into('其他', '1500.00'));
world.claim('TWO', world.loan('TWO', { 贷款金额: '100000.00' }), { 不良本金余额: '100000.00' });

let told: Told;
beforeAll(async () => {
  told = await world.replay('2026-05-10');
}, 60_000);
afterAll(() => told.place.db.close());

const statement = { 流水号: 'N1', 交易日期: ON, 对方单位: 'ICBC', 账户余额: '0.00' };
const correction = { 依据文号: '冲1号', ...SIGNED };

test.each<[string, string, Row, string[]]>([
  [
    'BUREAU',
    'confirmation',
    confirmation('C-ICBC-XW-TWO'),
    ['C-ICBC-XW-TWO 建议补偿→已拨付:金额30,000.00元', '本次拨付合计(撤销为负):30,000.00元'],
  ],
  [
    'ICBC',
    'recovery',
    { 回收流水号: 'HS2', 借据编号: 'ONE', 回收日期: ON, 回收金额: '1000.00', 其中本金: '' },
    ['R-ICBC-XW-ONE-HS2:应缴回300.00元,期限2026-06-03'],
  ],
  [
    'ICBC',
    'writeoff',
    { 借据编号: 'ONE', 核销原因: '破产清算', 裁定书文号: '裁1号', 裁定日期: ON, 内部核销认定文号: '' },
    ['W-OPEN-CLAWBACK'],
  ],
  [
    'ACCOUNT',
    'statement',
    { ...statement, ...into('追偿返还', '1600.00'), 业务编号: NOTICE },
    [`流水N1(收 1,600.00元):用于缴回${NOTICE}1,000.00元,待查款600.00元`],
  ],
  [
    'ACCOUNT',
    'statement',
    { ...statement, ...out('其他', '1.00'), 业务编号: '' },
    ['流水N1(支 1.00元):待查款1.00元'],
  ],
  [
    'CUSTODIAN',
    'matching',
    { 处理: '勾对', 流水号: other, 对应编号: NOTICE, 金额: '1000.00', ...SIGNED },
    [`流水${other}(收 1,500.00元):用于缴回${NOTICE}1,000.00元,待查款500.00元`],
  ],
  [
    'CUSTODIAN',
    'correction',
    { 业务编号: NOTICE, 处理: '撤销回收', 追回金额: '', ...correction },
    [
      `${NOTICE}:撤销,不再要求缴回3,000.00元;${NUMBER}现为已拨付`,
      `流水${returned}(收 2,000.00元):退出缴回${NOTICE}2,000.00元,待查款2,000.00元`,
    ],
  ],
  [
    'CUSTODIAN',
    'correction',
    { 业务编号: NUMBER, 处理: '追回', 追回金额: '', ...correction },
    ['Z-ICBC-XW-ONE-1:应缴回27,000.00元,期限2026-06-03'],
  ],
])('a %s %s', async (sender, kind, row, words) => {
  const folder = await temporaryFolder();
  const name = `${kind}-1.csv`;
  const path = await put(folder, join(sender, name), csv([row]));
  const { db, configuration } = told.place;
  const looked = await look({ file: { sender, name, path }, receivedOn: ON }, configuration.reference);
  const { text } = await checkWords(db, looked, configuration.reference);
  for (const one of words) expect(text).toContain(one);
});
