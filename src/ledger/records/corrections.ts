import { bigint, boolean, date, integer, maybe, oneOf, type RowOf, text } from '../../db/column.js';
import { Table } from '../../db/table.js';

/** What the custodian did to items and banks, as it was said: kept for good, never changed. */

/** 冲正, as it was done: `businessNo` the receipt's, `bank` of the item, `amount` what it asks or asked for. */
export const CORRECTIONS = new Table('corrections', {
  id: bigint,
  businessNo: text,
  itemId: bigint,
  bank: text,
  iouNo: text,
  action: oneOf('重审', '取消备案', '追回', '撤销回收'),
  amount: maybe(bigint),
  documentNo: text,
  maker: text,
  checker: text,
  reason: text,
  receivedOn: date,
  fileName: text,
  rowNo: integer,
});

/** 资格, as it was said. */
export const STANDINGS = new Table('standings', {
  id: bigint,
  businessNo: text,
  bank: text,
  scheme: text,
  barred: boolean,
  documentNo: text,
  maker: text,
  checker: text,
  reason: text,
  receivedOn: date,
  fileName: text,
  rowNo: integer,
});
export type Standing = RowOf<typeof STANDINGS.columns>;
