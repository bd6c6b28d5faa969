import { z } from 'zod';
import { json, type Operation } from '../operation.js';
import { BUSINESS, SEE_ALL } from '../roles.js';
import { askedDay } from '../schemas/common.js';
import * as s from '../schemas/overview.js';

const month = z.object({
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/, '应为YYYY-MM')
    .optional(),
});
const on = z.object({ on: askedDay.optional() });

/** Pages that add up. */
export const OVERVIEW_OPERATIONS: readonly Operation[] = [
  {
    id: 'dashboard',
    method: 'GET',
    path: '/api/dashboard',
    summary: '工作台',
    access: BUSINESS,
    answer: json(s.Dashboard),
  },
  { id: 'fund', method: 'GET', path: '/api/fund', summary: '资金', access: BUSINESS, answer: json(s.Fund) },
  {
    id: 'banks',
    method: 'GET',
    path: '/api/banks',
    summary: '银行',
    access: BUSINESS,
    answer: json(s.Banks),
  },
  {
    id: 'schemes',
    method: 'GET',
    path: '/api/schemes',
    summary: '政策类型和当日的暂停界限',
    access: 'session',
    answer: json(s.Schemes),
  },
  {
    id: 'closing',
    method: 'GET',
    path: '/api/closing',
    summary: '三方对账:一个月的未达事项',
    access: SEE_ALL,
    query: month,
    answer: json(s.Closing),
  },
  {
    id: 'rules',
    method: 'GET',
    path: '/api/rules',
    summary: '规则目录和当日参数',
    access: 'session',
    query: on,
    answer: json(s.Rules),
  },
  {
    id: 'rule',
    method: 'GET',
    path: '/api/rules/{code}',
    summary: '一条规则',
    access: 'session',
    query: on,
    answer: json(s.RulePage),
  },
  {
    id: 'tables',
    method: 'GET',
    path: '/api/tables',
    summary: '各表及其最后日期',
    access: 'session',
    answer: json(s.Tables),
  },
  {
    id: 'verify',
    method: 'GET',
    path: '/api/verify',
    summary: '核验',
    access: SEE_ALL,
    answer: json(s.Verify),
  },
  {
    id: 'startVerify',
    method: 'POST',
    path: '/api/verify',
    summary: '从存档重算并核对(需数分钟,结果见GET)',
    access: ['checker', 'auditor'],
    answer: json(s.Verify, 202),
    heavy: true,
  },
];
