import { fen, shown, sum } from './base.js';
import type { Facts, Row } from './facts.js';

/** What must add up in any set of facts, whoever wrote them: the books close across files. */

/** Sums that do not agree; settlement files must reach to the end, so `until` is the last day of a month. */
export function openSums({ settlements, registers, clawbacks }: Facts): string[] {
  const settled = Object.values(settlements).flat();
  const ofType = (type: string, bank?: Row): bigint =>
    sum(
      settled
        .filter(([, kind, no = '', scheme]) => {
          const of = bank === undefined || (no.split('-')[1] === bank[0] && scheme === bank[1]);
          return kind === type && of;
        })
        .map((row) => fen(row[5] ?? '0')),
    );
  const register = (name: string): readonly Row[] => registers[name] ?? [];
  const column = (rows: readonly Row[], at: number): bigint => sum(rows.map((row) => fen(row[at] || '0')));
  const fund = (item: string): bigint => fen(register('fund').find(([name]) => name === item)?.[1] ?? '0');
  const writtenOff = register('writeoffs').filter(([, , , state]) => state === '已核销');
  const wrong: string[] = [];
  const agree = (what: string, left: bigint, right: bigint): void => {
    if (left !== right) wrong.push(`${what}: ${shown(left)} is not ${shown(right)}`);
  };
  agree('补偿拨付 of the settlements and of the fund', ofType('补偿拨付'), fund('补偿拨付'));
  agree('缴回到账 of the settlements and 追偿缴回 of the fund', ofType('缴回到账'), fund('追偿缴回'));
  agree(
    '追偿缴回 of the settlements and 应缴回 of the register',
    ofType('追偿缴回'),
    column(register('clawbacks'), 6),
  );
  agree('核销 of the settlements and of the register', ofType('核销'), column(writtenOff, 2));
  agree(
    '应缴回 of claims and of clawbacks',
    column(register('claims'), 11),
    column(register('clawbacks'), 6),
  );
  agree(
    '已缴回 of claims and of clawbacks',
    column(register('claims'), 12),
    column(register('clawbacks'), 8),
  );
  for (const bank of register('positions')) {
    const name = `${bank[0]} ${bank[1]}`;
    agree(`已拨付 of ${name}`, fen(bank[6] ?? '0'), ofType('补偿拨付', bank));
    agree(`已缴回 of ${name}`, fen(bank[7] ?? '0'), ofType('缴回到账', bank));
    agree(
      `补偿净额 of ${name}`,
      fen(bank[8] ?? '0'),
      fen(bank[5] ?? '0') + fen(bank[6] ?? '0') - fen(bank[7] ?? '0'),
    );
  }
  const available = fund('基金本金') + fund('利息') - fund('管理费') + fund('追偿缴回') - fund('补偿拨付');
  const recommended = register('claims').filter((row) => row[8] === '建议补偿');
  agree('可用余额', fund('可用余额'), available - column(recommended, 7));
  const noticed = new Set(
    Object.values(clawbacks)
      .flat()
      .map(([no]) => no),
  );
  const unknown = register('clawbacks').filter(([no]) => !noticed.has(no));
  if (unknown.length > 0) wrong.push(`no clawback.csv has ${unknown.map(([no]) => no).join(', ')}`);
  return wrong;
}
