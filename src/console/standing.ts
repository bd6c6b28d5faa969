import type { Sql } from '../db/db.js';
import type { IsoDate } from '../domain/dates.js';
import { percent } from '../domain/money.js';
import { type BankState, type Position, withPaid } from '../domain/position.js';
import type { Reference } from '../domain/reference.js';
import { claimsInLine } from '../ledger/console/overview.js';
import { type BankPosition, bankStates, positions } from '../ledger/records/positions.js';
import { nextState } from '../rules/suspension.js';

/** A bank's position under a scheme against its limits (暂停线). */
export interface Standing {
  readonly position: BankPosition;
  readonly state: BankState;
  /** Per cent with 4 decimals; null where nothing is filed. */
  readonly share: string | null;
  /** Per cent with 2 decimals; null where the policy knows no share. */
  readonly shareLimit: string | null;
  /** Null where the policy knows no net sum. */
  readonly netLimit: bigint | null;
  /** The claim in line that would bring it over the limit; null where none would. */
  readonly nextClaim: string | null;
}

/** @param bank only that bank's */
export async function standings(
  sql: Sql,
  { policies }: Reference,
  on: IsoDate,
  bank: string | undefined,
): Promise<Standing[]> {
  const states = new Map((await bankStates(sql)).map((one) => [`${one.bank}/${one.scheme}`, one.state]));
  const inLine = await claimsInLine(sql);
  const held = (await positions(sql, { on })).filter((one) => bank === undefined || one.bank === bank);
  return held.map((position) => {
    const terms = policies.of(position.scheme).termsOn(on);
    const state = states.get(`${position.bank}/${position.scheme}`) ?? '正常';
    let then: Position = position;
    const crossing = inLine.find((claim) => {
      if (claim.bank !== position.bank || claim.scheme !== position.scheme) return false;
      then = withPaid(then, claim.amount);
      return nextState(state, then, terms) === '暂停';
    });
    const measures = terms.suspension?.measures ?? [];
    const share = measures.find((measure) => measure.of === 'applied/filed')?.share;
    return {
      position,
      state,
      share: percent({ num: position.applied, den: position.filed }, 4) || null,
      shareLimit: share === undefined ? null : percent(share, 2),
      netLimit: measures.find((measure) => measure.of === 'net')?.sum ?? null,
      nextClaim: state === '正常' ? (crossing?.businessNo ?? null) : null,
    };
  });
}
