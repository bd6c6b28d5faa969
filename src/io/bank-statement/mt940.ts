import { isDate } from '../../domain/dates.js';
import { amountFromText, type Fen } from '../../domain/money.js';
import type { BankStatement, Entry } from './entries.js';
import { StatementError, unreadable } from './statement-error.js';

const bad = (what: string): StatementError => unreadable('MT940', what);

/** The statements of an MT940 file, one for each message; in UTF-8 or GB18030. @throws StatementError */
export function readMt940(bytes: Uint8Array): BankStatement[] {
  const statements: { opening: Fen; closing: Fen | undefined; entries: Entry[] }[] = [];
  for (const { tag, value } of fieldsOf(decoded(bytes))) {
    const last = statements.at(-1);
    if (tag === '60F' || tag === '60M')
      statements.push({ opening: balanceOf(value), closing: undefined, entries: [] });
    else if (tag === '61') open(last).entries.push(entryOf(value));
    else if (tag === '86') {
      // Behind the closing balance it is about the statement, not about a line.
      const entry = last?.closing === undefined ? last?.entries.pop() : undefined;
      if (entry !== undefined && last !== undefined) last.entries.push(withWords(entry, value));
    } else if (tag === '62F' || tag === '62M') open(last).closing = balanceOf(value);
  }
  if (statements.length === 0) throw bad('没有期初余额:60F:');
  return statements.map(({ opening, closing, entries }) => {
    if (closing === undefined) throw bad('没有期末余额:62F:');
    return { opening, closing, entries };
  });
}

function open<T extends { closing: Fen | undefined }>(statement: T | undefined): T {
  if (statement === undefined || statement.closing !== undefined) throw bad('期初余额之外有流水');
  return statement;
}

function decoded(bytes: Uint8Array): string {
  for (const encoding of ['utf-8', 'gb18030'])
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // Not this encoding.
    }
  throw bad('编码既不是UTF-8也不是GB18030');
}

/** `:61:…` up to the next field; what stands around the fields (block headers, a closing dash) is left out. */
function fieldsOf(text: string): { tag: string; value: string }[] {
  const fields: { tag: string; value: string }[] = [];
  for (const line of text.split(/\r?\n/)) {
    const [, tag, value] = /^:(\d{2}[A-Z]?):(.*)$/.exec(line) ?? [];
    const last = fields.at(-1);
    if (tag !== undefined && value !== undefined) fields.push({ tag, value });
    else if (/^(-\}?|\{.*)$/.test(line.trim())) fields.push({ tag: '', value: '' });
    else if (last !== undefined) last.value += `\n${line}`;
  }
  return fields;
}

/** `C260131CNY1234,56`. */
function balanceOf(value: string): Fen {
  const [, sign, date, currency, amount] = /^([CD])(\d{6})([A-Z]{3})(\d{1,15},\d{0,2})\s*$/.exec(value) ?? [];
  if (date === undefined || amount === undefined) throw bad(`余额"${value.slice(0, 40)}"`);
  if (currency !== 'CNY') throw new StatementError(`账户流水的币种是${currency},应为CNY。`);
  dateOf(date);
  return sign === 'D' ? -fenOf(amount) : fenOf(amount);
}

const LINE =
  /^(?<date>\d{6})(?:\d{4})?(?<mark>R?[CD])[A-Z]?(?<amount>\d{1,15},\d{0,2})[A-Z][A-Z0-9]{3}(?<own>[^\n]*?)(?:\/\/(?<bank>[^\n]*))?(?:\n(?<more>[\s\S]*))?$/;

/** `2601300130C90000,00NTRFNONREF//A260130002`: value date, booking day, mark, amount, type, our reference, the bank's. */
function entryOf(value: string): Entry {
  const { date, mark, amount, own = '', bank = '', more = '' } = LINE.exec(value)?.groups ?? {};
  if (date === undefined || amount === undefined) throw bad(`流水"${value.slice(0, 40)}"`);
  const txnNo = bank.trim() !== '' ? bank.trim() : own.trim();
  if (txnNo === '' || txnNo === 'NONREF')
    throw new StatementError(`${dateOf(date)}的一笔流水没有银行流水号。`);
  // RD is money that came back, RC money that was taken back.
  const out = mark === 'D' || mark === 'RC';
  const entry = {
    txnNo,
    bookedOn: bookedOf(value, dateOf(date)),
    amount: out ? -fenOf(amount) : fenOf(amount),
  };
  return {
    ...entry,
    counterparty: '',
    words: more.trim(),
    interest: /^\d{6}(?:\d{4})?R?[CD][A-Z]?\d+,\d*[A-Z]INT/.test(value),
  };
}

/** The booking day is written without its year: the one nearest to the value date. */
function bookedOf(value: string, valueDate: string): string {
  const [, day] = /^\d{6}(\d{4})R?[CD]/.exec(value) ?? [];
  if (day === undefined) return valueDate;
  const year = Number(valueDate.slice(0, 4));
  const [month, valueMonth] = [Number(day.slice(0, 2)), Number(valueDate.slice(5, 7))];
  const turned = month - valueMonth > 6 ? year - 1 : valueMonth - month > 6 ? year + 1 : year;
  return dateOf(`${String(turned).slice(2)}${day}`);
}

/** `?20` and its like part the words in some banks' files; `?32` and `?33` are the other side's name. */
function withWords(entry: Entry, value: string): Entry {
  const joined = value.replace(/\n/g, '');
  const name = [...joined.matchAll(/\?3[23]([^?]*)/g)].map(([, part]) => part).join('');
  const words = joined.replace(/\?3[23][^?]*/g, '').replace(/\?\d\d/g, ' ');
  return { ...entry, counterparty: name.trim(), words: `${entry.words} ${words}`.trim() };
}

const fenOf = (amount: string): Fen => amountFromText(amount.replace(',', '.').replace(/\.$/, ''));

function dateOf(short: string): string {
  const date = `20${short.slice(0, 2)}-${short.slice(2, 4)}-${short.slice(4, 6)}`;
  if (!isDate(date)) throw bad(`日期"${short}"`);
  return date;
}
