import { ask, bigint, boolean, date, integer, type RowOf, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import type { BankAccount } from '../../domain/agreements.js';
import type { IsoDate } from '../../domain/dates.js';
import type { Fen } from '../../domain/money.js';

const UNORDERED_PAYOUT = {
  payoutId: bigint,
  businessNo: text,
  bank: text,
  scheme: text,
  amount: bigint,
  /** An earlier payout of the same claim was told, or paid in part: what is left, a person must say. */
  touched: boolean,
};
/** A payout (拨付) that the account's bank was not told to pay yet; the amount in fen. */
export type UnorderedPayout = Readonly<RowOf<typeof UNORDERED_PAYOUT>>;

/** Payouts confirmed by a day that stand, were not told and are not paid, by number. */
export async function unorderedPayouts(sql: Sql, until: IsoDate): Promise<UnorderedPayout[]> {
  return ask(
    sql,
    UNORDERED_PAYOUT,
    `SELECT p.id AS payout_id, c.business_no, c.bank, c.scheme, p.amount,
            coalesce(s.seen, 0) <> 0 OR EXISTS (
              SELECT 1 FROM payment_orders o JOIN payouts e ON e.id = o.payout_id WHERE e.claim_id = c.id) AS touched
     FROM (SELECT DISTINCT ON (claim_id) * FROM payouts WHERE happened_on <= $1 ORDER BY claim_id, id DESC) AS p
     JOIN claims c ON c.id = p.claim_id
     LEFT JOIN (SELECT target_id, sum(amount) AS seen FROM allocations WHERE target = 'payment' GROUP BY target_id) AS s
       ON s.target_id = c.id
     WHERE NOT p.taken_back AND p.amount > coalesce(s.seen, 0)
       AND NOT EXISTS (SELECT 1 FROM payouts l WHERE l.claim_id = p.claim_id AND l.id > p.id)
       AND NOT EXISTS (SELECT 1 FROM payment_orders o WHERE o.payout_id = p.id)
     ORDER BY c.business_no`,
    [until],
  );
}

/** One payment of a message (支付指令文件) to the account's bank. */
export interface PaymentOrder {
  readonly payoutId: bigint;
  readonly message: string;
  readonly lineNo: number;
  readonly orderedOn: IsoDate;
  readonly businessNo: string;
  readonly amount: Fen;
  readonly payee: BankAccount;
  readonly payer: BankAccount;
}

/** @throws where one of the payouts was told before: then nothing is recorded */
export async function recordOrders(sql: Sql, orders: readonly PaymentOrder[]): Promise<void> {
  for (const { payoutId, message, lineNo, orderedOn, businessNo, amount, payee, payer } of orders)
    await sql.query(
      `INSERT INTO payment_orders (payout_id, message, line_no, ordered_on, business_no, amount, payee_name, payee_account,
         payee_bank_no, payer_name, payer_account, payer_bank_no)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        payoutId,
        message,
        lineNo,
        orderedOn,
        businessNo,
        amount,
        ...[payee, payer].flatMap(({ name, number, bankNo }) => [name, number, bankNo]),
      ],
    );
}

/** The payments of a message, in order; none where there is no such message. */
export async function ordersOf(sql: Sql, message: string): Promise<PaymentOrder[]> {
  const rows = await ask(
    sql,
    TOLD,
    `SELECT payout_id, message, line_no, ordered_on, business_no,
            amount, payee_name, payee_account, payee_bank_no,
            payer_name, payer_account, payer_bank_no
     FROM payment_orders WHERE message = $1 ORDER BY line_no`,
    [message],
  );
  return rows.map((row) => ({
    payoutId: row.payoutId,
    message: row.message,
    lineNo: row.lineNo,
    orderedOn: row.orderedOn,
    businessNo: row.businessNo,
    amount: row.amount,
    payee: { name: row.payeeName, number: row.payeeAccount, bankNo: row.payeeBankNo },
    payer: { name: row.payerName, number: row.payerAccount, bankNo: row.payerBankNo },
  }));
}

const TOLD = {
  payoutId: bigint,
  message: text,
  lineNo: integer,
  orderedOn: date,
  businessNo: text,
  amount: bigint,
  payeeName: text,
  payeeAccount: text,
  payeeBankNo: text,
  payerName: text,
  payerAccount: text,
  payerBankNo: text,
};

/** How many messages a day has. */
export async function messagesOn(sql: Sql, on: IsoDate): Promise<number> {
  const [row] = await ask(
    sql,
    { n: bigint },
    'SELECT count(DISTINCT message) AS n FROM payment_orders WHERE ordered_on = $1',
    [on],
  );
  return Number(row?.n ?? 0n);
}

/** The first payment told whose payout is another claim's, another sum, or one that was taken back by then. */
export async function orderFault(sql: Sql): Promise<{ payoutId: bigint; businessNo: string } | undefined> {
  const [row] = await ask(
    sql,
    { payoutId: bigint, businessNo: text },
    `SELECT o.payout_id, o.business_no
     FROM payment_orders o JOIN payouts p ON p.id = o.payout_id JOIN claims c ON c.id = p.claim_id
     WHERE p.taken_back OR p.amount <> o.amount OR c.business_no <> o.business_no OR p.happened_on > o.ordered_on
     ORDER BY o.payout_id LIMIT 1`,
  );
  return row;
}
