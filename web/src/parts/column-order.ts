/** Columns that the order does not name, such as new ones, keep their place after those before them. */
export function ordered<T extends { readonly key: string }>(
  columns: readonly T[],
  order: readonly string[],
): T[] {
  const named = order.flatMap((key) => columns.find((column) => column.key === key) ?? []);
  const all = [...named];
  for (const [index, column] of columns.entries()) {
    if (all.includes(column)) continue;
    const before = columns[index - 1];
    all.splice(before === undefined ? 0 : all.indexOf(before) + 1, 0, column);
  }
  return all;
}
