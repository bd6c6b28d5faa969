import type { Operation } from './operation.js';
import { ACCOUNT_OPERATIONS } from './operations/accounts.js';
import { DECIDE_OPERATIONS } from './operations/decide.js';
import { FILE_OPERATIONS } from './operations/files.js';
import { LIST_OPERATIONS } from './operations/lists.js';
import { OVERVIEW_OPERATIONS } from './operations/overview.js';

/** The whole API: every route, who may call it, what it takes and answers. Source: console.md §2. */
export const OPERATIONS = [
  ...ACCOUNT_OPERATIONS,
  ...LIST_OPERATIONS,
  ...FILE_OPERATIONS,
  ...DECIDE_OPERATIONS,
  ...OVERVIEW_OPERATIONS,
] as const satisfies readonly Operation[];
