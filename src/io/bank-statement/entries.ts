import type { IsoDate } from '../../domain/dates.js';
import { type Fen, yuan } from '../../domain/money.js';
import { StatementError } from './statement-error.js';

/** A booked line of a bank's statement, in either format. */
export interface Entry {
  /** The bank's own number of the line. */
  readonly txnNo: string;
  readonly bookedOn: IsoDate;
  /** Fen; money out is negative. */
  readonly amount: Fen;
  readonly counterparty: string;
  /** Everything that was written beside it. */
  readonly words: string;
  /** Whether the bank marks it as interest (利息). */
  readonly interest: boolean;
}

/** The lines between two balances, in fen. */
export interface BankStatement {
  readonly opening: Fen;
  readonly closing: Fen;
  readonly entries: readonly Entry[];
}

/** The columns of a statement file (账户流水) that its lines come to. */
export const HEADER = [
  '流水号',
  '交易日期',
  '收支方向',
  '金额',
  '对方单位',
  '业务编号',
  '用途',
  '账户余额',
  '归属年度',
] as const;

/** Rows of a statement file, with the balance after each line. @throws StatementError where the lines do not lead to the closing balance */
export function rowsOf(statements: readonly BankStatement[]): string[][] {
  return statements.flatMap(({ opening, closing, entries }) => {
    let balance = opening;
    const rows = entries.map((entry) => {
      balance += entry.amount;
      const direction = entry.amount < 0n ? '支' : '收';
      const businessNo = businessNoOf(entry.words);
      return [
        entry.txnNo,
        entry.bookedOn,
        direction,
        yuan(entry.amount < 0n ? -entry.amount : entry.amount),
        entry.counterparty,
        businessNo,
        purposeOf(entry, direction, businessNo),
        yuan(balance),
        /(\d{4})年度?管理费/.exec(entry.words)?.[1] ?? '',
      ];
    });
    if (balance !== closing)
      throw new StatementError(
        `账户流水的期初余额${yuan(opening)}加各笔发生额为${yuan(balance)},与期末余额${yuan(closing)}不符。请从银行系统重新导出。`,
      );
    return rows;
  });
}

/** The one business number among the words; two different ones say nothing. */
function businessNoOf(words: string): string {
  const found = new Set(words.match(/(?<![A-Za-z0-9])[CRZ]-[A-Za-z0-9]+-[A-Z0-9]+-[A-Za-z0-9_/.-]+/g));
  const [one = '', ...others] = found;
  return others.length === 0 ? one : '';
}

/** 用途 as it is written out among the words, the first that stands there. */
const PURPOSES = ['追偿返还', '补偿拨付', '存款存出', '存款转回', '管理费', '注资', '利息', '退汇'] as const;
/** Otherwise by the number's first letter and the direction. */
const BY_NUMBER: Readonly<Record<string, string>> = {
  收R: '追偿返还',
  收Z: '追偿返还',
  支C: '补偿拨付',
  收C: '退汇',
};

function purposeOf({ words, interest }: Entry, direction: string, businessNo: string): string {
  const written = PURPOSES.find((purpose) => words.includes(purpose));
  if (written !== undefined) return written;
  return (
    BY_NUMBER[`${direction}${businessNo.charAt(0)}`] ?? (interest && direction === '收' ? '利息' : '其他')
  );
}
