/** Characters of a sender's text that a sentence shows. */
const SHOWN = 40;

/**
 * What a sender wrote, for use inside a sentence: short and on one line. A receipt joins its sentences by `;`, so
 * none may stand inside one.
 */
export function quotable(text: string): string {
  const characters = Array.from(text.replace(/\p{Cc}+/gu, ' ').replaceAll(';', '；'));
  return characters.length <= SHOWN ? characters.join('') : `${characters.slice(0, SHOWN).join('')}…`;
}
