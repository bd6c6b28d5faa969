import type { Finding } from '../domain/findings.js';
import { amountFromText } from '../domain/money.js';
import type { PolicyDocument } from '../domain/policy.js';
import type { Reference } from '../domain/reference.js';
import { inCatalogueOrder } from '../rules/catalogue.js';
import { type CorrectionAction, type CorrectionRow, X_FOUR_EYES } from '../rules/correction/correction.js';
import { judgeCancelling, judgeReopening, type Reopened } from '../rules/correction/item.js';
import { judgeRecall, judgeUndoRecovery } from '../rules/correction/money.js';
import { checkFourEyes } from '../rules/four-eyes.js';
import { correctionRow } from '../stages/rows.js';
import { casePeople } from './case-people.js';
import type { Given } from './given.js';
import { changed, formed } from './good-row.js';
import { type Judged, judged } from './judged.js';
import type { Case, Row, Tables } from './table.js';

const FILING_KEYS = ['政策类型', '状态', '在办补偿'];
const REVIEWED_KEYS = ['政策类型', '状态', '退回人', '有暂存回收', '备案状态', '在办补偿'];
const CLAIM_KEYS = ['政策类型', '状态', '可追回'];
const RECOVERY_KEYS = ['政策类型', '补偿状态', '降低基数', '使申请退回', '其后', '核销在办', '不能恢复'];

/** 冲正: the item that the number names, and what stands in the way of the action. */
export function judgeCorrectionCase(one: Case, given: Given, tables: Tables, reference: Reference): Judged {
  const people = casePeople(one, given);
  const judges: Readonly<Record<CorrectionAction, (row: CorrectionRow) => Finding[]>> = {
    重审: reopening(one, given, reference),
    取消备案: cancelling(one, given, reference),
    追回: recalling(one, given, reference),
    撤销回收: undoing(one, given, reference),
  };
  const form = formed('correction', changed(tables, '冲正', one.base, one.row), reference.policies);
  if (form.values === undefined) return judged(form.findings);
  const row = correctionRow(form.values);
  const eyes = checkFourEyes(X_FOUR_EYES, row, people);
  return judged(inCatalogueOrder([...eyes, ...judges[row.action](row)]));
}

function reopening(one: Case, given: Given, reference: Reference) {
  const filing = given.item('重审的备案', FILING_KEYS);
  const claim = given.item('重审的申请', REVIEWED_KEYS);
  const settlement = given.item('重审的结清', ['政策类型', '备案状态']);
  return (row: CorrectionRow) => judgeReopening(row, reopened(filing, claim, settlement, one, reference));
}

function reopened(
  filing: Row | undefined,
  claim: Row | undefined,
  settlement: Row | undefined,
  one: Case,
  reference: Reference,
): Reopened | undefined {
  const item = filing ?? claim ?? settlement;
  if (item === undefined) return undefined;
  const common = { document: documentOf(item, one, reference), status: item['状态'] ?? '受理' };
  const filingStatus = item['备案状态'] ?? '受理';
  if (settlement !== undefined) return { kind: 'settlement', ...common, filingStatus };
  const live = item['在办补偿'];
  if (filing !== undefined) return { kind: 'filing', ...common, live };
  const endedBy = { 托管机构: 'operator', 回收: 'recovery', 取消: 'cancelled' }[item['退回人'] ?? ''];
  return {
    kind: 'claim',
    ...common,
    endedBy,
    hasKeptRecovery: item['有暂存回收'] === '是',
    filingStatus,
    live,
  };
}

function cancelling(one: Case, given: Given, reference: Reference) {
  const filing = given.item('取消的备案', ['政策类型', '状态']);
  const claims = given.rows('备案下的申请') ?? [];
  return (row: CorrectionRow) =>
    judgeCancelling(
      row,
      filing && {
        document: documentOf(filing, one, reference),
        status: filing['状态'] ?? '受理',
        owing: claims.map((claim) => ({
          businessNo: claim['业务编号'] ?? '',
          status: claim['状态'] ?? '已拨付',
        })),
      },
    );
}

function recalling(one: Case, given: Given, reference: Reference) {
  const claim = given.item('补偿', CLAIM_KEYS);
  return (row: CorrectionRow) =>
    judgeRecall(
      row,
      claim && {
        document: documentOf(claim, one, reference),
        status: claim['状态'] ?? '已拨付',
        left: amountFromText(claim['可追回'] ?? '0'),
      },
    );
}

function undoing(one: Case, given: Given, reference: Reference) {
  const recovery = given.item('回收', RECOVERY_KEYS);
  return (row: CorrectionRow) =>
    judgeUndoRecovery(row, recovery && undoneOf(recovery, documentOf(recovery, one, reference)));
}

function undoneOf(recovery: Row, document: PolicyDocument) {
  return {
    document,
    claimNo: 'C-ICBC-XW-JJ-0001',
    claimStatus: recovery['补偿状态'] ?? '已拨付',
    lowered: recovery['降低基数'] === '是',
    rejectedClaim: recovery['使申请退回'] === '是',
    later: recovery['其后'],
    hasWriteoff: recovery['核销在办'] === '是',
    blocked: recovery['不能恢复'],
  };
}

/** The scheme that a case names by its word; without one, the first. */
function documentOf(row: Row, one: Case, { policies }: Reference): PolicyDocument {
  const word = row['政策类型'] ?? '';
  const named = policies.inReadingOrder.find((policy) => policy.words.includes(word));
  const policy = named ?? policies.inReadingOrder[0];
  if (policy === undefined) throw new Error('no policy');
  return policy.documentOn(one.date);
}
