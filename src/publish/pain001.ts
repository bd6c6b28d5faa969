import type { BankAccount } from '../domain/agreements.js';
import { yuan } from '../domain/money.js';
import type { PaymentOrder } from '../ledger/records/payment-orders.js';

const NAMESPACE = 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.03';

/**
 * 支付指令 for the account's bank as ISO 20022 pain.001.001.03: the payments of one message, all from the dedicated
 * account, with their number and control sum (yuan). A payment names its claim as the remittance's text, and the line of
 * the message as its end-to-end number. The same orders are the same bytes.
 */
export function pain001(orders: readonly PaymentOrder[]): string {
  const [first] = orders;
  if (first === undefined) throw new Error('a message without a payment');
  const { message, orderedOn, payer } = first;
  const total = yuan(orders.reduce((sum, { amount }) => sum + amount, 0n));
  const counted = of('NbOfTxs', String(orders.length)) + of('CtrlSum', total);
  const header = of(
    'GrpHdr',
    of('MsgId', message) +
      of('CreDtTm', `${orderedOn}T00:00:00`) +
      counted +
      of('InitgPty', of('Nm', text(payer.name))),
  );
  const payments = of(
    'PmtInf',
    of('PmtInfId', message) +
      of('PmtMtd', 'TRF') +
      of('BtchBookg', 'false') +
      counted +
      of('ReqdExctnDt', orderedOn) +
      of('Dbtr', of('Nm', text(payer.name))) +
      account('Dbtr', payer) +
      agent('Dbtr', payer) +
      orders.map(transfer).join(''),
  );
  const content = of('CstmrCdtTrfInitn', header + payments);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="${NAMESPACE}">${content}</Document>\n`;
}

const transfer = ({ message, lineNo, amount, payee, businessNo }: PaymentOrder): string =>
  of(
    'CdtTrfTxInf',
    of('PmtId', of('InstrId', `${message}-${lineNo}`) + of('EndToEndId', `${message}-${lineNo}`)) +
      of('Amt', `<InstdAmt Ccy="CNY">${yuan(amount)}</InstdAmt>`) +
      agent('Cdtr', payee) +
      of('Cdtr', of('Nm', text(payee.name))) +
      account('Cdtr', payee) +
      of('RmtInf', of('Ustrd', text(businessNo))),
  );

const account = (whose: 'Dbtr' | 'Cdtr', { number }: BankAccount): string =>
  of(`${whose}Acct`, of('Id', of('Othr', of('Id', text(number)))) + of('Ccy', 'CNY'));

const agent = (whose: 'Dbtr' | 'Cdtr', { bankNo }: BankAccount): string =>
  of(
    `${whose}Agt`,
    of('FinInstnId', of('ClrSysMmbId', of('ClrSysId', of('Cd', 'CNAPS')) + of('MmbId', text(bankNo)))),
  );

const of = (name: string, content: string): string => `<${name}>${content}</${name}>`;

const SIGNS: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' };
const text = (words: string): string => words.replace(/[<>&]/g, (sign) => SIGNS[sign] ?? '');
