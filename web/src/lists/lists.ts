import { accountLists } from './account.js';
import type { ListSpec } from './list.js';
import { registerLists } from './registers.js';

/** Every list that has a page of its own. */
export const LISTS: readonly ListSpec[] = [...registerLists, ...accountLists];
