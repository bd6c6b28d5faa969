import type { IsoDate } from '../../domain/dates.js';
import type { Fen } from '../../domain/money.js';
import type { Claim, Recovery, StatementLine, Writeoff } from '../records/records.js';
import { credit, debit, type Entry, type Posting, reversed } from './journal.js';

/** Which entry each business event makes (记账规则). The available balance moves only with 建议补偿 and with money. */

type About = Pick<Claim, 'id' | 'businessNo' | 'bank' | 'scheme'>;

function entry(
  about: About,
  key: string,
  postedOn: IsoDate,
  text: string,
  postings: readonly Posting[],
): Entry {
  const { businessNo, bank, scheme } = about;
  return { key: `${key}:${about.id}`, postedOn, businessNo, bank, scheme, text, postings };
}

/** 首期注资: the first line of fund.csv is paid in when the books are opened. */
export function paidIn(on: IsoDate, capital: Fen): Entry {
  const postings = [debit('专户存款', capital), credit('基金本金', capital)];
  return {
    key: 'paid-in',
    postedOn: on,
    businessNo: '',
    bank: '',
    scheme: undefined,
    text: '首期资金到位',
    postings,
  };
}

/** A claim may be recommended again after its recommendation was taken back: the run's date tells them apart. */
export function recommended(claim: Claim, on: IsoDate): Entry {
  const amount = claim.amount ?? 0n;
  const made = entry(claim, 'recommend', on, '建议补偿', [
    debit('补偿支出', amount),
    credit('拟付补偿', amount),
  ]);
  return { ...made, key: `${made.key}:${on}` };
}

/**
 * Takes the recommendation back, by a new entry that names the old one: 不予确认, or the custodian takes the claim up
 * again (重审). `row`: the row that did it.
 */
export function unrecommended(claim: Claim, on: IsoDate, row: bigint, text: '不予确认' | '重审'): Entry {
  const amount = claim.amount ?? 0n;
  const back = entry(claim, 'unrecommend', on, text, [debit('拟付补偿', amount), credit('补偿支出', amount)]);
  return { ...back, key: `${back.key}:${row}`, corrects: { latest: `recommend:${claim.id}` } };
}

export function confirmed(claim: Claim, on: IsoDate, row: bigint): Entry {
  const amount = claim.amount ?? 0n;
  const made = entry(claim, 'confirm', on, '确认拨付', [
    debit('拟付补偿', amount),
    credit('应付补偿', amount),
  ]);
  return { ...made, key: `${made.key}:${row}` };
}

/** 撤销: the bureau takes its confirmation back. */
export function unconfirmed(claim: Claim, on: IsoDate, row: bigint): Entry {
  const made = confirmed(claim, on, row);
  return {
    ...made,
    key: `unconfirm:${claim.id}:${row}`,
    text: '撤销确认',
    postings: reversed(made.postings),
    corrects: { latest: `confirm:${claim.id}` },
  };
}

export function noticed(recovery: Recovery): Entry {
  const asked = recovery.asked ?? 0n;
  const postings = [debit('应收追偿返还', asked), credit('待收追偿返还', asked)];
  return entry(
    recovery,
    'notice',
    recovery.noticedOn ?? recovery.receivedOn,
    recovery.recall ? '追回通知' : '缴回通知',
    postings,
  );
}

/** 撤销回收: the notice is as if it had not been given. */
export function unnoticed(recovery: Recovery, on: IsoDate): Entry {
  const made = noticed(recovery);
  return {
    ...made,
    key: `unnotice:${recovery.id}`,
    postedOn: on,
    text: '撤销缴回通知',
    postings: reversed(made.postings),
    corrects: { latest: made.key },
  };
}

/** Memorandum entry (备查): a write-off moves no money. */
export function writtenOff(writeoff: Writeoff, on: IsoDate): Entry {
  const amount = writeoff.amount ?? 0n;
  return entry(writeoff, 'writeoff', on, '核销', [debit('核销备查', amount), credit('核销备查对方', amount)]);
}

/** 待查款: the part of a line that nothing of ours accounts for. */
export function heldInSuspense(line: StatementLine): Entry {
  const sum = line.suspense < 0n ? -line.suspense : line.suspense;
  return {
    key: `suspense:${line.id}`,
    postedOn: line.receivedOn,
    businessNo: line.txnNo,
    bank: '',
    scheme: undefined,
    text: '待查款',
    postings:
      line.suspense >= 0n
        ? [debit('专户存款', sum), credit('待查款', sum)]
        : [debit('待查款', sum), credit('专户存款', sum)],
  };
}

/** 余额差异: the statement's balance leads, the difference stands in an account of its own until it is explained. */
export function balanceBroken(line: StatementLine, difference: Fen): Entry {
  const up = difference > 0n;
  const sum = up ? difference : -difference;
  return {
    key: `balance:${line.id}`,
    postedOn: line.receivedOn,
    businessNo: line.txnNo,
    bank: '',
    scheme: undefined,
    text: '账户余额与流水不符',
    postings: up
      ? [debit('专户存款', sum), credit('余额差异', sum)]
      : [debit('余额差异', sum), credit('专户存款', sum)],
  };
}
