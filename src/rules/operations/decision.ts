import type { Finding } from '../../domain/findings.js';
import { type Fen, yuanWords } from '../../domain/money.js';
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
  reading: '只能对仍是待核的备案或补偿申请作决定;已决定过的、已受理的不能再改。',
  remedy: '核对业务编号,或查看最新的待核清单。',
  kinds: ['decision'],
};

export const D_FOUR_EYES: Rule = {
  ...ON_NO_ARTICLE,
  code: 'D-FOUR-EYES',
  title: '经办人与复核人相同',
  reading: '一人经办、另一人复核。姓名去掉首尾空白、全角数字转半角之后比较。',
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
  if (row.maker === row.checker) {
    findings.push(
      noted(D_FOUR_EYES, `经办人与复核人同为"${row.maker}",须由两人分别经办和复核。请换人复核后重新报送。`),
    );
  }
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
