import type { Crew } from './work-on.js';

/** Somebody who works until closed; closing waits for what is in hand. */
export interface Station {
  close(): Promise<void>;
}

/** So much of the work that comes next is rung for at a time: what lies further off could only wait. */
export const BELLS = 16;

/** Called when the calendar strikes. */
export type Calendar = () => Promise<void>;

export interface Depth {
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
}

/** The bell that calls workers to the ledger's work. Losing it delays work and loses none. */
export interface Queueing {
  /** Calls somebody to each piece of work, unless somebody is called already. */
  ring(ids: readonly bigint[]): Promise<void>;
  work(crew: Crew): Station;
  /** Strikes after each month's end, Shanghai time. */
  schedule(tick: Calendar): Promise<Station>;
  depth(): Promise<Depth>;
  close(): Promise<void>;
}
