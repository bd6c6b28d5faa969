import type { Finding } from '../../domain/findings.js';
import { checkFourEyes } from '../four-eyes.js';
import { noted, type Rule } from '../rule.js';

/** An operator's decision (审核决定) on a referred item. */
export interface DecisionRow {
  readonly businessNo: string;
  readonly passed: boolean;
  readonly maker: string;
  readonly checker: string;
  readonly reason: string;
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
