import { Exposure, runsUntil } from '../domain/exposure.js';
import { yuan } from '../domain/money.js';
import type { Reference } from '../domain/reference.js';
import type { FilingBooks, FilingRow, RegisteredLoan } from '../rules/filing/filing.js';
import { judgeFiling, judgeFilingAlone } from '../rules/filing/judge.js';
import { filingContext } from '../stages/filing-record.js';
import { filingRow } from '../stages/filing-row.js';
import type { Given } from './given.js';
import { changed, formed, mustBeFormed } from './good-row.js';
import { type Judged, judged } from './judged.js';
import type { Case, Row, Tables } from './table.js';

export const DEFAULT_BANK = 'ICBC';

/** A filing row, judged as if these rows had been registered and this one rejected (退回) before. */
export function judgeFilingCase(one: Case, given: Given, tables: Tables, reference: Reference): Judged {
  const sender = given.text('银行') ?? DEFAULT_BANK;
  const earlier = given.rows('已备案') ?? [];
  const rejectedOn = given.text('曾退回');
  const form = formed('filing', changed(tables, '备案', one.base, one.row), reference.policies);
  if (form.values === undefined) return judged(form.findings);
  const row = filingRow(form.values);
  const ctx = filingContext(row, { sender, receivedOn: one.date, reference });
  const registered = earlier.map((over) => registeredRow(over, one, tables, reference));
  const opinion = judgeFilingAlone(row, ctx);
  const findings = judgeFiling(row, ctx, opinion, books(registered, rejectedOn));
  const principal = opinion.principalFen === undefined ? '' : yuan(opinion.principalFen);
  return judged(findings, { 贷款本金: principal, 资质有效: opinion.qualified ? '是' : '否' });
}

interface Registered {
  readonly row: FilingRow;
  readonly loan: RegisteredLoan;
}

/** 结清日期 of a registered loan is no column of its row. */
function registeredRow(
  { 结清日期: settledOn, ...over }: Row,
  one: Case,
  tables: Tables,
  reference: Reference,
): Registered {
  const row = filingRow(mustBeFormed('filing', changed(tables, '备案', one.base, over), reference.policies));
  const ctx = filingContext(row, { sender: DEFAULT_BANK, receivedOn: one.date, reference });
  const { uscc, disbursedOn, maturesOn, currency, principal } = row;
  const { principalFen } = judgeFilingAlone(row, ctx);
  return { row, loan: { uscc, disbursedOn, maturesOn, settledOn, currency, principal, principalFen } };
}

function books(registered: readonly Registered[], rejectedOn: string | undefined): FilingBooks {
  return {
    registered: ({ scheme, iou }) =>
      registered.find(({ row }) => row.scheme === scheme && row.iou === iou)?.loan,
    rejectedWithin: (_scheme, _iou, from, to) =>
      rejectedOn !== undefined && from <= rejectedOn && rejectedOn <= to,
    peak: (scheme, uscc, from, to, except) => {
      const exposure = new Exposure();
      for (const { row, loan } of registered) {
        if (row.scheme === scheme && loan.uscc === uscc && loan !== except)
          exposure.add(loan.disbursedOn, runsUntil(loan), loan.principalFen ?? 0n);
      }
      return exposure.peak(from, to);
    },
    sameLoan: (asked) =>
      registered.find(
        ({ row, loan }) =>
          row.iou !== asked.iou &&
          loan.uscc === asked.uscc &&
          loan.disbursedOn === asked.disbursedOn &&
          loan.currency === asked.currency &&
          loan.principal === asked.principal,
      )?.row.iou,
    running: (scheme, uscc, iou, from, to) =>
      registered.find(
        ({ row, loan }) =>
          row.scheme === scheme &&
          row.iou !== iou &&
          loan.uscc === uscc &&
          loan.disbursedOn < to &&
          loan.maturesOn > from,
      )?.row.iou,
  };
}
