import type { BankAccount } from '../../domain/agreements.js';
import type { TableLine } from './table.js';

/** Columns that name an account, in `banks.csv` and `fund.csv`; all three have a value, or none has. */
export const ACCOUNT_COLUMNS = ['account_name', 'account', 'bank_no'] as const;

/** The account that a line names; undefined where it names none. @throws ConfigError */
export function accountOf(line: TableLine): BankAccount | undefined {
  const [name = '', number = '', bankNo = ''] = ACCOUNT_COLUMNS.map((column) => line.text(column));
  if (name === '' && number === '' && bankNo === '') return undefined;
  if (name === '' || number === '' || bankNo === '')
    line.fail(`${ACCOUNT_COLUMNS.join('、')}应同时填写或同时为空`);
  if (Array.from(name).length > 70) line.fail(`户名"${name}"超过70个字`);
  if (!/^[0-9A-Za-z-]{5,34}$/.test(number)) line.fail(`账号"${number}"应为5至34位数字、字母或短横线`);
  if (!/^\d{12}$/.test(bankNo)) line.fail(`开户行行号"${bankNo}"应为12位数字`);
  return { name, number, bankNo };
}
