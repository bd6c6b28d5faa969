import type { IsoDate } from '../../domain/dates.js';
import type { Fen } from '../../domain/money.js';
import type { Scheme } from '../../domain/scheme.js';
import type { Target } from '../records/allocations.js';
import { type Account, credit, debit, type Entry, type Posting, reversed } from './journal.js';

/** Which entry each move of a statement line's money makes, by hand or by the statement's own rules (款项去向的记账). */

/** Where money comes from: straight off the statement, or out of 待查款 by hand. */
export type Source = '专户存款' | '待查款';

/** Whose entry it is; a line that concerns no item of ours stands under its own number. */
export interface About {
  readonly businessNo: string;
  readonly bank: string;
  readonly scheme: Scheme | undefined;
}

/** One move of money, in fen. */
export interface Move {
  readonly key: string;
  readonly on: IsoDate;
  readonly about: About;
  readonly target: Target;
  readonly amount: Fen;
  readonly source: Source;
}

const TEXTS: Readonly<Record<Target, string>> = {
  clawback: '缴回到账',
  payment: '补偿拨付出账',
  bounced: '退汇',
  line: '流水对冲',
  interest: '利息',
  capital: '注资',
  fee: '管理费',
  'deposit-out': '存款存出',
  'deposit-back': '存款转回',
};

/** Money goes to what it is for. */
export function movedTo(move: Move): Entry {
  const { target, amount, source } = move;
  const text = source === '待查款' ? `勾对:${TEXTS[target]}` : TEXTS[target];
  return entry(move, text, postingsOf(target, amount, source));
}

/** Money is back in 待查款: the reverse of the entry that gave it. */
export function takenBack(move: Omit<Move, 'source'>, entryKey: string): Entry {
  const postings = reversed(postingsOf(move.target, move.amount, '待查款'));
  return { ...entry(move, `撤销:${TEXTS[move.target]}`, postings), corrects: { latest: entryKey } };
}

/** 退汇: a payment came back onto the account, the reverse of the entry that saw it go. */
export function bounced(move: Omit<Move, 'source' | 'target'>, entryKey: string): Entry {
  const postings = reversed(postingsOf('payment', move.amount, '专户存款'));
  return { ...entry(move, TEXTS.bounced, postings), corrects: { latest: entryKey } };
}

function entry(move: Pick<Move, 'key' | 'on' | 'about'>, text: string, postings: readonly Posting[]): Entry {
  const { businessNo, bank, scheme } = move.about;
  return { key: move.key, postedOn: move.on, businessNo, bank, scheme, text, postings };
}

function postingsOf(target: Target, amount: Fen, source: Source): Posting[] {
  const into = (account: Account): Posting[] => [debit(source, amount), credit(account, amount)];
  const outOf = (account: Account): Posting[] => [debit(account, amount), credit(source, amount)];
  switch (target) {
    case 'clawback':
      return [...into('应收追偿返还'), debit('待收追偿返还', amount), credit('追偿返还', amount)];
    case 'payment':
      return outOf('应付补偿');
    case 'interest':
      return into('利息收入');
    case 'capital':
      return into('基金本金');
    case 'deposit-back':
      return into('定期存款');
    case 'deposit-out':
      return outOf('定期存款');
    case 'fee':
      return outOf('管理费');
    case 'line':
      return [debit('待查款', amount), credit('待查款', amount)];
    default:
      throw new Error(`money does not go to ${target} by itself`);
  }
}
