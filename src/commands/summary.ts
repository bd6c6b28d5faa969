import type { IsoDate } from '../domain/dates.js';
import type { Workplace } from '../pipeline.js';

/** The closing table of a replay. */
export async function printSummary(place: Workplace, asOf: IsoDate): Promise<void> {
  process.stdout.write(`截至${asOf},输出在${place.out}\n`);
}
