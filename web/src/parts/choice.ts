/** A word to choose, and how it is shown where that differs. */
export type Choice = string | { readonly value: string; readonly text: string };
