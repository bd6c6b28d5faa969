/** Plain text in columns for a terminal, where a Chinese character is as wide as two Latin ones. */

/** Characters that take two columns: CJK, full-width forms, and the planes beyond. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
/** Characters that take none: combining marks, and controls, which must not move the cursor. */
const NONE = /[\p{Mn}\p{Me}\p{Cf}\p{Cc}]/u;

/** Columns that a text takes on a terminal. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += NONE.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - displayWidth(text))) + text;
}

/** Cuts a text that is too wide and marks the cut. */
export function cut(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let kept = '';
  for (const character of text) {
    if (displayWidth(kept + character) > width - 2) break;
    kept += character;
  }
  return `${kept}..`;
}

/**
 * Lines of aligned columns, each as wide as its widest cell.
 * @param rightward columns whose cells stand at the right, by index
 */
export function columnsText(
  rows: readonly (readonly string[])[],
  indent: string,
  rightward: readonly number[] = [],
): string[] {
  const widths: number[] = [];
  for (const row of rows)
    for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, displayWidth(cell));
  return rows.map((row) => {
    const cells = row.map((cell, i) => (rightward.includes(i) ? padStart : padEnd)(cell, widths[i] ?? 0));
    return `${indent}${cells.join('  ')}`.trimEnd();
  });
}

/** A column of a table; numbers align right. */
export interface TextColumn {
  readonly header: string;
  readonly align?: 'left' | 'right';
}

export const left = (header: string): TextColumn => ({ header });
export const right = (header: string): TextColumn => ({ header, align: 'right' });

/** Lines of a table with its header, indented by two. */
export function tableLines(columns: readonly TextColumn[], rows: readonly (readonly string[])[]): string[] {
  const rightward = columns.flatMap((column, i) => (column.align === 'right' ? [i] : []));
  return columnsText([columns.map(({ header }) => header), ...rows], '  ', rightward);
}

/** Words set one after another, a new line before the line gets too wide; indented by two. */
export function wrapped(words: readonly string[], width: number): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of words) {
    const longer = current === '' ? word : `${current}  ${word}`;
    if (current !== '' && displayWidth(longer) > width - 2) {
      lines.push(`  ${current}`);
      current = word;
    } else {
      current = longer;
    }
  }
  return current === '' ? lines : [...lines, `  ${current}`];
}
