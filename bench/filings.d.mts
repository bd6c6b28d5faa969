export function writeFilings(
  inbox: string,
  rows: number,
  variant?: 'plain' | 'quoted' | 'foreign',
  on?: string,
  first?: number,
): Promise<string>;

/** A made-up credit code with a right check character. */
export function uscc(n: number): string;
