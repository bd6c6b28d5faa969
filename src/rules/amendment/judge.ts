import type { Finding } from '../../domain/findings.js';
import { WITHDRAWABLE } from '../../domain/transitions.js';
import { inCatalogueOrder } from '../catalogue.js';
import { found } from '../rule.js';
import {
  A_CORRECTION,
  A_EXTENSION,
  A_UNKNOWN,
  type AmendedFiling,
  type AmendmentBooks,
  type AmendmentContext,
  type AmendmentRow,
} from './amendment.js';
import { checkEffectiveOn, checkExtended, checkOpen, checkValue, checkWithdrawal } from './checks.js';
import { sumsAfterwards } from './sums.js';

/** All findings of an amendment row, in the catalogue's order. Source: rules.md §10. */
export function judgeAmendment(row: AmendmentRow, ctx: AmendmentContext, books: AmendmentBooks): Finding[] {
  if (row.change === '撤回申请') return judgeWithdrawnClaim(row, ctx, books);
  const filing = books.filing(row.scheme, row.iou);
  const policy = ctx.reference.policies.of(row.scheme);
  const document = policy.documentOn(filing?.disbursedOn ?? ctx.receivedOn);
  if (filing === undefined || !isOpenFor(row.change, filing.status))
    return [found(A_UNKNOWN, document, unknownWords(row, policy.name, filing, books))];
  const amending = { row, ctx, filing, document };
  return inCatalogueOrder([
    ...checkOpen(amending, books),
    ...checkEffectiveOn(amending),
    ...checkExtended(amending),
    ...checkValue(amending),
    ...checkWithdrawal(amending, books),
    ...(row.change === '展期'
      ? [
          found(
            A_EXTENSION,
            document,
            `展期由托管机构人工审核。${sumsAfterwards(amending, books)}请备好展期协议。`,
          ),
        ]
      : []),
    ...(row.change === '更正'
      ? [
          found(
            A_CORRECTION,
            document,
            `更正由托管机构人工审核,通过之前备案不变。${sumsAfterwards(amending, books)}请备好证明材料。`,
          ),
        ]
      : []),
  ]);
}

function judgeWithdrawnClaim(row: AmendmentRow, ctx: AmendmentContext, books: AmendmentBooks): Finding[] {
  const claim = books.latestClaim(row.iou);
  if (claim !== undefined && WITHDRAWABLE.some((status) => status === claim.status)) return [];
  const state =
    claim === undefined
      ? `借据编号${row.iou}没有贵行的补偿申请`
      : `补偿申请${claim.businessNo}现为${claim.status}`;
  const message = `${state},只能撤回${WITHDRAWABLE.join('、')}的申请。请核对借据编号,已建议补偿的请与托管机构联系。`;
  const document = ctx.reference.policies.of(row.scheme).documentOn(ctx.receivedOn);
  return [found(A_UNKNOWN, document, message)];
}

function unknownWords(
  row: AmendmentRow,
  scheme: string,
  filing: AmendedFiling | undefined,
  books: AmendmentBooks,
): string {
  const other = filing === undefined ? books.otherFiling(row.scheme, row.iou) : undefined;
  const elsewhere = other === undefined ? '' : `(另有备案${other.businessNo},现为${other.status})`;
  const state =
    filing === undefined
      ? `借据编号${row.iou}在${scheme}政策下没有贵行的备案${elsewhere}`
      : `借据编号${row.iou}在${scheme}政策下的备案现为${filing.status}`;
  const wanted = row.change === '撤回' ? '受理或待核' : '受理';
  return `${state},${row.change}要求备案为${wanted}。请核对政策类型和借据编号。`;
}

/** Whether a filing in a state can be changed so. */
const isOpenFor = (change: AmendmentRow['change'], status: string): boolean =>
  status === '受理' || (change === '撤回' && status === '待核');

/**
 * Why an amendment that waits cannot be passed any more, as the beginning of a sentence; undefined where nothing stands
 * against it. @param live number of the live claim on the IOU
 */
export function standsAgainst(
  amendment: { readonly businessNo: string; readonly change: AmendmentRow['change'] },
  filing: { readonly status: string } | undefined,
  live: string | undefined,
): string | undefined {
  if (filing === undefined || !isOpenFor(amendment.change, filing.status))
    return `${amendment.businessNo}所变更的备案现为${filing?.status ?? '(无)'}`;
  return live === undefined ? undefined : `该借据已有补偿申请${live}在办或已补偿`;
}
