import type { IsoDate } from '../../domain/dates.js';
import type { Fen } from '../../domain/money.js';
import type { Claim, Recovery, StatementLine, Writeoff } from '../records/records.js';
import { credit, debit, type Entry, type Posting } from './journal.js';

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

export function recommended(claim: Claim, on: IsoDate): Entry {
  const amount = claim.amount ?? 0n;
  return entry(claim, 'recommend', on, '建议补偿', [debit('补偿支出', amount), credit('拟付补偿', amount)]);
}

/** 不予确认 takes the recommendation back, by a new entry that names the old one. An entry of nothing was not made. */
export function refused(claim: Claim, on: IsoDate): Entry {
  const amount = claim.amount ?? 0n;
  const back = entry(claim, 'refuse', on, '不予确认', [
    debit('拟付补偿', amount),
    credit('补偿支出', amount),
  ]);
  return amount === 0n ? back : { ...back, corrects: `recommend:${claim.id}` };
}

export function confirmed(claim: Claim, on: IsoDate): Entry {
  const amount = claim.amount ?? 0n;
  return entry(claim, 'confirm', on, '确认拨付', [debit('拟付补偿', amount), credit('应付补偿', amount)]);
}

export function noticed(recovery: Recovery): Entry {
  const asked = recovery.asked ?? 0n;
  const postings = [debit('应收追偿返还', asked), credit('待收追偿返还', asked)];
  return entry(recovery, 'notice', recovery.noticedOn ?? recovery.receivedOn, '缴回通知', postings);
}

/** Memorandum entry (备查): a write-off moves no money. */
export function writtenOff(writeoff: Writeoff, on: IsoDate): Entry {
  const amount = writeoff.amount ?? 0n;
  return entry(writeoff, 'writeoff', on, '核销', [debit('核销备查', amount), credit('核销备查对方', amount)]);
}

/** The part of a statement line that settles one clawback. */
export function clawbackReceived(line: StatementLine, recovery: Recovery, amount: Fen): Entry {
  return {
    key: `received:${line.id}:${recovery.id}`,
    postedOn: line.receivedOn,
    businessNo: recovery.businessNo,
    bank: recovery.bank,
    scheme: recovery.scheme,
    text: '缴回到账',
    postings: [
      debit('专户存款', amount),
      credit('应收追偿返还', amount),
      debit('待收追偿返还', amount),
      credit('追偿返还', amount),
    ],
  };
}

export function paymentBooked(line: StatementLine, claim: Claim): Entry {
  return {
    key: `line:${line.id}`,
    postedOn: line.receivedOn,
    businessNo: claim.businessNo,
    bank: claim.bank,
    scheme: claim.scheme,
    text: '补偿拨付出账',
    postings: [debit('应付补偿', line.amount), credit('专户存款', line.amount)],
  };
}

/** Lines that name no item of ours: interest, capital, fees, deposits. */
export function lineBooked(line: StatementLine): Entry {
  return {
    key: `line:${line.id}`,
    postedOn: line.receivedOn,
    businessNo: line.txnNo,
    bank: '',
    scheme: undefined,
    text: `账户流水:${line.purpose}`,
    postings: linePostings(line),
  };
}

function linePostings(line: StatementLine): Posting[] {
  const { amount } = line;
  switch (line.booking) {
    case 'interest':
      return [debit('专户存款', amount), credit('利息收入', amount)];
    case 'capital':
      return [debit('专户存款', amount), credit('基金本金', amount)];
    case 'fee':
      return [debit('管理费', amount), credit('专户存款', amount)];
    case 'deposit-out':
      return [debit('定期存款', amount), credit('专户存款', amount)];
    case 'deposit-back':
      return [debit('专户存款', amount), credit('定期存款', amount)];
    default:
      throw new Error(`line ${line.id} has no booking of its own: ${line.booking}`);
  }
}

/** 待查款: the part of a line that nothing of ours accounts for. */
export function suspended(line: StatementLine): Entry {
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
