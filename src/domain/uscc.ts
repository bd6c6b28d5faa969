/** The 31 characters of GB 32100-2015 (no I, O, S, V, Z), in the order of their values. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ENCODER = new TextEncoder();

/** Check character (第18位校验码) for the first 17 characters; 31 − r counts as 0 when r is 0. */
export function usccCheckCharacter(body: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += ALPHABET.indexOf(body.charAt(i)) * (WEIGHTS[i] ?? 0);
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
}

/** Value of each byte in the alphabet; 31 for none. Places 3 to 8 are digits. */
const VALUES = new Uint8Array(256).fill(31).map((none, code) => {
  const value = ALPHABET.indexOf(String.fromCharCode(code));
  return value < 0 ? none : value;
});

/** Whether a text's bytes are a unified social credit code (统一社会信用代码) by form and check character. */
export function isUsccBytes(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from !== 18) return false;
  let sum = 0;
  for (let i = 0; i < 18; i++) {
    const value = VALUES[bytes[from + i] ?? 0] ?? 31;
    if (value > (i >= 2 && i < 8 ? 9 : 30)) return false;
    sum += value * (WEIGHTS[i] ?? 1);
  }
  return sum % 31 === 0;
}

/** The same of the text. */
export function isUscc(text: string): boolean {
  const bytes = ENCODER.encode(text);
  return isUsccBytes(bytes, 0, bytes.length);
}
