import { byCodePoint, type Day, plusDays, type Tables } from '../base.js';
import { type FormRow, inOrder, type Kind, readDrop } from '../files.js';
import { type Sent, type Story, Telling } from '../reference.js';
import type { Cells } from './making.js';
import type { World } from './world.js';

/** A world as the rows in it whose form is right, in the order in which they take effect: what is left when paper is taken away. */

export interface SheetOfWorld extends Sent {
  readonly kind: Kind;
  readonly rows: readonly FormRow[];
}

export function sheetsOf(world: World, tables: Tables): SheetOfWorld[] {
  const days = Array.from(new Set(world.drops.map(({ day }) => day))).sort(byCodePoint);
  return days
    .flatMap((day) => inOrder(world.drops.filter((drop) => drop.day === day)))
    .flatMap((drop) => {
      const reading = readDrop(drop, tables, new Set());
      if ('refused' in reading) return [];
      const rows = reading.rows.filter(({ codes }) => codes.length === 0);
      const { day, sender, name } = drop;
      return [{ day, sender, name, kind: reading.kind, rows }];
    });
}

export const sheet = (day: Day, sender: string, kind: Kind, rows: readonly Cells[]): SheetOfWorld => ({
  ...{ day, sender, kind, name: `${kind}.csv` },
  rows: rows.map((cells, at) => ({ number: at + 2, cells, codes: [] })),
});

/** The sheets' story, in the order in which they lie there. */
export function tell(sheets: readonly SheetOfWorld[], tables: Tables, until: Day): Story {
  const telling = new Telling(tables);
  for (let day = sheets[0]?.day ?? until; day <= until; day = plusDays(day, 1)) {
    for (const one of sheets) if (one.day === day) telling.takeRows(one, one.kind, one.rows);
    telling.endDay(day);
  }
  return { ...telling, until };
}
