/** Characters of a sender's text that a sentence shows. */
const SHOWN = 40;

/** What a sender wrote, for use inside a sentence: short and on one line. */
export function quotable(text: string): string {
  const characters = Array.from(text.replace(/\p{Cc}+/gu, ' '));
  return characters.length <= SHOWN ? characters.join('') : `${characters.slice(0, SHOWN).join('')}…`;
}
