export function writeFilings(
  inbox: string,
  rows: number,
  variant?: 'plain' | 'quoted' | 'foreign',
  on?: string,
): Promise<string>;
