import { z } from 'zod';
import { isDate } from '../../domain/dates.js';
import { ROLES } from '../roles.js';

/** Building blocks of every answer. Amounts are yuan as text with 2 decimals, dates YYYY-MM-DD, moments ISO 8601. */
export const yuanText = z
  .string()
  .regex(/^-?\d+\.\d{2}$/)
  .describe('元,两位小数');
export const percentText = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .describe('百分数');
export const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, '应为YYYY-MM-DD')
  .describe('YYYY-MM-DD');
/** A day that a caller names: one that the calendar has. */
export const askedDay = day.refine(isDate, '应为日历上有的日期,如2026-09-30');
/** How many a page holds, as a caller asks. */
export const askedLimit = (most: number) => {
  const message = `应为1至${most}的整数`;
  return z.coerce.number({ error: message }).int(message).min(1, message).max(most, message).optional();
};
export const moment = z.string().describe('ISO 8601 时刻');
export const role = z.enum(ROLES).meta({ id: 'Role' });

/** A word typed by a person: short, without control characters. */
export const word = (most: number) =>
  z
    .string()
    .trim()
    .min(1, '不能为空')
    .max(most, `不能超过${most}个字符`)
    .regex(/^\P{Cc}*$/u, '不能含控制字符');

export const ErrorAnswer = z
  .object({
    code: z.string(),
    message: z.string().describe('一句中文:发现了什么、应当怎样、怎么办'),
    fields: z.record(z.string(), z.string()).optional().describe('字段路径到说明'),
    by: z.string().optional().describe('409:谁在先'),
    at: moment.optional().describe('409:何时'),
    until: moment.optional().describe('423、429:何时可再试'),
  })
  .meta({ id: 'Error' });
export type ErrorAnswer = z.infer<typeof ErrorAnswer>;

export const Done = z.object({ done: z.literal(true) }).meta({ id: 'Done' });
export const Remark = z.object({ remark: word(500) }).meta({ id: 'Remark' });

/** Who did something, and when. */
export const Hand = z
  .object({ login: z.string(), name: z.string(), at: moment })
  .meta({ id: 'Hand', description: '经手人' });

export const Check = z.object({ check: z.enum(['0', '1']).optional().describe('1:只试算,不记录') });
