import { amountFromText } from '../domain/money.js';
import type { Reference } from '../domain/reference.js';
import { correctedValue } from '../io/corrected-value.js';
import type { AmendedFiling, AmendmentBooks } from '../rules/amendment/amendment.js';
import { judgeAmendment } from '../rules/amendment/judge.js';
import { creditIncludes } from '../rules/filing/caps.js';
import { judgeFilingAlone } from '../rules/filing/judge.js';
import { judgeStanding } from '../rules/standing/judge.js';
import { filingContext } from '../stages/filing-record.js';
import { filingRow } from '../stages/filing-row.js';
import { amendmentRow, standingRow } from '../stages/rows.js';
import { casePeople } from './case-people.js';
import type { Given } from './given.js';
import { changed, formed, mustBeFormed } from './good-row.js';
import { DEFAULT_BANK } from './judge-filing.js';
import { type Judged, judged } from './judged.js';
import type { Case, Row, Tables } from './table.js';

/** When the filing of a case was received, where the case does not say: in the window of the quarter. */
const FILED_ON = '2025-10-15';

/** An amendment row, judged as if the books held this filing and these claims. */
export function judgeAmendmentCase(one: Case, given: Given, tables: Tables, reference: Reference): Judged {
  const [over] = given.rows('备案') ?? [{}];
  const claim = given.item('补偿', ['业务编号', '状态']);
  const claimed = given.yes('曾申请');
  const pending = given.text('待核变更');
  const others = amountFromText(given.text('其他贷款') ?? '0');
  const none = given.yes('没有备案');
  const form = formed('amendment', changed(tables, '变更', one.base, one.row), reference.policies);
  if (form.values === undefined) return judged(form.findings);
  const row = amendmentRow(form.values);
  const held = claim && { businessNo: claim['业务编号'] ?? '', status: claim['状态'] ?? '' };
  const live = held !== undefined && !['退回', '撤回', '不予确认'].includes(held.status);
  const books: AmendmentBooks = {
    filing: () => (none ? undefined : amended(over ?? {}, row.scheme, tables, reference)),
    otherFiling: () => undefined,
    latestClaim: () => held,
    liveClaim: () => (live ? held : undefined),
    everClaimed: () => claimed || held !== undefined,
    pendingAmendment: () => pending,
    others: () => others,
  };
  const ctx = { receivedOn: one.date, reference, corrected: correctedValue(row) };
  return judged(judgeAmendment(row, ctx, books));
}

function amended(over: Row, scheme: string, tables: Tables, reference: Reference): AmendedFiling {
  const { 备案日期: receivedOn = FILED_ON, 状态: status = '受理', 结清日期: settledOn, ...cells } = over;
  const base = reference.policies.of(scheme).name;
  const row = filingRow(mustBeFormed('filing', changed(tables, '备案', base, cells), reference.policies));
  const opinion = judgeFilingAlone(row, filingContext(row, { sender: DEFAULT_BANK, receivedOn, reference }));
  return {
    ...row,
    id: 1n,
    iouNo: row.iou,
    status,
    rate: opinion.fx.state === 'known' ? opinion.fx.rate : undefined,
    principalFen: opinion.principalFen,
    receivedOn,
    settledOn,
    qualified: opinion.qualified,
    facts: opinion.facts,
    creditIncludes: creditIncludes(row),
  };
}

/** A standing row: 合作协议 and 已暂停 say what the books and banks.csv hold of the bank. */
export function judgeStandingCase(one: Case, given: Given, tables: Tables, reference: Reference): Judged {
  const isMember = given.text('合作协议') !== '否';
  const people = casePeople(one, given);
  const isBarred = given.yes('已暂停');
  const form = formed('standing', changed(tables, '资格', one.base, one.row), reference.policies);
  if (form.values === undefined) return judged(form.findings);
  const row = standingRow(form.values);
  const { policies } = reference;
  const policy = policies.of(row.scheme);
  return judged(
    judgeStanding(row, {
      document: policy.documentOn(one.date),
      documents: policies.documentsOn(one.date),
      schemeName: policy.name,
      isMember,
      isBarred,
      people,
    }),
  );
}
