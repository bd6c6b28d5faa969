import type { Finding } from '../../domain/findings.js';
import type { FxAnswer } from '../../domain/fx.js';
import type { Fen } from '../../domain/money.js';
import { inCatalogueOrder } from '../catalogue.js';
import { ALONE_CHECKS, BOOK_CHECKS, fxOf, SUM_CHECKS, TOGETHER_CHECKS } from './checks.js';
import { type FilingBooks, type FilingContext, type FilingRow, isQualified } from './filing.js';
import { cnyPrincipal } from './fx.js';

/** What the row alone decides: everything but the bank's earlier rows. Safe to compute anywhere, in any order. */
export interface FilingOpinion {
  readonly findings: readonly Finding[];
  readonly fx: FxAnswer;
  /** CNY principal in fen; undefined without a usable rate. */
  readonly principalFen: Fen | undefined;
  readonly qualified: boolean;
  /** Filed values that conditions of the packs ask for later, by column key: JSON. */
  readonly facts: string;
}

export function judgeFilingAlone(row: FilingRow, ctx: FilingContext): FilingOpinion {
  const fx = fxOf(row, ctx);
  const principalFen = cnyPrincipal(row, fx);
  const findings = [
    ...ALONE_CHECKS.flatMap((check) => check(row, ctx)),
    ...(principalFen === undefined ? [] : SUM_CHECKS.flatMap(({ check }) => check(row, ctx, principalFen))),
  ];
  return {
    findings: findings.filter(({ severity }) => severity !== 'off'),
    fx,
    principalFen,
    qualified: isQualified(row, ctx.terms),
    facts: keptFacts(row, ctx),
  };
}

/** All findings of a filing row, in the catalogue's order: what it decides alone and what the bank's earlier rows add. */
export function judgeFiling(
  row: FilingRow,
  ctx: FilingContext,
  opinion: FilingOpinion,
  books: FilingBooks,
): Finding[] {
  const { principalFen } = opinion;
  return inCatalogueOrder([
    ...opinion.findings,
    ...BOOK_CHECKS.flatMap((check) => check(row, ctx, books)),
    ...(principalFen === undefined
      ? []
      : TOGETHER_CHECKS.flatMap(({ check }) => check(row, ctx, books, principalFen))),
  ]);
}

/** Filed values that conditions of the packs ask for later, by column key: JSON. */
export function keptFacts(row: FilingRow, { reference }: FilingContext): string {
  const { keptFacts: names } = reference.policies;
  if (names.length === 0) return '{}';
  const held = names.flatMap((name) => (row.values[name] === undefined ? [] : [[name, row.values[name]]]));
  return JSON.stringify(Object.fromEntries(held));
}
