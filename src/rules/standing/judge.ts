import type { Finding } from '../../domain/findings.js';
import type { PolicyDocument } from '../../domain/policy.js';
import { quotedNumber } from '../../domain/quotable.js';
import { checkFourEyes, type PeopleOn } from '../four-eyes.js';
import { BARRING } from '../opinion.js';
import { foundUnderAll, noted } from '../rule.js';
import { type StandingRow, T_BANK, T_FOUR_EYES, T_SCHEME, T_STATE } from './standing.js';

/** What a standing row is judged with: the scheme's document of the day, and what the books say of the bank. */
export interface StandingContext {
  readonly document: PolicyDocument;
  /** Every scheme's document of the day: whichever knows the barring is cited. */
  readonly documents: readonly PolicyDocument[];
  readonly schemeName: string;
  /** It has an agreement for the scheme, at any date. */
  readonly isMember: boolean;
  readonly isBarred: boolean;
  readonly people: PeopleOn;
}

/** All findings of a standing row, in the catalogue's order. Source: rules.md §11, KC §17. */
export function judgeStanding(row: StandingRow, ctx: StandingContext): Finding[] {
  const knows = ctx.document.opinions[BARRING] !== undefined;
  return [
    ...checkFourEyes(T_FOUR_EYES, row, ctx.people),
    ...(ctx.isMember ? [] : [noted(T_BANK, memberWords(row, ctx))]),
    ...(knows ? [] : [foundUnderAll(T_SCHEME, ctx.documents, schemeWords(ctx))]),
    ...(ctx.isMember && knows && row.barred === ctx.isBarred ? [noted(T_STATE, stateWords(row, ctx))] : []),
  ];
}

const memberWords = (row: StandingRow, ctx: StandingContext): string =>
  `"${quotedNumber(row.bank)}"没有${ctx.schemeName}政策的合作协议。请对照banks.csv核对银行代码和政策类型。`;

const schemeWords = (ctx: StandingContext): string =>
  `${ctx.document.short}没有因怠于追偿暂停资格的规定,${ctx.schemeName}政策不能报资格。请核对政策类型。`;

const stateWords = (row: StandingRow, ctx: StandingContext): string =>
  row.barred
    ? `${quotedNumber(row.bank)}在${ctx.schemeName}政策下已被暂停资格,不能再暂停。请核对银行代码。`
    : `${quotedNumber(row.bank)}在${ctx.schemeName}政策下没有被暂停资格,不能恢复。请核对银行代码。`;
