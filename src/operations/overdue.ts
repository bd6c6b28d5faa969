import type { StageAge } from '../ledger/views/status.js';
import type { WatchSeen } from '../ledger/work/service-facts.js';

/** How long work may stand in a state, and a file lie unfinished in the inbox, before somebody must look (seconds). */
const LONGEST: Readonly<Record<string, number>> = {
  recorded: 1_800,
  committed: 600,
  receipted: 600,
  failed: 0,
  waiting: 3_600,
  watch: 60,
};

export interface Overdue {
  readonly stage: string;
  readonly seconds: number;
  readonly longest: number;
}

/** Stages whose oldest piece of work is past its longest age, so that no file waits unnoticed. */
export function overdue(stages: readonly StageAge[], seen: WatchSeen | undefined, now: number): Overdue[] {
  const since = (time: string): number => Math.round((now - Date.parse(time)) / 1000);
  const ages = stages.map(({ state, oldest }) => ({ stage: state as string, seconds: oldest }));
  if (seen !== undefined) {
    ages.push({ stage: 'watch', seconds: since(seen.at) });
    if (seen.oldestWaiting !== null) ages.push({ stage: 'waiting', seconds: since(seen.oldestWaiting) });
  }
  return ages
    .map((age) => ({ ...age, longest: LONGEST[age.stage] ?? 0 }))
    .filter(({ seconds, longest }) => seconds > longest);
}
