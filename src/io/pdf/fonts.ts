import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';

/** 思源黑体 (Noto Sans SC, OFL 1.1), whole TTF files from a registry package; a paper embeds the glyphs it uses. */
const PACKAGE = '@expo-google-fonts/noto-sans-sc';
const FILES = {
  regular: `${PACKAGE}/400Regular/NotoSansSC_400Regular.ttf`,
  bold: `${PACKAGE}/700Bold/NotoSansSC_700Bold.ttf`,
} as const;

export type Weight = keyof typeof FILES;

const require = createRequire(import.meta.url);
const read = new Map<Weight, Buffer>();

/** The bytes of a weight's font file, read once in a process. */
export function fontBytes(weight: Weight): Buffer {
  const bytes = read.get(weight) ?? readFileSync(require.resolve(FILES[weight]));
  read.set(weight, bytes);
  return bytes;
}

let font: Font | undefined;

function regular(): Font {
  if (font !== undefined) return font;
  const opened = create(fontBytes('regular'));
  if (!('hasGlyphForCodePoint' in opened)) throw new Error(`${FILES.regular} is a collection of fonts`);
  font = opened;
  return opened;
}

/**
 * A text as a paper can show it: line breaks and other controls become spaces, and a character that the font does not
 * have (a rare one of a name, say) its number, `[U+2A6D6]`, where a box would tell nothing.
 */
export function printable(text: string): string {
  let shown = '';
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    if (/\p{Cc}|\p{Zl}|\p{Zp}/u.test(character)) shown += ' ';
    else if (/\p{Cf}|\p{Cs}|\p{Co}/u.test(character) || !regular().hasGlyphForCodePoint(point))
      shown += `[U+${point.toString(16).toUpperCase().padStart(4, '0')}]`;
    else shown += character;
  }
  return shown;
}
