import { type Day, divide, plusDays, type Tables } from '../base.js';
import type { Books } from '../books.js';
import { uscc } from '../files.js';
import { standardSize } from '../filings.js';
import type { Dice } from './dice.js';

/** What the makers of rows have at hand: the dice, the day, and the books as the reference keeps them so far. */

export type Cells = Readonly<Record<string, string>>;

export interface Firm {
  readonly name: string;
  readonly uscc: string;
  readonly industry: string;
  readonly metrics: Cells;
  readonly size: string;
}

export interface Making {
  readonly dice: Dice;
  readonly tables: Tables;
  readonly books: Books;
  readonly banks: readonly string[];
  readonly firms: readonly Firm[];
  readonly day: Day;
  /** A world of large loans that seldom break a rule: what happens to them later is what it is about. */
  readonly tidy: boolean;
  /** A number that was not given before. */
  readonly serial: () => number;
}

export const yuan = (fen: bigint): string => {
  const digits = fen.toString().padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

/** Fen between two sums of whole yuan. */
export function anySum(dice: Dice, low: number, high: number): bigint {
  const whole = BigInt(dice.whole(low, high));
  return dice.chance(0.2) ? whole * 100n : whole * 100n + BigInt(dice.whole(0, 99));
}

/** A share of a sum, at least one fen. */
export function partOf(dice: Dice, sum: bigint): bigint {
  const part = divide(sum * BigInt(dice.whole(1, 99)), 100n);
  return part > 0n ? part : 1n;
}

/** A day up to `back` days before `day`, not before `first`. */
export function someDay(dice: Dice, first: Day, day: Day, back: number): Day {
  const chosen = plusDays(day, -dice.whole(0, back));
  return chosen < first ? first : chosen;
}

/** Two people, who are now and then one and the same. */
export function people(dice: Dice): Cells {
  const [maker, checker] = dice.way<readonly [string, string]>([
    [30, ['经办甲', '复核乙']],
    [1, ['经办甲', '经办甲']],
    [1, ['王　芳', '王芳']],
    [1, ['Li Lei', 'LILEI']],
    [1, ['张 1', '张１']],
    [2, ['经办甲', '经办乙']],
  ]);
  return { maker, checker, reason: dice.pick(['材料已补', '核对无误', '客户来函,见附件']) };
}

const INDUSTRIES = ['工业', '建筑业', '软件和信息技术服务业', '租赁和商务服务业', '其他未列明行业', '餐饮业'];

export function makeFirms(dice: Dice, tables: Tables, count: number): Firm[] {
  return Array.from({ length: count }, (_, at) => {
    const industry = dice.pick(['', '自定行业', ...INDUSTRIES]) ?? '';
    const metrics: Record<string, string> = {};
    for (const line of tables.sizes.filter((row) => row['industry'] === industry)) {
      const bound = Number(
        dice.pick([line['medium_min'], line['small_min'], line['small_min'], line['small_min']]) ?? '0',
      );
      const metric = line['metric'] ?? '';
      const value = dice.pick([bound, bound, bound + 10, bound - 1]);
      metrics[metric] = dice.chance(0.1) ? '' : metric === 'employees' ? String(value) : `${value}.00`;
    }
    const standard = standardSize(tables, { industry, ...metrics });
    const size =
      dice.chance(0.85) && standard !== undefined ? standard : dice.pick(['小型', '小型', '微型', '中型']);
    return { name: `亦庄企业${String(at).padStart(3, '0')}`, uscc: makeUscc(dice), industry, metrics, size };
  });
}

function makeUscc(dice: Dice): string {
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  const letter = (): string => alphabet[dice.whole(0, 30)] ?? '0';
  for (;;) {
    const stem = `911101${dice.whole(10, 19)}${Array.from({ length: 9 }, letter).join('')}`;
    const code = Array.from(alphabet, (check) => stem + check).find((one) => uscc(one) !== undefined);
    if (code !== undefined) return code;
  }
}
