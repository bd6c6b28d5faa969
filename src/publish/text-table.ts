/** Text in columns for a terminal, where a Chinese character is two cells wide. */

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\ud840-\ud87f]/;

export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 2 : 1;
  return width;
}

const padEnd = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));
const padStart = (text: string, width: number): string =>
  ' '.repeat(Math.max(0, width - widthOf(text))) + text;

/**
 * Lines of aligned columns.
 * @param right columns whose cells stand at the right, by index
 */
export function columnsText(
  rows: readonly (readonly string[])[],
  indent: string,
  right: readonly number[] = [],
): string[] {
  const widths: number[] = [];
  for (const row of rows)
    for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, widthOf(cell));
  return rows.map((row) => {
    const cells = row.map((cell, i) => (right.includes(i) ? padStart : padEnd)(cell, widths[i] ?? 0));
    return `${indent}${cells.join('  ')}`.trimEnd();
  });
}
