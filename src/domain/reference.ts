import type { Agreements } from './agreements.js';
import type { FundSizes } from './fund.js';
import type { FxTable } from './fx.js';
import type { LprTable } from './lpr.js';
import type { People } from './people.js';
import type { Policies } from './policy.js';
import type { Reading } from './reading.js';
import type { Catalogue } from './rule-words.js';
import type { SizeStandard } from './sizes.js';
import type { WorkCalendar } from './workdays.js';

/** What a sender's file may be at most. Exceeding any of them refuses the file. */
export interface FileLimits {
  readonly bytes: number;
  readonly rows: number;
  /** Lines of a CSV file, those without a value included (default: twice the rows). */
  readonly lines?: number;
  readonly cellCharacters: number;
  readonly nameCharacters: number;
  /** Senders whose files are taken only with a marker file (<name>.ok) beside them. */
  readonly markerSenders?: readonly string[];
  /** Live: a file is taken when nothing about it has changed for so many seconds (default 10). */
  readonly quietSeconds?: number;
  /** Live: how long a file taken by quiet alone is kept aside, to see whether more comes of it, in minutes (default 60). */
  readonly holdMinutes?: number;
  /** From this size on a file's chunks are judged by threads, ahead of their turn. */
  readonly largeBytes?: number;
}

/** Everything that is configured: the policies' numbers and the public tables they refer to. */
export interface Reference {
  readonly policies: Policies;
  /** What is said about rules and calculations, whatever the policy. */
  readonly catalogue: Catalogue;
  /** Where the policies can be read two ways. */
  readonly readings: readonly Reading[];
  readonly calendar: WorkCalendar;
  readonly lpr: LprTable;
  readonly fx: FxTable;
  readonly sizes: SizeStandard;
  readonly agreements: Agreements;
  readonly fund: FundSizes;
  /** Who may make and check; without such a table anybody may. */
  readonly people: People | undefined;
  readonly limits: FileLimits;
  /** SHA-256 over the names and bytes of all configuration files, the identity of this configuration. */
  readonly hash: string;
  /** The very files that all of this was read from. */
  readonly sources: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}
