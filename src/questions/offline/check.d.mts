/** @param expected SHA-256 of pack.json as it was told; nothing is asked where it is absent */
export function check(
  files: ReadonlyMap<string, Uint8Array>,
  expected?: string,
): Promise<{ readonly findings: readonly string[]; readonly told: readonly string[] }>;
