import { type Agreement, Agreements } from '../../domain/agreements.js';
import { SENDER_ROLES } from '../../domain/kinds.js';
import type { Policies } from '../../domain/policy.js';
import { ACCOUNT_COLUMNS, accountOf } from './accounts.js';
import type { ConfigFile } from './config-files.js';
import { readTable, type TableLine } from './table.js';

const ROLES: readonly string[] = Object.values(SENDER_ROLES);

/** `banks.csv`: a line per cooperation agreement (合作协议). @throws ConfigError */
export function readBanks(file: ConfigFile, policies: Policies): Agreements {
  const agreements: Agreement[] = [];
  for (const line of readTable(file, ['code', 'name', 'scheme', 'from', 'to'], ACCOUNT_COLUMNS)) {
    const agreement = agreementOf(line, policies);
    if (agreements.some((other) => overlap(other, agreement))) {
      line.fail(`${agreement.code}的${agreement.scheme}协议期与前面一行重叠`);
    }
    agreements.push(agreement);
  }
  return new Agreements(agreements);
}

function agreementOf(line: TableLine, policies: Policies): Agreement {
  const code = line.required('code');
  if (!/^[A-Za-z0-9]+$/.test(code)) line.fail(`银行代码"${code}"只能由字母和数字组成`);
  if (ROLES.includes(code.toUpperCase())) line.fail(`银行代码不能是${ROLES.join('、')}`);
  const from = line.date('from');
  const to = line.optionalDate('to');
  if (to !== undefined && to < from) line.fail(`协议止期${to}早于起期${from}`);
  return {
    code,
    name: line.required('name'),
    scheme: line.oneOf('scheme', policies.codes),
    from,
    to,
    account: accountOf(line),
  };
}

function overlap(a: Agreement, b: Agreement): boolean {
  if (a.code !== b.code || a.scheme !== b.scheme) return false;
  return (b.to === undefined || a.from <= b.to) && (a.to === undefined || b.from <= a.to);
}
