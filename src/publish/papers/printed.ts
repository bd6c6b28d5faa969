import type { Sql } from '../../db/db.js';
import type { Agreements } from '../../domain/agreements.js';
import { capitalYuan } from '../../domain/capital-words.js';
import type { IsoDate } from '../../domain/dates.js';
import { type Fen, grouped, percent, type Ratio, yuan } from '../../domain/money.js';
import { Paper, type PaperHead } from '../../io/pdf/paper.js';
import type { PaperColumn } from '../../io/pdf/table.js';

/** The kinds of papers (文书), as the command's words name them. */
export const PAPER_KINDS = {
  payment: '拨付通知书',
  clawback: '缴回通知书',
  opinion: '初审意见清单',
  settlement: '清算单',
  reconciliation: '对账单',
} as const;

export type PaperKind = keyof typeof PAPER_KINDS;

/** What papers are made from: the books, a business date, the banks' names. */
export interface PaperSource {
  readonly sql: Sql;
  readonly on: IsoDate;
  readonly agreements: Agreements;
  /** The words that name an output that a paper prints, with its digest as the manifest has it; none where it was never written. */
  readonly printedFrom: (name: string) => string;
}

/** A paper ready to be written: the folder of whom it is for (BUREAU, CUSTODIAN or a bank) and its name without ending. */
export interface Printed {
  readonly folder: string;
  readonly name: string;
  readonly paper: Paper;
}

const FUND = '北京经开区贷款风险补偿资金';

export const newPaper = (kind: PaperKind, head: Omit<PaperHead, 'title'>): Paper =>
  new Paper({ ...head, title: `${FUND}${PAPER_KINDS[kind]}` });

/** 2026-04-15 → 20260415, for a document's number. */
export const compact = (date: IsoDate): string => date.replaceAll('-', '');

export const sum = (amounts: readonly Fen[]): Fen => amounts.reduce((total, one) => total + one, 0n);

/** 1,234.50 in a cell. */
export const moneyCell = (fen: Fen): string => grouped(yuan(fen));

/** 1,234.50元, with its 大写 behind. */
export const moneyWords = (fen: Fen): string => `${moneyCell(fen)}元(大写:人民币${capitalYuan(fen)})`;

/** 40.00%, empty over nothing. */
export function ratioCell(ratio: Ratio, decimals = 2): string {
  const shown = percent(ratio, decimals);
  return shown === '' ? '' : `${shown}%`;
}

export const textColumn = (header: string, width: number): PaperColumn => ({ header, width });
export const centred = (header: string, width: number): PaperColumn => ({ header, width, align: 'center' });
export const moneyColumn = (header: string, width = 14): PaperColumn => ({ header, width, align: 'right' });
