/** The seven kinds of file, in the order in which files of one day take effect. */
export const KINDS = [
  'filing',
  'claim',
  'decision',
  'confirmation',
  'recovery',
  'writeoff',
  'statement',
] as const;
export type Kind = (typeof KINDS)[number];

/** Chinese alias (文件类别) of each kind. */
export const KIND_ALIAS: Readonly<Record<Kind, string>> = {
  filing: '备案',
  claim: '补偿申请',
  decision: '审核决定',
  confirmation: '确认',
  recovery: '追偿回收',
  writeoff: '核销申请',
  statement: '账户流水',
};

/** Senders that are not banks: 托管机构, 财政国资局, 专户开户行. */
export const SENDER_ROLES = { decision: 'CUSTODIAN', confirmation: 'BUREAU', statement: 'ACCOUNT' } as const;

/** Who may send a kind; every other kind is a bank's. */
export function senderOf(kind: Kind): string {
  return kind === 'decision' || kind === 'confirmation' || kind === 'statement' ? SENDER_ROLES[kind] : 'BANK';
}
