import type { Facts, ReceiptFacts, Row } from './facts.js';

/** Compares two sets of facts as a reader would: receipt by receipt, file by file, row by row, and the rows' order. */

export interface Comparison {
  readonly facts: number;
  readonly differences: readonly string[];
}

type Tables = Readonly<Record<string, readonly Row[]>>;

export function compare(wanted: Facts, got: Facts): Comparison {
  let facts = 0;
  const differences: string[] = [];
  const differ = (where: string, want: unknown, have: unknown): void => {
    differences.push(`${where}: wanted ${JSON.stringify(want)}, got ${JSON.stringify(have)}`);
  };
  const rows = (where: string, want: readonly Row[], have: readonly Row[]): void => {
    facts += want.length + 1;
    const left = have.map((row) => JSON.stringify(row));
    for (const row of want) {
      const at = left.indexOf(JSON.stringify(row));
      if (at >= 0) left.splice(at, 1);
      else
        differ(
          where,
          row,
          have.find((other) => other[0] === row[0] && left.includes(JSON.stringify(other))) ?? null,
        );
    }
    for (const row of left)
      if (!want.some((other) => other[0] === (JSON.parse(row) as Row)[0]))
        differ(where, null, JSON.parse(row));
    const inOrder = JSON.stringify(want) === JSON.stringify(have);
    const sorted = (of: readonly Row[]): string =>
      of
        .map((row) => JSON.stringify(row))
        .sort()
        .join('\n');
    if (!inOrder && sorted(want) === sorted(have)) differences.push(`${where}: order differs`);
    else if (!inOrder && want.length !== have.length) differ(`${where} (rows)`, want.length, have.length);
  };
  const tables = (section: string, want: Tables, have: Tables): void => {
    for (const name of new Set([...Object.keys(want), ...Object.keys(have)]))
      rows(`${section} ${name}`, want[name] ?? [], have[name] ?? []);
  };

  const lines = (facts: ReceiptFacts | undefined): Row[] =>
    (facts?.lines ?? []).map(([row, no, outcome, codes]) => [String(row), no, outcome, codes.join(';')]);
  for (const name of new Set([...Object.keys(wanted.receipts), ...Object.keys(got.receipts)])) {
    const [want, have] = [wanted.receipts[name], got.receipts[name]];
    facts++;
    if (want === undefined || have === undefined) {
      differ(`receipt ${name}`, want?.code ?? want?.status ?? null, have?.code ?? have?.status ?? null);
      continue;
    }
    const head = (of: ReceiptFacts): unknown[] => [
      of.status,
      of.code,
      of.rows,
      of.accepted,
      of.rejected,
      of.referred,
    ];
    if (JSON.stringify(head(want)) !== JSON.stringify(head(have)))
      differ(`receipt ${name}`, head(want), head(have));
    if (want.status === 'processed') rows(`receipt ${name}`, lines(want), lines(have));
  }
  tables('opinion', wanted.opinions, got.opinions);
  tables('payment', wanted.payments, got.payments);
  tables('clawback', wanted.clawbacks, got.clawbacks);
  tables('settlement', wanted.settlements, got.settlements);
  tables('register', wanted.registers, got.registers);
  return { facts, differences };
}
