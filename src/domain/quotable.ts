/** Characters of a sender's text that a sentence shows. */
const SHOWN = 40;

/** Characters of a number that a sentence shows: those of ours are shorter, whatever the IOU. */
const SHOWN_OF_NUMBER = 160;

/** What a sender wrote, for use inside a sentence: short and on one line. */
export function quotable(text: string, most = SHOWN): string {
  const characters = Array.from(text.replace(/\p{Cc}+/gu, ' '));
  return characters.length <= most ? characters.join('') : `${characters.slice(0, most).join('')}…`;
}

/** A number that a sender wrote, for use inside a sentence: a true one is shown whole. */
export const quotedNumber = (text: string): string => quotable(text, SHOWN_OF_NUMBER);

/** Control characters, and those that turn the direction of writing: what a terminal obeys instead of showing it. */
const OBEYED = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A name or cell from outside for a line that people read: nothing in it is obeyed, and it stays on the line. */
export function oneLine(text: string): string {
  return text.replace(OBEYED, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code < 0x20
      ? String.fromCodePoint(0x2400 + code)
      : `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
  });
}
