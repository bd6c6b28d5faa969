import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Scheme } from '../../src/domain/scheme.js';
import { loadReference } from '../../src/io/config/load.js';
import { CaseJudge } from '../../src/rulebook/case-judge.js';
import type { Case, TableKind } from '../../src/rulebook/table.js';
import { changePolicy } from '../support/changed-policy.js';
import { temporaryFolder } from '../support/files.js';

/** The date that picks a parameter's value is the one that its policy file names (judged_on). */

const TABLES = fileURLToPath(new URL('../../config/examples', import.meta.url));

/** A case judged with one parameter changed from a day on. */
async function judgedWith(
  one: Omit<Case, 'table' | 'name' | 'article' | 'expected' | 'boundary'>,
  scheme: Scheme,
  key: string,
  from: string,
  value: unknown,
) {
  const folder = await temporaryFolder();
  await cp(join(TABLES, 'base.yaml'), join(folder, 'base.yaml'));
  await cp(join(TABLES, 'config'), join(folder, 'config'), { recursive: true });
  await changePolicy(join(folder, 'config'), scheme, key, from, value);
  const caseJudge = await CaseJudge.open(folder);
  const { facts } = await caseJudge.judge({
    table: '',
    name: '',
    article: '',
    expected: {},
    boundary: undefined,
    ...one,
  });
  return facts;
}

const blank = (kind: TableKind, date: string, base?: string) => ({ kind, date, base, row: {}, given: {} });

describe('the date that picks the value', () => {
  const FILED = blank('备案', '2025-10-15');
  const paid = {
    政策类型: '小微',
    不良本金余额: '5000000.00',
    补偿金额: '1500000.00',
    拨付日期: '2026-02-10',
  };
  const RECOVERED = { ...blank('追偿回收', '2026-03-30'), given: { 补偿: paid } };
  const CLAIMED = blank('补偿申请', '2026-09-15');

  it.each([
    ['cap_bank', '放款日期', FILED, '1.00', '2025-09-10', '代码', 'F-CAP-BANK', ''],
    ['rate_cap', '放款日期', FILED, { over_lpr: '0.10' }, '2025-09-10', '代码', 'F-RATE', ''],
    ['entity_types', '放款日期', FILED, '个人', '2025-09-10', '代码', 'F-ENTITY', ''],
    [
      'filing_window',
      '收到日期',
      FILED,
      { per: 'quarter', days: '1', kind: 'working' },
      '2025-10-15',
      '代码',
      'F-WINDOW-LATE',
      '',
    ],
    [
      'ratio',
      '收到日期',
      CLAIMED,
      { cases: [{ percent: '25' }] },
      '2026-09-15',
      '补偿比例',
      '25.00',
      '30.00',
    ],
    [
      'claim_window',
      '收到日期',
      { ...CLAIMED, date: '2026-12-15' },
      { from: 'maturity', months: '1' },
      '2026-12-15',
      '代码',
      'C-WINDOW-LATE',
      '',
    ],
    ['notice_workdays', '收到日期', RECOVERED, '1', '2026-03-30', '代码', 'R-LATE-NOTICE', ''],
    ['return_workdays', '通知日期', RECOVERED, '1', '2026-03-30', '缴回期限', '2026-03-31', '2026-04-14'],
    [
      'suspension',
      '初审运行日期',
      blank('暂停', '2026-03-31'),
      { join: 'and', measures: [{ of: 'net', period: 'all', over: '9000000.00', lifted: 'below' }] },
      '2026-03-31',
      '状态',
      '正常',
      '暂停',
    ],
  ] as const)('of %s is %s', async (key, judgedOn, one, value, day, fact, changed, unchanged) => {
    const { policies } = await loadReference();
    expect(
      policies
        .of('XW')
        .documentOn(day)
        .parameters.find((parameter) => parameter.key === key)?.judgedOn,
    ).toBe(judgedOn);
    const list = key === 'entity_types' ? [value] : value;
    const next = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
    expect((await judgedWith(one, 'XW', key, day, list))[fact]).toBe(changed);
    expect((await judgedWith(one, 'XW', key, next, list))[fact]).toBe(unchanged);
  });
});
