/** Rows of several banks, by bank. */
export function byBank<T extends { readonly bank: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const held = groups.get(row.bank);
    if (held === undefined) groups.set(row.bank, [row]);
    else held.push(row);
  }
  return groups;
}
