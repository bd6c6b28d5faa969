/**
 * Plain code-point order (not UTF-16 code units, not a locale): the order of senders, file names and numbers
 * everywhere in the contract. UTF-8 bytes sort exactly as code points do.
 */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

/** Surrogates (0xD800–0xDFFF) stand for code points above every other UTF-16 unit, so they rank last. */
function rank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}
