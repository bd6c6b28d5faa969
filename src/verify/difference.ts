/** Where books or outputs are not what the archived files give: what, where, and the two values. */
export interface Difference {
  readonly what: string;
  readonly where: string;
  readonly kept: string;
  readonly computed: string;
}

/** The first difference that a check finds; the checks after it are not made. */
export async function firstOf(
  checks: readonly (() => Promise<Difference | undefined>)[],
): Promise<Difference | undefined> {
  for (const check of checks) {
    const found = await check();
    if (found !== undefined) return found;
  }
  return undefined;
}

const SHOWN = 300;

/** A value for a person: an absent one is said to be, a long one is cut. */
export function shown(value: string | null | undefined): string {
  if (value === null || value === undefined) return '(无)';
  return value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value;
}
