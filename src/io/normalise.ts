const FULL_WIDTH = /[０-９．]/;
const FULL_WIDTH_ALL = /[０-９．]/g;
/** Distance of the full-width forms from ASCII in Unicode. */
const OFFSET = 0xfee0;

/**
 * A cell as it is read: full-width digits and the full-width full stop become ASCII, surrounding white space
 * (also U+3000) is dropped, nothing else is changed. Source: files.md §1.
 */
export function normaliseCell(raw: string): string {
  return (FULL_WIDTH.test(raw) ? raw.replace(FULL_WIDTH_ALL, toAscii) : raw).trim();
}

function toAscii(character: string): string {
  return String.fromCharCode(character.charCodeAt(0) - OFFSET);
}

const FULL_WIDTH_HEADER = /[\uff05\uff08\uff09\uff21-\uff3b\uff3d\uff41-\uff5b\uff5d]/g;

/**
 * A header cell as it is read: as any cell, and full-width brackets, per cent signs and letters count as ASCII too,
 * and white space inside is dropped. Source: files.md §1.
 */
export function normaliseHeader(raw: string): string {
  return normaliseCell(raw).replace(FULL_WIDTH_HEADER, toAscii).replace(/\s+/gu, '');
}

const GROUPED = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/;

/** `1,234,567.80` → `1234567.80`; a text whose commas do not separate groups of three comes back unchanged. */
export function stripGroupCommas(text: string): string {
  return text.includes(',') && GROUPED.test(text) ? text.replaceAll(',', '') : text;
}
