import { MONEY_LISTS } from './money.js';
import { REGISTER_LISTS } from './registers.js';

/** The lists of the console, in the order of its menu. */
export const LISTS = { ...REGISTER_LISTS, ...MONEY_LISTS };

export type ListName = keyof typeof LISTS;
export const LIST_NAMES = Object.keys(LISTS) as ListName[];
