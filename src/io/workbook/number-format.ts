/** How a number in a cell is meant: as it is, as a share of a hundred, or as a day. */
export type NumberKind = 'plain' | 'percent' | 'date';

/** Formats that have no code in the file; 27–36 and 50–58 are dates in Chinese, Japanese and Korean programs. */
function builtIn(id: number): NumberKind {
  if (id === 9 || id === 10) return 'percent';
  const isDate =
    (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
  return isDate ? 'date' : 'plain';
}

/** What a format code says besides its words: quoted text, escaped characters, colours, conditions and locales. */
const WORDS = /"[^"]*"?|\\.|[_*].|\[(?!(?:h+|m+|s+)\])[^\]]*\]/gi;

/** The kind that a format code makes of a number (its first section); `id` counts where there is no code. */
export function numberKind(id: number, code: string | undefined): NumberKind {
  if (code === undefined) return builtIn(id);
  const [first = ''] = code.replace(WORDS, '').split(';');
  if (/general|g\/通用格式/i.test(first)) return 'plain';
  if (first.includes('%')) return 'percent';
  return /[ymdhsae年月日时分秒]/i.test(first.replace(/[0#?.,]E[+-]/gi, '')) ? 'date' : 'plain';
}
