import type { Reading } from './reading.js';
import { FROM_THE_CONTRACT } from './readings-contract.js';
import { FOUND_HERE } from './readings-found.js';

/** In the contract's order, then what came up while writing the rules. */
export const READINGS: readonly Reading[] = [...FROM_THE_CONTRACT, ...FOUND_HERE];
