import { cp, mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { buildConsole } from '../../src/console/server.js';
import { addDays, type IsoDate, isMonthEnd } from '../../src/domain/dates.js';
import { closeDate, inOrder, takeFile } from '../../src/pipeline.js';
import { openConsole, type TestConsole } from '../support/console.js';
import { temporaryFolder } from '../support/files.js';

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/**
 * A console whose days pass when the test says so. What its pages drop into the inbox is carried into an inbox laid
 * out by date and taken from there on that date, by the very steps of the pipeline; so the files can be replayed.
 */
export class Month {
  readonly console: TestConsole;
  readonly address: string;
  /** All files by date of arrival, the sample year's before them. */
  readonly dated: string;
  #today: IsoDate;
  /** Moment of the clock less that of the machine, milliseconds. */
  #ahead = 0;

  private constructor(console: TestConsole, address: string, dated: string, today: IsoDate) {
    this.console = console;
    this.address = address;
    this.dated = dated;
    this.#today = today;
  }

  /** The sample year up to `until`, and the morning after it. */
  static async after(until: IsoDate): Promise<Month> {
    const console = await openConsole(until);
    const dated = await temporaryFolder();
    for (const day of await readdir(at('samples/inbox')))
      if (day <= until) await cp(at(`samples/inbox/${day}`), join(dated, day), { recursive: true });
    const clock = { now: (): Date => new Date() };
    const app = await buildConsole({ ...console.place, now: () => clock.now() }, at('dist/web'));
    afterAll(() => app.close());
    const month = new Month(console, await app.listen({ host: '127.0.0.1', port: 0 }), dated, until);
    clock.now = () => new Date(month.now());
    await month.goTo(addDays(until, 1));
    return month;
  }

  /** The moment by the console's clock. */
  readonly now = (): number => Date.now() + this.#ahead;

  /** Lets the days pass up to ten o'clock of `day`, with the runs of the month ends before it. */
  async goTo(day: IsoDate): Promise<void> {
    for (let on = this.#today; on < day; on = addDays(on, 1))
      if (isMonthEnd(on)) await closeDate(this.console.place, on);
    this.#today = day;
    this.#ahead = Date.parse(`${day}T10:00:00+08:00`) - Date.now();
  }

  /** Takes what lies in the inbox, as a watcher would have by now. */
  async carry(): Promise<void> {
    const { place } = this.console;
    for (const sender of await readdir(place.inbox)) {
      if (sender.startsWith('.')) continue;
      const names = await readdir(join(place.inbox, sender));
      await mkdir(join(this.dated, this.#today, sender), { recursive: true });
      const files = names.map((name) => ({
        sender,
        name,
        path: join(this.dated, this.#today, sender, name),
      }));
      for (const { name, path } of files) await rename(join(place.inbox, sender, name), path);
      for (const file of inOrder(files, place.configuration.reference.limits))
        await takeFile(place, file, this.#today);
    }
  }
}
