import type { Db } from '../db/db.js';
import type { IsoDate } from '../domain/dates.js';
import type { Reference } from '../domain/reference.js';
import { lockBooks } from '../ledger/records/files.js';
import {
  messagesOn,
  type PaymentOrder,
  recordOrders,
  type UnorderedPayout,
  unorderedPayouts,
} from '../ledger/records/payment-orders.js';

/** A payout that is not told the bank, and why: a sentence for the operator. */
export interface HeldBack {
  readonly businessNo: string;
  readonly why: string;
}

/**
 * Records the payments that the account's bank is to be told (支付指令): each payout that was confirmed by `on`, stands and
 * was never told. They are told only by what is recorded here, so a program that dies before it writes the message
 * loses nothing and tells nothing twice.
 */
export async function orderPayments(
  db: Db,
  on: IsoDate,
  { agreements, fund }: Pick<Reference, 'agreements' | 'fund'>,
): Promise<{ orders: PaymentOrder[]; heldBack: HeldBack[] }> {
  return db.transaction(async (tx) => {
    await lockBooks(tx);
    const payouts = await unorderedPayouts(tx, on);
    const payer = fund.accountOn(on);
    const message = `RP${on.replaceAll('-', '')}-${(await messagesOn(tx, on)) + 1}`;
    const orders: PaymentOrder[] = [];
    const heldBack: HeldBack[] = [];
    for (const payout of payouts) {
      const payee = agreements.accountOf(payout.bank, payout.scheme, on);
      if (payer !== undefined && payee !== undefined && !payout.touched)
        orders.push({ ...told(payout), message, lineNo: orders.length + 1, orderedOn: on, payee, payer });
      else heldBack.push({ businessNo: payout.businessNo, why: reason(payout, payer === undefined) });
    }
    await recordOrders(tx, orders);
    return { orders, heldBack };
  });
}

const told = ({ payoutId, businessNo, amount }: UnorderedPayout) => ({ payoutId, businessNo, amount });

function reason({ bank, scheme, touched }: UnorderedPayout, noPayer: boolean): string {
  if (touched) return '此前已对这笔补偿发过指令或部分付款,请与开户行核对后人工支付。';
  return noPayer
    ? 'fund.csv中没有专用账户(account_name、account、bank_no)。请补填后重新运行。'
    : `banks.csv中${bank}的${scheme}协议没有收款账户(account_name、account、bank_no)。请补填后重新运行。`;
}
