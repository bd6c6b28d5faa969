import type { Role } from '../api/types.js';

export const ROLE_NAMES: Readonly<Record<Role, string>> = {
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

const CUSTODIAN: readonly Role[] = ['maker', 'checker'];
const BUREAU: readonly Role[] = ['bureau', 'bureau-approver'];
const BANK: readonly Role[] = ['bank', 'bank-approver'];
/** Who sees every bank's business. */
const ALL_SEEING: readonly Role[] = [...CUSTODIAN, ...BUREAU, 'auditor'];
const BUSINESS: readonly Role[] = [...ALL_SEEING, ...BANK];
const EVERYBODY: readonly Role[] = [...BUSINESS, 'account', 'admin'];

export interface Page {
  readonly path: string;
  readonly title: string;
  readonly roles: readonly Role[];
}

/** The menu: what stands under each heading, and whose menu it is in. The server checks by itself who may what. */
export const MENU: readonly { readonly heading: string; readonly pages: readonly Page[] }[] = [
  {
    heading: '工作',
    pages: [
      { path: '/', title: '工作台', roles: EVERYBODY },
      { path: '/upload', title: '报送', roles: [...BANK, 'account'] },
      { path: '/pending', title: '待核', roles: BUSINESS },
      { path: '/corrections', title: '冲正与资格', roles: ['maker'] },
      { path: '/proposals', title: '复核', roles: ALL_SEEING },
      { path: '/reconcile', title: '对账', roles: ALL_SEEING },
      { path: '/opinions', title: '初审与确认', roles: BUSINESS },
    ],
  },
  {
    heading: '台账',
    pages: [
      { path: '/files', title: '文件', roles: [...BUSINESS, 'account'] },
      { path: '/filings', title: '备案', roles: BUSINESS },
      { path: '/amendments', title: '变更', roles: BUSINESS },
      { path: '/claims', title: '补偿', roles: BUSINESS },
      { path: '/clawbacks', title: '追偿', roles: BUSINESS },
      { path: '/writeoffs', title: '核销', roles: BUSINESS },
      { path: '/statement-lines', title: '账户流水', roles: [...BUSINESS, 'account'] },
      { path: '/exceptions', title: '例外', roles: [...BUSINESS, 'account'] },
      { path: '/journal', title: '分录', roles: ALL_SEEING },
    ],
  },
  {
    heading: '资金与规则',
    pages: [
      { path: '/fund', title: '资金', roles: BUSINESS },
      { path: '/banks', title: '银行', roles: BUSINESS },
      { path: '/rules', title: '规则', roles: EVERYBODY },
      { path: '/verify', title: '核验', roles: ALL_SEEING },
    ],
  },
  {
    heading: '管理',
    pages: [
      { path: '/users', title: '用户', roles: ['admin'] },
      { path: '/log', title: '日志', roles: ['admin', 'auditor'] },
    ],
  },
];

export const PAGES: readonly Page[] = MENU.flatMap(({ pages }) => pages);

/** The page an address belongs to: `/items/…` and `/files/…` are seen by who sees the lists. */
export function pageAt(address: string): Page | undefined {
  if (address === '/me') return { path: address, title: '我的账号', roles: EVERYBODY };
  if (address.startsWith('/items/')) return { path: address, title: '一笔贷款', roles: BUSINESS };
  const first = `/${address.split('/')[1] ?? ''}`;
  return PAGES.find(({ path }) => path === first);
}

export const maySee = (role: Role, address: string): boolean =>
  pageAt(address)?.roles.includes(role) === true;
