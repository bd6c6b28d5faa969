/** A row's canonical texts by column key. */
export type Values = Readonly<Record<string, string>>;

/** A value that the form check has made sure of; its absence is a bug, not a finding. */
export function must(values: Values, key: string): string {
  const value = values[key];
  if (value === undefined) throw new Error(`value ${key} missing after the form check`);
  return value;
}

export const yes = (text: string | undefined): boolean => text === '是';
export const optional = <T>(text: string | undefined, parse: (text: string) => T): T | undefined =>
  text === undefined ? undefined : parse(text);
