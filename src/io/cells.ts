import { isRealDay } from '../domain/dates.js';
import { rateUnits } from '../domain/money.js';
import { isUscc } from '../domain/uscc.js';
import type { CellType, Column } from './column.js';
import { stripGroupCommas } from './normalise.js';

/** How a type of cell is read, and how a clerk is told what it should have been. */
interface CellForm {
  /** The canonical text of a normalised, non-empty cell; undefined where it is not of the type. */
  parse(text: string): string | undefined;
  readonly noun: string;
  readonly expected: string;
}

type TypedColumn = Pick<Column, 'type' | 'values'>;

const DATE = /^(\d{4})(?:-(\d{2})-(\d{2})|\/(\d{1,2})\/(\d{1,2})|(\d{2})(\d{2}))$/;

function parseDate(text: string): string | undefined {
  const match = DATE.exec(text);
  if (match === null) return undefined;
  const year = match[1] ?? '';
  const month = (match[2] ?? match[4] ?? match[6] ?? '').padStart(2, '0');
  const day = (match[3] ?? match[5] ?? match[7] ?? '').padStart(2, '0');
  return isRealDay(+year, +month, +day) ? `${year}-${month}-${day}` : undefined;
}

/** 15 whole digits of yuan in fen still fit a 64-bit integer. */
const AMOUNT = /^\d{1,15}(\.\d{1,2})?$/;

function parseAmount(text: string): string | undefined {
  const plain = stripGroupCommas(text);
  return AMOUNT.test(plain) ? plain : undefined;
}

function parseSigned(text: string): string | undefined {
  const amount = parseAmount(text.startsWith('-') ? text.slice(1) : text);
  return amount !== undefined && text.startsWith('-') ? `-${amount}` : amount;
}

function parsePositive(text: string): string | undefined {
  const amount = parseAmount(text);
  return amount !== undefined && /[1-9]/.test(amount) ? amount : undefined;
}

/** 14 whole digits in ten-thousandths of a per cent still fit a 64-bit integer. */
const RATE = /^\d{1,14}(\.\d{1,4})?$/;

function parseShare(text: string): string | undefined {
  return RATE.test(text) && rateUnits(text) <= rateUnits('100') ? text : undefined;
}

const matching = (form: RegExp) => (text: string) => (form.test(text) ? text : undefined);

const CELL_FORMS: Readonly<Record<Exclude<CellType, 'choice'>, CellForm>> = {
  text: { parse: (text) => text, noun: '文字', expected: '文字' },
  iou_no: {
    parse: matching(/^[A-Za-z0-9_/.-]{1,64}$/),
    noun: '有效编号',
    expected: '1至64位的字母、数字或 - _ / .',
  },
  recovery_no: {
    parse: matching(/^[A-Za-z0-9_/.]{1,64}$/),
    noun: '有效编号',
    expected: '1至64位的字母、数字或 _ / . (不能用 -)',
  },
  uscc: {
    parse: (text) => (isUscc(text) ? text : undefined),
    noun: '有效代码',
    expected: '18位统一社会信用代码',
  },
  whole: { parse: matching(/^\d{1,15}$/), noun: '有效整数', expected: '不小于0的整数' },
  amount_positive: { parse: parsePositive, noun: '有效金额', expected: '大于0的数字,最多2位小数' },
  amount_not_negative: { parse: parseAmount, noun: '有效金额', expected: '不小于0的数字,最多2位小数' },
  amount_signed: { parse: parseSigned, noun: '有效金额', expected: '数字,最多2位小数,可为负数' },
  rate: { parse: matching(RATE), noun: '有效百分比', expected: '不小于0的数字,最多4位小数(3.85即3.85%)' },
  share: { parse: parseShare, noun: '有效百分比', expected: '0至100的数字,最多4位小数(20即20%)' },
  date: { parse: parseDate, noun: '有效日期', expected: 'YYYY-MM-DD' },
  currency: { parse: matching(/^[A-Z]{3}$/), noun: '有效币种', expected: '3位大写字母(人民币为CNY)' },
  year: { parse: matching(/^\d{4}$/), noun: '有效年度', expected: '4位数字' },
};

/**
 * The canonical text of a normalised, non-empty cell: dates `YYYY-MM-DD`, amounts without separators, enumerations
 * as the contract writes them. Undefined where it is not of the column's type; nothing is guessed.
 */
export function parseCell(column: TypedColumn, text: string): string | undefined {
  if (column.type !== 'choice') return CELL_FORMS[column.type].parse(text);
  return column.values?.find((choice) => choice.text === text)?.canonical;
}

/** What a clerk is told that a cell should be: `YYYY-MM-DD`. */
export const expectedWords = ({ type }: TypedColumn): string =>
  type === 'choice' ? '可选值之一' : CELL_FORMS[type].expected;

/** `不是有效日期,应为YYYY-MM-DD`, the end of a clerk's sentence on a wrong cell. */
export function wrongCellWords(column: TypedColumn): string {
  if (column.type !== 'choice') {
    const { noun, expected } = CELL_FORMS[column.type];
    return `不是${noun},应为${expected}`;
  }
  return `不是可选值,应为${(column.values ?? []).map((choice) => choice.text).join('、')}之一`;
}
