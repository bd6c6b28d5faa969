/**
 * Which state may follow which (状态变化), for every kind of item that lives on after it was recorded. What is not
 * named here is a bug in the program: it stops before anything is written. Source: rules.md §5 – §8, §10, §11.
 */

/** 备案: 撤回 by the bank, 取消 by the custodian. */
export const FILING_STATUSES = ['待核', '受理', '退回', '撤回', '取消'] as const;
export type FilingStatus = (typeof FILING_STATUSES)[number];

/** 补偿申请. */
export const CLAIM_STATUSES = [
  '待核',
  '受理',
  '暂停补偿',
  '资金不足',
  '建议补偿',
  '不予确认',
  '已拨付',
  '已核销',
  '退回',
  '撤回',
] as const;
export type ClaimStatus = (typeof CLAIM_STATUSES)[number];

/** Claims that nobody but the custodian has had a say in yet: they can be withdrawn (撤回申请). */
export const WITHDRAWABLE: readonly ClaimStatus[] = ['待核', '受理', '暂停补偿', '资金不足'];

/** Whether a claim was paid (已拨付, since perhaps 已核销). */
export const isPaid = (status: ClaimStatus): boolean => status === '已拨付' || status === '已核销';

/** 变更. */
export type AmendmentStatus = '待核' | '受理' | '退回';

/** 核销申请: 失效 where nothing was left to write off, 不予确认 by the bureau. */
export const WRITEOFF_STATUSES = ['已受理', '建议核销', '已核销', '失效', '不予确认'] as const;
export type WriteoffStatus = (typeof WRITEOFF_STATUSES)[number];

type Moves<S extends string> = Readonly<Record<S, readonly S[]>>;

const FILING: Moves<FilingStatus> = {
  待核: ['受理', '退回', '撤回'],
  受理: ['撤回', '取消', '待核'],
  退回: ['待核'],
  撤回: ['待核'],
  取消: ['待核'],
};

const CLAIM: Moves<ClaimStatus> = {
  待核: ['受理', '退回', '撤回'],
  受理: ['暂停补偿', '资金不足', '建议补偿', '退回', '撤回', '待核'],
  暂停补偿: ['资金不足', '建议补偿', '退回', '撤回', '待核'],
  资金不足: ['暂停补偿', '建议补偿', '退回', '撤回', '待核'],
  建议补偿: ['已拨付', '不予确认', '待核'],
  // A confirmation that is taken back, a write-off that is agreed to.
  已拨付: ['建议补偿', '已核销'],
  // A recovery that had left nothing is undone: what it was before; or the custodian takes its own 退回 up again.
  退回: ['待核', '受理', '暂停补偿', '资金不足'],
  不予确认: [],
  撤回: [],
  已核销: [],
};

/** An accepted 结清 that is taken up again becomes 退回. */
const AMENDMENT: Moves<AmendmentStatus> = { 待核: ['受理', '退回'], 受理: ['退回'], 退回: [] };

const WRITEOFF: Moves<WriteoffStatus> = {
  已受理: ['建议核销', '失效'],
  建议核销: ['已核销', '不予确认', '已受理', '失效'],
  已核销: [],
  失效: [],
  不予确认: [],
};

/** The kinds of item whose state changes. */
export const ITEM_KINDS = ['filing', 'claim', 'amendment', 'writeoff'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

const MOVES: Readonly<Record<ItemKind, Readonly<Record<string, readonly string[]>>>> = {
  filing: FILING,
  claim: CLAIM,
  amendment: AMENDMENT,
  writeoff: WRITEOFF,
};

/** Whether an item may go from one state to another; the same state is no move and always allowed. */
export function mayMove(kind: ItemKind, from: string, to: string): boolean {
  const moves = MOVES[kind];
  return from === to ? moves[from] !== undefined : moves[from]?.includes(to) === true;
}
