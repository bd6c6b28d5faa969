import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { readTable, type TableLine } from '../io/config/table.js';
import { NOTICE_KINDS, type NoticeKind } from '../ledger/work/notices.js';

/** Whom to tell (联系人): a bank's code or a role, what (`*`: everything), and an e-mail or a webhook's address. */
export interface Contact {
  readonly receiver: string;
  readonly kind: NoticeKind | '*';
  readonly address: string;
}

const KINDS = Object.keys(NOTICE_KINDS) as NoticeKind[];

/** `contacts.csv`: receiver, kind, address. @throws ConfigError */
export async function readContacts(path: string): Promise<Contact[]> {
  const file = { name: basename(path), bytes: await readFile(path) };
  return readTable(file, ['receiver', 'kind', 'address']).map((line) => ({
    receiver: line.required('receiver'),
    kind: line.oneOf('kind', [...KINDS, '*'] as const),
    address: addressOf(line),
  }));
}

/** An e-mail address, or a webhook over TLS; without TLS only on this machine. */
function addressOf(line: TableLine): string {
  const address = line.required('address');
  if (isMail(address)) return address;
  if (!URL.canParse(address)) line.fail(`"${address}"既不是电子邮箱,也不是https://开头的地址`);
  const { protocol, hostname, username } = new URL(address);
  const here = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  if (protocol !== 'https:' && !(protocol === 'http:' && here))
    line.fail(`"${address}"应为https://开头的地址`);
  if (username !== '') line.fail('地址中不能写用户名和口令');
  return address;
}

export const isMail = (address: string): boolean => /^[^\s@,;:/<>"]+@[^\s@,;:/<>"]+$/.test(address);
