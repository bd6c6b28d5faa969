import { z } from 'zod';
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
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .describe('YYYY-MM-DD');
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
    until: moment.optional().describe('423:锁定到何时'),
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
