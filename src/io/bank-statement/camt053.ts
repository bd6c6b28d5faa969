import { isDate } from '../../domain/dates.js';
import { amountFromText, type Fen } from '../../domain/money.js';
import { XmlReader } from '../workbook/xml.js';
import type { BankStatement, Entry } from './entries.js';
import { StatementError, unreadable } from './statement-error.js';

const bad = (what: string): StatementError => unreadable('CAMT.053', what);

/** An element with what stands in it. */
interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

/** Elements of a file: more of them than any statement of one account has. */
const MOST_ELEMENTS = 2_000_000;
const PIECE = 256 * 1024;

/** The statements of a CAMT.053 file, whatever its version. @throws StatementError */
export function readCamt053(bytes: Uint8Array): BankStatement[] {
  const root = treeOf(bytes);
  const document = root.children[0];
  const namespaces = Object.values(document?.attributes ?? {});
  if (document?.name !== 'Document' || !namespaces.some((one) => one.includes('camt.053.001.')))
    throw bad('根元素不是camt.053的Document');
  const statements = all(document, 'BkToCstmrStmt', 'Stmt');
  if (statements.length === 0) throw bad('没有Stmt');
  return statements.map(statementOf);
}

/** A document type is refused by the reader, so there are no entities to expand. */
function treeOf(bytes: Uint8Array): Element {
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const path = [root];
  let elements = 0;
  const reader = new XmlReader(
    {
      open: (name, attributes) => {
        elements += 1;
        if (elements > MOST_ELEMENTS) throw bad('元素过多');
        const element: Element = { name, attributes: { ...attributes() }, children: [], text: '' };
        path.at(-1)?.children.push(element);
        path.push(element);
      },
      close: () => {
        path.pop();
      },
      text: (text) => {
        const element = path.at(-1);
        if (element !== undefined) element.text += text;
      },
    },
    bad,
  );
  for (let at = 0; at < bytes.length; at += PIECE) reader.push(bytes.subarray(at, at + PIECE));
  reader.end();
  if (path.length !== 1) throw bad('XML没有结束');
  return root;
}

/** Elements below one, by the names on the way. */
const all = (element: Element, ...names: string[]): Element[] =>
  names.reduce<Element[]>(
    (found, name) => found.flatMap(({ children }) => children.filter((one) => one.name === name)),
    [element],
  );

/** The text of the first of some paths (names parted by `/`) that has one. */
function textAt(element: Element, ...paths: string[]): string {
  for (const path of paths) {
    const text = all(element, ...path.split('/'))[0]?.text.trim() ?? '';
    if (text !== '') return text;
  }
  return '';
}

function statementOf(statement: Element): BankStatement {
  const balance = (codes: readonly string[]): Fen => {
    const found = all(statement, 'Bal').find((one) => codes.includes(textAt(one, 'Tp/CdOrPrtry/Cd')));
    if (found === undefined) throw bad(`没有${codes[0]}余额`);
    return amountOf(found);
  };
  return {
    opening: balance(['OPBD', 'PRCD']),
    closing: balance(['CLBD']),
    entries: all(statement, 'Ntry').flatMap(entriesOf),
  };
}

/** Fen, with the sign of its direction; money out is negative. */
function amountOf(element: Element): Fen {
  const amount = all(element, 'Amt')[0];
  const currency = amount?.attributes['Ccy'];
  if (currency !== 'CNY') throw new StatementError(`账户流水的币种是${currency ?? '(无)'},应为CNY。`);
  const text = amount?.text.trim() ?? '';
  if (!/^\d{1,15}(\.\d{1,2}0*)?$/.test(text)) throw bad(`金额"${text.slice(0, 40)}"`);
  const fen = amountFromText(text.replace(/(\.\d\d)0+$/, '$1'));
  const direction = textAt(element, 'CdtDbtInd');
  if (direction !== 'CRDT' && direction !== 'DBIT') throw bad('没有CdtDbtInd');
  return direction === 'DBIT' ? -fen : fen;
}

/** An entry; one that is a batch with a sum of its own for each transaction is a line for each. */
function entriesOf(entry: Element): Entry[] {
  const status = textAt(entry, 'Sts/Cd', 'Sts');
  if (status !== 'BOOK')
    throw new StatementError(`账户流水中有未入账的一笔(状态${status})。请在入账后导出。`);
  const bookedOn = textAt(entry, 'BookgDt/Dt', 'BookgDt/DtTm').slice(0, 10);
  if (!isDate(bookedOn)) throw bad(`入账日期"${bookedOn}"`);
  const txnNo = textAt(entry, 'AcctSvcrRef', 'NtryRef', 'NtryDtls/TxDtls/Refs/AcctSvcrRef');
  if (txnNo === '') throw new StatementError(`${bookedOn}的一笔流水没有银行流水号(AcctSvcrRef)。`);
  const amount = amountOf(entry);
  const interest = textAt(entry, 'BkTxCd/Domn/Fmly/SubFmlyCd') === 'INTR';
  const parts = all(entry, 'NtryDtls', 'TxDtls');
  const about = textAt(entry, 'AddtlNtryInf');
  const line = (part: Element | undefined, no: string, sum: Fen): Entry => {
    const side = sum < 0n ? 'Cdtr' : 'Dbtr';
    const counterparty =
      part === undefined ? '' : textAt(part, `RltdPties/${side}/Nm`, `RltdPties/${side}/Pty/Nm`);
    const remittance = part === undefined ? [] : all(part, 'RmtInf', 'Ustrd').map(({ text }) => text.trim());
    return {
      txnNo: no,
      bookedOn,
      amount: sum,
      counterparty,
      words: [...remittance, about].join(' ').trim(),
      interest,
    };
  };
  if (parts.length < 2) return [line(parts[0], txnNo, amount)];
  const sums = parts.map((part) => (all(part, 'Amt').length === 0 ? undefined : signed(part, amount)));
  if (
    sums.some((sum) => sum === undefined) ||
    sums.reduce<Fen>((total, sum) => total + (sum ?? 0n), 0n) !== amount
  )
    throw new StatementError(`流水${txnNo}是汇总入账,各笔没有金额或合计不符。请按明细导出。`);
  return parts.map((part, i) => line(part, `${txnNo}-${i + 1}`, sums[i] ?? 0n));
}

/** A transaction's direction is its own, else that of its entry. */
function signed(part: Element, whole: Fen): Fen {
  if (textAt(part, 'CdtDbtInd') !== '') return amountOf(part);
  const direction = { name: 'CdtDbtInd', attributes: {}, children: [], text: whole < 0n ? 'DBIT' : 'CRDT' };
  return amountOf({ ...part, children: [...part.children, direction] });
}
