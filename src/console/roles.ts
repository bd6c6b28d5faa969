/** Roles (角色) of a login: one person has one login and one role. */
export const ROLES = [
  'admin',
  'maker',
  'checker',
  'bureau',
  'bureau-approver',
  'account',
  'bank',
  'bank-approver',
  'auditor',
] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_NAME: Readonly<Record<Role, string>> = {
  admin: '管理员',
  maker: '托管经办',
  checker: '托管复核',
  bureau: '财政国资局经办',
  'bureau-approver': '财政国资局审批',
  account: '开户行',
  bank: '银行经办',
  'bank-approver': '银行复核',
  auditor: '审计',
};

/** Roles of one bank's people: their login names the bank, and every query is held to it. */
export const isOfBank = (role: Role): boolean => OF_A_BANK.includes(role);

/** Roles that decide over money: granting or resetting one waits for another administrator. */
export const GRANTED_BY_TWO: readonly Role[] = ['maker', 'checker', 'bureau', 'bureau-approver'];

/** 托管, 财政国资局 and 审计: they see the rows of every bank. */
export const SEE_ALL: readonly Role[] = ['maker', 'checker', 'bureau', 'bureau-approver', 'auditor'];
export const OF_A_BANK: readonly Role[] = ['bank', 'bank-approver'];
/** Whoever sees business rows of his own or of all. */
export const BUSINESS: readonly Role[] = [...SEE_ALL, ...OF_A_BANK];
