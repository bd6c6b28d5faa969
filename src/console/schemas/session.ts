import { z } from 'zod';
import { moment, role, word } from './common.js';

export const LOGIN = /^[a-z0-9][a-z0-9._-]{0,31}$/;
export const SHORTEST_PASSWORD = 12;

export const Login = z
  .object({
    login: z.string().min(1).max(64),
    password: z.string().min(1).max(256),
    otp: z
      .string()
      .regex(/^\d{6}$/, '应为6位数字')
      .optional()
      .describe('动态口令,设了才要'),
  })
  .meta({ id: 'Login' });

export const Session = z
  .object({
    login: z.string(),
    name: z.string(),
    role,
    bank: z.string().optional().describe('银行代码:银行经办、银行复核'),
    csrf: z.string().describe('其他方法的X-CSRF-Token'),
    totp: z.boolean().describe('已设动态口令'),
    local: z.boolean().describe('有本地密码(否则由统一认证登录)'),
    idle_until: moment,
    ends_at: moment,
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof Session>;

export const NewPassword = z
  .object({
    password: z.string().min(1).max(256).describe('现在的密码'),
    new_password: z
      .string()
      .min(SHORTEST_PASSWORD, `新密码至少${SHORTEST_PASSWORD}个字符`)
      .max(256, '新密码不能超过256个字符'),
  })
  .meta({ id: 'NewPassword' });

export const TotpSecret = z
  .object({ secret: z.string(), uri: z.string().describe('otpauth:// 地址,可做成二维码') })
  .meta({ id: 'TotpSecret' });
export const TotpCode = z
  .object({ password: z.string().min(1).max(256), otp: z.string().regex(/^\d{6}$/, '应为6位数字') })
  .meta({ id: 'TotpCode' });

export const Oidc = z
  .object({ configured: z.boolean(), name: z.string().describe('登录按钮上的名称') })
  .meta({ id: 'Oidc' });

/** An account as an administrator sees it. */
export const User = z
  .object({
    login: z.string(),
    name: z.string(),
    role,
    bank: z.string().optional(),
    state: z.enum(['active', 'waiting', 'disabled']).describe('waiting:等另一管理员同意'),
    waiting: z
      .object({
        action: z.enum(['add', 'reset', 'role']),
        role: role.optional(),
        by: z.string(),
        at: moment,
      })
      .optional(),
    totp: z.boolean(),
    created_at: moment,
    last_login_at: moment.optional(),
    locked_until: moment.optional(),
  })
  .meta({ id: 'User' });
export type User = z.infer<typeof User>;
export const Users = z.object({ items: z.array(User) }).meta({ id: 'Users' });

export const NewUser = z
  .object({
    login: z.string().regex(LOGIN, '用户名由1至32个小写字母、数字、点、横线、下划线组成'),
    name: word(40).optional().describe('姓名'),
    role,
    bank: z.string().max(32).optional().describe('银行代码:角色为bank、bank-approver时必填'),
    elsewhere: z.boolean().optional().describe('只由统一认证登录,本地不设密码'),
  })
  .meta({ id: 'NewUser' });
export const NewRole = z.object({ role, bank: z.string().max(32).optional() }).meta({ id: 'NewRole' });
export const Granted = z
  .object({
    state: z.enum(['done', 'waiting']),
    login: z.string(),
    password: z.string().optional().describe('只显示这一次'),
  })
  .meta({ id: 'Granted' });

export const LogEntry = z
  .object({
    id: z.int(),
    at: moment,
    login: z.string(),
    action: z.string(),
    subject: z.string(),
    detail: z.string(),
    hash: z.string(),
  })
  .meta({ id: 'LogEntry' });
export const Log = z
  .object({
    items: z.array(LogEntry),
    next: z.string().nullable(),
    chain: z.object({ entries: z.int(), intact: z.boolean(), broken_at: z.int().optional() }),
  })
  .meta({ id: 'Log' });
