/** The eleven kinds of file, in the order in which files of one day take effect. Source: files.md §1. */
export const KINDS = [
  'filing',
  'amendment',
  'claim',
  'decision',
  'correction',
  'standing',
  'confirmation',
  'recovery',
  'writeoff',
  'statement',
  'matching',
] as const;
export type Kind = (typeof KINDS)[number];

/** Chinese alias (文件类别) of each kind. */
export const KIND_ALIAS: Readonly<Record<Kind, string>> = {
  filing: '备案',
  amendment: '变更',
  claim: '补偿申请',
  decision: '审核决定',
  correction: '冲正',
  standing: '资格',
  confirmation: '确认',
  recovery: '追偿回收',
  writeoff: '核销申请',
  statement: '账户流水',
  matching: '勾对',
};

/** Senders that are not banks (托管机构, 财政国资局, 专户开户行), by the kinds that they alone may send. */
export const SENDER_ROLES: Readonly<Partial<Record<Kind, string>>> = {
  decision: 'CUSTODIAN',
  correction: 'CUSTODIAN',
  standing: 'CUSTODIAN',
  matching: 'CUSTODIAN',
  confirmation: 'BUREAU',
  statement: 'ACCOUNT',
};

/** Who may send a kind; every other kind is a bank's. */
export function senderOf(kind: Kind): string {
  return SENDER_ROLES[kind] ?? 'BANK';
}
