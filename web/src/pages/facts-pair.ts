/** A fact of a story: its label and what stands under it. */
export const pair = ([label = '', value = '']: readonly string[]): readonly [string, string] => [
  label,
  value,
];
