import type { Choice } from '../parts/choice.js';
import type { Column } from '../parts/column.js';

/** What a list page needs to know of its list. */
export interface ListSpec {
  /** As in `/api/<name>`. */
  readonly name: string;
  readonly path?: string;
  readonly title: string;
  readonly about: string;
  /** Which value tells rows apart. */
  readonly key: string;
  readonly columns: readonly Column[];
  readonly states: readonly Choice[];
  /** What it shows where the address says nothing else. */
  readonly preset?: Readonly<Record<string, string>>;
  readonly stateTitle?: string;
  readonly filters: readonly ('scheme' | 'bank' | 'days')[];
  /** Which day 自 and 至 speak of. */
  readonly dayTitle?: string;
  /** What 查找 looks at. */
  readonly find: string;
  /** What would fill the list. */
  readonly empty: string;
}
