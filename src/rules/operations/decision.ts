import type { Finding } from '../../domain/findings.js';
import { quotedNumber } from '../../domain/quotable.js';
import { checkFourEyes, type PeopleOn } from '../four-eyes.js';
import { noted, rule } from '../rule.js';
import { numberWords, type OtherItem } from '../unknown.js';

/** An operator's decision (审核决定) on a referred item. */
export interface DecisionRow {
  readonly businessNo: string;
  readonly passed: boolean;
  readonly maker: string;
  readonly checker: string;
  readonly reason: string;
}

export const D_UNKNOWN = rule('D-UNKNOWN', 'reject');
export const D_FOUR_EYES = rule('D-FOUR-EYES', 'reject');
export const D_NO_RATE = rule('D-NO-RATE', 'reject');
export const D_STATE = rule('D-STATE', 'reject');

/** The item that a decision names, as it stands; for an amendment also what keeps it from being passed. */
export interface DecidedItem {
  /** Undefined where there is no such filing, claim or amendment. */
  readonly status: string | undefined;
  /** A claim whose filing still has no exchange rate. */
  readonly lacksRate: boolean;
  /** Why an amendment cannot be passed any more, as the beginning of a sentence. */
  readonly against: string | undefined;
  /** What else the number names, where it is none of these. */
  readonly other?: OtherItem | undefined;
}

export function judgeDecision(row: DecisionRow, item: DecidedItem, people: PeopleOn): Finding[] {
  const findings: Finding[] = [];
  const pending = item.status === '待核';
  if (!pending) {
    findings.push(noted(D_UNKNOWN, `${unknownWords(row, item)}。请核对业务编号,或查看最新的待核清单。`));
  }
  findings.push(...checkFourEyes(D_FOUR_EYES, row, people));
  if (pending && row.passed && item.lacksRate) {
    findings.push(
      noted(
        D_NO_RATE,
        `${quotedNumber(row.businessNo)}的备案仍无可用汇率,补偿金额不能计算。请先在fx.csv补充放款日汇率,再作通过决定。`,
      ),
    );
  }
  if (pending && row.passed && item.against !== undefined)
    findings.push(noted(D_STATE, `${item.against},变更不能通过。请对该变更作退回决定。`));
  return findings;
}

function unknownWords({ businessNo }: DecisionRow, { status, other }: DecidedItem): string {
  if (status !== undefined) return `${quotedNumber(businessNo)}现为${status},不是待核`;
  if (other !== undefined)
    return `${numberWords(businessNo, other)},审核决定只用于待核的备案、补偿申请或变更`;
  return `没有编号为${quotedNumber(businessNo)}的备案、补偿申请或变更`;
}
