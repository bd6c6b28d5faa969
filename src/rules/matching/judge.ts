import type { Finding } from '../../domain/findings.js';
import { type Fen, yuanWords } from '../../domain/money.js';
import { quotedNumber } from '../../domain/quotable.js';
import { checkFourEyes, type PeopleOn } from '../four-eyes.js';
import { noted } from '../rule.js';
import type { MatchingRow } from './matching.js';
import * as rule from './matching.js';

/** A booked line (已入账的流水), as far as matching looks at it. */
export interface MatchedLine {
  readonly direction: '收' | '支';
  /** Its part in 待查款, without a sign, in fen. */
  readonly suspense: Fen;
  /** The bank of ours that its counterparty is. */
  readonly bank: string | undefined;
}

/** What a line can be booked to by a word (对应编号为用途), and the direction of such a line. */
export const WORDS: Readonly<Record<string, '收' | '支'>> = {
  利息: '收',
  注资: '收',
  存款转回: '收',
  存款存出: '支',
};

/** What the row's target is; sums in fen. */
export type MatchTarget =
  | {
      readonly kind: 'clawback';
      readonly bank: string;
      /** What is not returned yet. */
      readonly open: Fen;
      /** The claim has a write-off accepted, recommended or done. */
      readonly writtenOff: boolean;
    }
  | {
      readonly kind: 'claim';
      /** 已拨付 or 已核销. */
      readonly paid: boolean;
      readonly status: string;
      /** What of its payment has not been seen. */
      readonly open: Fen;
    }
  | { readonly kind: 'line'; readonly direction: '收' | '支'; readonly suspense: Fen }
  | { readonly kind: 'word'; readonly word: string };

/**
 * All findings of a matching row. `line`: the booked line of that number; `target`: the first thing of the target's
 * name; `matched`: what is matched between the two, in fen. Source: rules.md §12.
 */
export function judgeMatching(
  row: MatchingRow,
  line: MatchedLine | undefined,
  target: MatchTarget | undefined,
  matched: Fen,
  people: PeopleOn,
): Finding[] {
  const eyes = checkFourEyes(rule.M_FOUR_EYES, row, people);
  const wrongLine = lineFault(row, line);
  if (wrongLine !== undefined || line === undefined) return [...eyes, noted(rule.M_LINE, wrongLine ?? '')];
  const wrongTarget = row.undo ? undoFault(row, matched) : targetFault(row, line, target);
  if (wrongTarget !== undefined || target === undefined)
    return [...eyes, noted(rule.M_TARGET, wrongTarget ?? '')];
  return [
    ...eyes,
    ...amountFault(row, target, matched),
    ...bankFault(row, line, target),
    ...writtenOff(row, target),
  ];
}

function lineFault(row: MatchingRow, line: MatchedLine | undefined): string | undefined {
  if (line === undefined) return `没有流水号为${quotedNumber(row.txnNo)}的已入账流水。请核对流水号。`;
  if (row.undo || line.suspense >= row.amount) return undefined;
  return `流水${quotedNumber(row.txnNo)}在待查款中只有${yuanWords(line.suspense)},不足本行的${yuanWords(row.amount)}。请对照未达事项登记表的未处理金额。`;
}

function undoFault(row: MatchingRow, matched: Fen): string | undefined {
  if (matched > 0n) return undefined;
  return `流水${quotedNumber(row.txnNo)}与"${quotedNumber(row.target)}"之间没有已勾对的金额,无从撤销。请在勾对台账中核对两个编号。`;
}

function targetFault(
  row: MatchingRow,
  line: MatchedLine,
  target: MatchTarget | undefined,
): string | undefined {
  if (target === undefined)
    return `对应编号"${quotedNumber(row.target)}"不是缴回通知、追回、补偿申请、已入账流水或可填的用途。请核对编号。`;
  const fits: Readonly<Record<MatchTarget['kind'], boolean>> = {
    clawback: line.direction === '收',
    claim: line.direction === '支' && target.kind === 'claim' && target.paid,
    line: target.kind === 'line' && target.direction !== line.direction,
    word: WORDS[row.target] === line.direction,
  };
  if (fits[target.kind]) return undefined;
  const allowed =
    line.direction === '收'
      ? '缴回通知或追回的编号、支方流水号、利息、注资、存款转回'
      : '已拨付或已核销的补偿编号、收方流水号、存款存出';
  return `${line.direction}方流水${quotedNumber(row.txnNo)}不能对"${quotedNumber(row.target)}"(${targetWords(target)}),可对的是${allowed}。请核对对应编号和收支方向。`;
}

function targetWords(target: MatchTarget): string {
  switch (target.kind) {
    case 'clawback':
      return '缴回通知或追回';
    case 'claim':
      return `补偿申请,现为${target.status}`;
    case 'line':
      return `${target.direction}方流水`;
    default:
      return '用途';
  }
}

function amountFault(row: MatchingRow, target: MatchTarget, matched: Fen): Finding[] {
  const limit = row.undo ? matched : openOf(target);
  if (limit === undefined || row.amount <= limit) return [];
  const what = row.undo ? '两者之间已勾对的' : OPEN_WORDS[target.kind];
  return [
    noted(
      rule.M_AMOUNT,
      `金额${yuanWords(row.amount)}超过"${quotedNumber(row.target)}"${what}${yuanWords(limit)}。请核对金额,多出的部分另行勾对。`,
    ),
  ];
}

const OPEN_WORDS: Readonly<Record<MatchTarget['kind'], string>> = {
  clawback: '尚未返还的',
  claim: '尚未见到的拨付',
  line: '在待查款中的',
  word: '',
};

/** A word has no limit of its own. */
function openOf(target: MatchTarget): Fen | undefined {
  if (target.kind === 'word') return undefined;
  return target.kind === 'line' ? target.suspense : target.open;
}

function bankFault(row: MatchingRow, line: MatchedLine, target: MatchTarget): Finding[] {
  if (row.undo || target.kind !== 'clawback') return [];
  if (line.bank === undefined || line.bank === target.bank) return [];
  return [
    noted(
      rule.M_BANK,
      `流水${quotedNumber(row.txnNo)}的对方单位是${line.bank},"${quotedNumber(row.target)}"是${target.bank}的。请核对流水的对方单位和对应编号。`,
    ),
  ];
}

function writtenOff(row: MatchingRow, target: MatchTarget): Finding[] {
  if (!row.undo || target.kind !== 'clawback' || !target.writtenOff) return [];
  return [
    noted(
      rule.M_WRITTEN_OFF,
      `"${quotedNumber(row.target)}"所属的补偿有已受理、建议核销或已核销的核销申请,已缴回的款项不能撤销勾对。请待核销了结后再处理。`,
    ),
  ];
}
