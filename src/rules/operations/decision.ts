import type { Finding } from '../../domain/findings.js';
import { type Fen, yuanWords } from '../../domain/money.js';
import { checkFourEyes } from '../four-eyes.js';
import { noted, type Rule } from '../rule.js';

/** Rows that decide on items in hand: an operator's 审核决定 and the bureau's 确认. */

export interface DecisionRow {
  readonly businessNo: string;
  readonly passed: boolean;
  readonly maker: string;
  readonly checker: string;
  readonly reason: string;
}

export interface ConfirmationRow {
  readonly businessNo: string;
  readonly agreed: boolean;
  readonly documentNo: string;
  readonly amount: Fen | undefined;
}

const ON_NO_ARTICLE = { severity: 'reject', articles: {}, quotes: {}, parameters: [] } as const;

export const D_UNKNOWN: Rule = {
  ...ON_NO_ARTICLE,
  code: 'D-UNKNOWN',
  title: '没有这笔待核事项',
  reading: '只能对仍是待核的备案、补偿申请或变更作决定;已决定过的、已受理的不能再改。',
  remedy: '核对业务编号,或查看最新的待核清单。',
  kinds: ['decision'],
};

export const D_FOUR_EYES: Rule = {
  ...ON_NO_ARTICLE,
  code: 'D-FOUR-EYES',
  title: '经办人与复核人相同',
  reading: '一人经办、另一人复核。姓名去掉全部空白、不分大小写之后比较。',
  remedy: '由另一人复核后重新提交。',
  kinds: ['decision'],
};

export const D_NO_RATE: Rule = {
  ...ON_NO_ARTICLE,
  code: 'D-NO-RATE',
  title: '备案仍无汇率,不能通过',
  reading: '补偿申请要按人民币计算金额,对应备案在汇率表中仍没有可用汇率的,不能作通过决定;可以退回。',
  remedy: '先在fx.csv补充放款日汇率,再作通过决定。',
  parameters: ['fx.csv'],
  kinds: ['decision'],
};

export const D_STATE: Rule = {
  ...ON_NO_ARTICLE,
  code: 'D-STATE',
  title: '变更已不能通过',
  reading:
    '变更待核期间,备案已不再受理(撤回:既非受理也非待核),或该借据在任一政策下有了未了结的补偿申请的,变更不能通过,可以退回。',
  remedy: '对该变更作退回决定。',
  kinds: ['decision'],
};

/** `pending`: the item is 待核; `lacksRate`: a claim whose filing still has no exchange rate. */
export function judgeDecision(row: DecisionRow, pending: boolean, lacksRate: boolean): Finding[] {
  const findings: Finding[] = [];
  if (!pending) {
    findings.push(
      noted(
        D_UNKNOWN,
        `没有编号为${row.businessNo}的待核备案或补偿申请。请核对业务编号,或查看最新的待核清单。`,
      ),
    );
  }
  findings.push(...checkFourEyes(D_FOUR_EYES, row.maker, row.checker));
  if (pending && row.passed && lacksRate) {
    findings.push(
      noted(
        D_NO_RATE,
        `${row.businessNo}的备案仍无可用汇率,补偿金额不能计算。请先在fx.csv补充放款日汇率,再作通过决定。`,
      ),
    );
  }
  return findings;
}

export const K_UNKNOWN: Rule = {
  ...ON_NO_ARTICLE,
  code: 'K-UNKNOWN',
  title: '没有这笔建议补偿或建议核销的事项',
  reading: '只能确认初审意见建议补偿的申请和建议核销的核销;逐行确认,同一事项只确认一次。',
  remedy: '对照最近一期初审意见核对业务编号。',
  kinds: ['confirmation'],
};

export const K_STATE: Rule = {
  ...ON_NO_ARTICLE,
  code: 'K-STATE',
  title: '现在的状态不能撤销确认',
  reading:
    '撤销确认只对已拨付而账户上尚未见到拨付、没有写着该编号或勾对过的支出仍在待查款、没有缴回通知和追回、没有在办或已办核销的补偿。',
  remedy: '款已付出的,改由托管机构报冲正追回。',
  kinds: ['confirmation'],
};

export const K_STALE: Rule = {
  ...ON_NO_ARTICLE,
  code: 'K-STALE',
  title: '核销金额已变化',
  reading:
    '建议核销之后又有缴回或退还,使净损失不再等于建议金额的,或有了未缴清的缴回通知、追回的,不能同意;下一次初审重新建议。',
  remedy: '等待下一次初审的新意见。',
  kinds: ['confirmation'],
};

export const K_FOUR_EYES: Rule = {
  ...ON_NO_ARTICLE,
  code: 'K-FOUR-EYES',
  title: '经办人与复核人相同',
  reading: '经办人和复核人都填了的,须是两人。姓名去掉全部空白、不分大小写之后比较。',
  remedy: '由另一人复核后重新提交。',
  kinds: ['confirmation'],
};

export const K_AMOUNT: Rule = {
  ...ON_NO_ARTICLE,
  code: 'K-AMOUNT',
  title: '确认金额与初审意见不一致',
  reading: '同意时填了确认金额的,须与初审意见的金额完全相等;不填的以初审意见为准。不同意时不核对金额。',
  remedy: '核对金额后重新确认;对金额有异议的先与托管机构沟通。',
  kinds: ['confirmation'],
};

/** `recommended`: the amount of the item where it is 建议补偿 or 建议核销, in fen. */
export function judgeConfirmation(row: ConfirmationRow, recommended: Fen | undefined): Finding[] {
  if (recommended === undefined) {
    return [
      noted(
        K_UNKNOWN,
        `没有编号为${row.businessNo}的建议补偿或建议核销事项。请对照最近一期初审意见核对业务编号。`,
      ),
    ];
  }
  if (!row.agreed || row.amount === undefined || row.amount === recommended) return [];
  return [
    noted(
      K_AMOUNT,
      `确认金额${yuanWords(row.amount)}与初审意见金额${yuanWords(recommended)}不一致。请核对后重新确认。`,
    ),
  ];
}
