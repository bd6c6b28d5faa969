import type { Column } from '../parts/column.js';

/** Columns that several lists have. */
export const NUMBER: Column = { key: 'business_no', title: '业务编号', look: 'number', sort: true };
/** A number in a list that comes in another order. */
export const LINK: Column = { key: 'business_no', title: '业务编号', look: 'number' };
export const SCHEME: Column = { key: 'scheme', title: '政策类型', look: 'short' };
export const BANK: Column = { key: 'bank', title: '银行', look: 'short' };
/** Stands in the business number too, so it is not shown at first. */
export const IOU: Column = { key: 'iou_no', title: '借据编号', look: 'short', hidden: true };
export const NAME: Column = { key: 'enterprise_name', title: '企业名称', look: 'text' };
export const USCC: Column = { key: 'uscc', title: '统一社会信用代码', look: 'short' };
export const STATE: Column = { key: 'status', title: '状态', look: 'state' };
export const day = (key: string, title: string, sort = false): Column => ({
  key,
  title,
  look: 'short',
  sort,
});
export const amount = (key: string, title: string, sort = false): Column => ({
  key,
  title,
  look: 'amount',
  sort,
});
export const count = (key: string, title: string): Column => ({ key, title, look: 'count' });
export const short = (key: string, title: string): Column => ({ key, title, look: 'short' });
export const long = (key: string, title: string): Column => ({ key, title, look: 'long' });
export const CODES: Column = { key: 'codes', title: '代码', look: 'text', hidden: true };
