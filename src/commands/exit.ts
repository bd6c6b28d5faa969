/** Exit status of every command (files.md §5). */
export const EXIT = { done: 0, refused: 1, words: 2, failed: 3 } as const;

/** The command cannot go on: exit 3, with a sentence for whoever ran it. Nothing is half-applied. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** The command's own words are wrong: exit 2. */
export class WordsError extends Error {
  override readonly name = 'WordsError';
}
