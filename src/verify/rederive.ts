import type { Db, Sql } from '../db/db.js';
import type { IsoDate } from '../domain/dates.js';
import { archivePath } from '../io/archive.js';
import type { Configuration } from '../io/config/load.js';
import type { DroppedFile } from '../io/inbox.js';
import { openBooks } from '../ledger/records/books.js';
import { type KeptFacts, keep, kept } from '../ledger/records/kept.js';
import { outputsOf } from '../ledger/records/outputs.js';
import { type ArchivedFile, archivedFiles } from '../ledger/views/archive.js';
import { type RunView, runs } from '../ledger/views/dates.js';
import { runMonth } from '../pipeline.js';
import { publishDate } from '../publish/date.js';
import { publishReceipt } from '../publish/receipt.js';
import { publishRegisters } from '../publish/registers.js';
import { FILE_CONTROL } from '../rules/file.js';
import { KeptConfigurations } from '../stages/kept-configurations.js';
import { look, receiveFile } from '../stages/receive.js';

/** A fresh ledger and the folders that what is derived again goes to. */
export interface Fresh {
  readonly db: Db;
  readonly out: string;
  /** Where registers go: the same folder, or another where they were written elsewhere than the dates' outputs. */
  readonly registersOut: string;
}

/** A point that the books had come to (`<newest file>/<newest run>`), and what to look at there. */
export interface Milestone {
  readonly after: string;
  reached(): Promise<void>;
}

export interface RederiveOptions {
  /** The last business date that is done again; all where it is left out. */
  readonly until?: IsoDate;
  readonly milestones?: readonly Milestone[];
  /** Another configuration for what is done on a day (the opening: before every day) instead of the one then in force. */
  readonly instead?: (inForce: Configuration, on: IsoDate) => Configuration;
}

/** The opening of the books comes before every day. */
const OPENING: IsoDate = '0001-01-01';

/**
 * Takes every archived file again, in the order recorded, under the configuration that was in force, does the runs
 * where they were done, and writes every output: the same functions as the first time, on fresh books.
 * @param options how far to go, and what to look at on the way
 */
export async function rederive(
  books: Sql,
  archive: string,
  fresh: Fresh,
  progress: (file: bigint, rows: number) => void,
  options: RederiveOptions = {},
): Promise<void> {
  const { until, milestones = [], instead = (inForce) => inForce } = options;
  const within = (on: IsoDate): boolean => until === undefined || on <= until;
  const again = new Again(books, await kept(books), fresh, milestones, instead);
  await again.open();
  const pending = (await runs(books)).filter(({ runOn }) => within(runOn));
  for await (const page of archivedFiles(books)) {
    for (const file of page.filter(({ receivedOn }) => within(receivedOn))) {
      while (pending[0] !== undefined && pending[0].afterFile < file.id) await again.run(pending.shift());
      progress(file.id, await again.take(file, archive));
    }
  }
  for (const run of pending) await again.run(run);
  await again.publish();
}

class Again {
  readonly #books: Sql;
  readonly #facts: KeptFacts;
  readonly #fresh: Fresh;
  readonly #configurations: KeptConfigurations;
  readonly #milestones: readonly Milestone[];
  readonly #instead: NonNullable<RederiveOptions['instead']>;
  #opened = '';
  /** The date whose outputs are still to be written. */
  #date: IsoDate | undefined;
  #file = 0n;
  #run = '';

  constructor(
    books: Sql,
    facts: KeptFacts,
    fresh: Fresh,
    milestones: readonly Milestone[],
    instead: NonNullable<RederiveOptions['instead']>,
  ) {
    this.#milestones = milestones;
    this.#instead = instead;
    this.#books = books;
    this.#facts = facts;
    this.#fresh = fresh;
    this.#configurations = new KeptConfigurations(books);
  }

  async open(): Promise<void> {
    if (this.#facts.openedWith === undefined) throw new Error('账簿没有记下启用时的配置');
    await this.#use(this.#facts.openedWith, OPENING);
    await this.#look();
  }

  /** Gives back how many rows the file has. */
  async take(file: ArchivedFile, archive: string): Promise<number> {
    await this.#turnTo(file.receivedOn);
    const { reference } = await this.#use(file.configuration, file.receivedOn);
    const looked = await look({ file: dropped(file, archive), receivedOn: file.receivedOn }, reference);
    // The marker file is not archived: what it was refused for is taken as it was given.
    const inspected =
      file.code === FILE_CONTROL.code ? { ...looked, controlFault: file.message ?? '' } : looked;
    const record = await receiveFile(this.#fresh.db, inspected, reference);
    await this.#workbooks((name) => name.endsWith(`/${record.stem}.receipt.xlsx`), record.receivedOn);
    await publishReceipt(this.#fresh.db, this.#fresh.out, record, reference.policies);
    this.#file = file.id;
    await this.#look();
    return record.rows;
  }

  async run(run: RunView | undefined): Promise<void> {
    if (run === undefined) return;
    await this.#turnTo(run.runOn);
    const { reference } = await this.#use(run.configuration, run.runOn);
    await runMonth(this.#fresh.db, run.runOn, reference);
    this.#run = run.runOn;
    await this.#look();
  }

  /** Writes the outputs of the date in hand. */
  async publish(): Promise<void> {
    if (this.#date === undefined) return;
    await this.#workbooks((name) => /(?<!\.receipt|\.rejects)\.xlsx$/.test(name), this.#date);
    await publishDate(this.#fresh.db, this.#fresh.out, this.#date);
  }

  async #turnTo(date: IsoDate): Promise<void> {
    if (this.#date === date) return;
    await this.publish();
    this.#date = date;
  }

  async #use(hash: string, on: IsoDate): Promise<Configuration> {
    const configuration = this.#instead(await this.#configurations.get(hash), on);
    const used = configuration.reference.hash;
    if (this.#opened !== used) await openBooks(this.#fresh.db, configuration);
    this.#opened = used;
    return configuration;
  }

  /** Writes what was written, and looks at what is to be looked at, once the books have come to this point. */
  async #look(): Promise<void> {
    await this.#registers();
    const here = this.#milestones.filter(({ after }) => after === `${this.#file}/${this.#run}`);
    if (here.length > 0) await this.publish();
    for (const milestone of here) await milestone.reached();
  }

  /** Workbooks are made where the books tell that some were written. */
  async #workbooks(isOne: (name: string) => boolean, on: IsoDate): Promise<void> {
    const written = [...(await outputsOf(this.#books, on)).keys()].some(isOne);
    await keep(this.#fresh.db, { workbooks: written ? 'yes' : 'no' });
  }

  /** The registers were written once the books had come to this point. */
  async #registers(): Promise<void> {
    const { registersAsOf, registersConfig, registersAfter } = this.#facts;
    if (registersAsOf === undefined || registersConfig === undefined) return;
    if (registersAfter !== `${this.#file}/${this.#run}`) return;
    await this.publish();
    const { reference } = await this.#configurations.get(registersConfig);
    await keep(this.#fresh.db, { workbooks: this.#facts.registersWorkbooks ?? 'no' });
    await publishRegisters(this.#fresh.db, this.#fresh.registersOut, registersAsOf, reference);
  }
}

/** The file as it was dropped; one that could not be opened is refused again for the reason that was given. */
function dropped(file: ArchivedFile, archive: string): DroppedFile {
  const { sender, name, sha256 } = file;
  const path = sha256 === '' ? '' : archivePath(archive, sha256);
  return { sender, name, path, ...(sha256 === '' ? { problem: file.message ?? '' } : {}) };
}
