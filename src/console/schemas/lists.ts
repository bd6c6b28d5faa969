import { z } from 'zod';
import { askedDay, askedLimit } from './common.js';

/** What every list understands; `status`, `bank` and `scheme` where it has such a thing. */
export const ListQuery = z.object({
  q: z.string().max(100).optional().describe('业务编号、借据编号、信用代码、企业名称、流水号'),
  status: z.string().max(40).optional().describe('一个或几个(逗号分隔)'),
  bank: z.string().max(32).optional(),
  scheme: z.string().max(16).optional(),
  from: askedDay.optional(),
  to: askedDay.optional(),
  sort: z
    .string()
    .regex(/^-?[a-z_]{1,30}$/, '应为列名,前加-为降序')
    .optional()
    .describe('列名;前加-为降序'),
  cursor: z.string().max(600).optional().describe('上一页的next'),
  limit: askedLimit(200).describe('缺省50'),
});
export type ListQuery = z.infer<typeof ListQuery>;
