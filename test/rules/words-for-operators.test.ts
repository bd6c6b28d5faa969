import { expect, test } from 'vitest';
import { loadReference } from '../../src/io/config/load.js';
import { CaseJudge } from '../../src/rulebook/case-judge.js';
import type { AmendmentBooks } from '../../src/rules/amendment/amendment.js';
import { judgeAmendment } from '../../src/rules/amendment/judge.js';
import { judgeConfirmation, judgeUnconfirmation } from '../../src/rules/operations/confirmation.js';
import { judgeDecision } from '../../src/rules/operations/decision.js';

/** What operators read before they decide, word for word. */

const caseJudge = await CaseJudge.open();

async function messageOf(name: string, given: Readonly<Record<string, string>> = {}): Promise<string> {
  const one = caseJudge.tables.cases.find((each) => each.kind === '变更' && each.name === name);
  if (one === undefined) throw new Error(`no case ${name}`);
  const { findings } = await caseJudge.judge({ ...one, given: { ...one.given, ...given } });
  return findings.at(-1)?.message ?? '';
}

test.each([
  [
    '展期转人工',
    {},
    '展期由托管机构人工审核。变更后单户500.00万元,单户合计最高500.00万元(上限1,000.00万元),征信700.00万元(上限3,000.00万元)。请备好展期协议。',
  ],
  [
    '展期转人工',
    { 其他贷款: '5000000.00' },
    '展期由托管机构人工审核。变更后单户500.00万元,单户合计最高1,000.00万元(上限1,000.00万元),征信700.00万元(上限3,000.00万元)。请备好展期协议。',
  ],
  [
    '展期转人工',
    { 其他贷款: '5000000.01' },
    '展期由托管机构人工审核。变更后单户500.00万元,单户合计最高1,000.000001万元(上限1,000.00万元),征信700.00万元(上限3,000.00万元)。请备好展期协议。',
  ],
  [
    '更正后恰为单户上限',
    { 其他贷款: '2000000.00' },
    '更正由托管机构人工审核,通过之前备案不变。变更后单户1,000.00万元,单户合计最高1,200.00万元(上限1,000.00万元),征信1,200.00万元(上限3,000.00万元)。请备好证明材料。',
  ],
  [
    '更正代码',
    { 其他贷款: '26000000.00' },
    '更正由托管机构人工审核,通过之前备案不变。变更后单户500.00万元,单户合计最高3,100.00万元(上限3,000.00万元)。请备好证明材料。',
  ],
  [
    '更正到期日',
    {},
    '更正由托管机构人工审核,通过之前备案不变。变更后单户500.00万元,单户合计最高500.00万元(上限1,000.00万元),征信700.00万元(上限3,000.00万元)。请备好证明材料。',
  ],
  ['更正企业名称', {}, '更正由托管机构人工审核,通过之前备案不变。请备好证明材料。'],
  ['没有汇率的不核对上限', {}, '更正由托管机构人工审核,通过之前备案不变。请备好证明材料。'],
])('caps and sums as they would stand after %s, with %j', async (name, given, message) => {
  expect(await messageOf(name, given)).toBe(message);
});

const DESK = { people: undefined, on: '2026-03-10' };
const SIGNED = { documentNo: '1号', amount: undefined, maker: undefined, checker: undefined };
const OTHER = { kind: '核销申请', state: '建议核销' };

test('a decision on what cannot be decided says what the number is and how it stands', () => {
  const row = { businessNo: 'W-1', passed: true, maker: '甲', checker: '乙', reason: '' };
  const item = { lacksRate: false, against: undefined };
  const words = [
    { ...item, status: '受理' },
    { ...item, status: undefined, other: OTHER },
    { ...item, status: undefined },
  ].flatMap((one) => judgeDecision(row, one, DESK).map(({ code, message }) => `${code} ${message}`));
  expect(words).toEqual([
    'D-UNKNOWN W-1现为受理,不是待核。请核对业务编号,或查看最新的待核清单。',
    'D-UNKNOWN 编号W-1是核销申请,现为建议核销,审核决定只用于待核的备案、补偿申请或变更。请核对业务编号,或查看最新的待核清单。',
    'D-UNKNOWN 没有编号为W-1的备案、补偿申请或变更。请核对业务编号,或查看最新的待核清单。',
  ]);
});

test('a confirmation of what waits for none says what the number is and how it stands', () => {
  const agree = { ...SIGNED, businessNo: 'C-1', outcome: '同意' } as const;
  const filing = { kind: '备案', state: '受理' };
  const paid = { kind: 'claim', recommended: undefined, state: '已拨付' } as const;
  const words = [
    ...judgeConfirmation(agree, paid, DESK),
    ...judgeConfirmation(agree, undefined, DESK, filing),
    ...judgeConfirmation(agree, undefined, DESK),
    ...judgeUnconfirmation({ ...agree, outcome: '撤销' }, undefined, DESK, OTHER),
    ...judgeUnconfirmation({ ...agree, outcome: '撤销' }, undefined, DESK),
  ].map(({ code, message }) => `${code} ${message}`);
  expect(words).toEqual([
    'K-UNKNOWN C-1现为已拨付,不是建议补偿或建议核销。请对照最近一期初审意见核对业务编号。',
    'K-UNKNOWN 编号C-1是备案,现为受理,同意只用于建议补偿的补偿申请或建议核销的核销申请。请对照最近一期初审意见核对业务编号。',
    'K-UNKNOWN 没有编号为C-1的建议补偿或建议核销事项。请对照最近一期初审意见核对业务编号。',
    'K-UNKNOWN 编号C-1是核销申请,现为建议核销,撤销只用于已拨付的补偿申请。请核对业务编号。',
    'K-UNKNOWN 没有编号为C-1的补偿申请,没有确认可撤销。请核对业务编号。',
  ]);
});

test('an amendment of what is not registered says how it stands, also under the other scheme', async () => {
  const ctx = { receivedOn: '2026-03-10', reference: await loadReference(), corrected: undefined };
  const row = {
    scheme: 'XW',
    iou: 'JJ-1',
    change: '结清',
    effectiveOn: '2026-03-09',
    newMaturesOn: undefined,
    item: undefined,
    value: undefined,
    reason: '',
  } as const;
  const books: AmendmentBooks = {
    filing: () => undefined,
    otherFiling: () => undefined,
    latestClaim: () => undefined,
    liveClaim: () => undefined,
    everClaimed: () => false,
    pendingAmendment: () => undefined,
    others: () => 0n,
  };
  const filed = { businessNo: 'F-ICBC-KC-JJ-1', status: '受理' };
  const words = [
    ...judgeAmendment(row, ctx, books),
    ...judgeAmendment(row, ctx, { ...books, otherFiling: () => filed }),
  ].map(({ code, message }) => `${code} ${message}`);
  expect(words).toEqual([
    'A-UNKNOWN 借据编号JJ-1在小微政策下没有贵行的备案,结清要求备案为受理。请核对政策类型和借据编号。',
    'A-UNKNOWN 借据编号JJ-1在小微政策下没有贵行的备案(另有备案F-ICBC-KC-JJ-1,现为受理),结清要求备案为受理。请核对政策类型和借据编号。',
  ]);
});
