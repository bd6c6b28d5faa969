import { rule } from './rule.js';

/** Refusals of a whole file (拒收). They rest on the file interface, not on an article. */

export const FILE_SENDER = rule('FILE-SENDER', 'refuse');
export const FILE_NAME = rule('FILE-NAME', 'refuse');
export const FILE_LIMIT = rule('FILE-LIMIT', 'refuse');
export const FILE_ENCODING = rule('FILE-ENCODING', 'refuse');
export const FILE_WORKBOOK = rule('FILE-WORKBOOK', 'refuse');
export const FILE_CONTROL = rule('FILE-CONTROL', 'refuse');
export const FILE_DUPLICATE = rule('FILE-DUPLICATE', 'refuse');
export const FILE_CSV = rule('FILE-CSV', 'refuse');
export const FILE_HEADER = rule('FILE-HEADER', 'refuse');
export const FILE_EMPTY = rule('FILE-EMPTY', 'refuse');
