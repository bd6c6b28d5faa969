import type { Rule } from './rule.js';

/** Refusals of a whole file and findings on a row's form. They rest on the file interface, not on an article. */

const refuse = (code: string): Rule => ({ code, severity: 'refuse', articles: {} });
const reject = (code: string): Rule => ({ code, severity: 'reject', articles: {} });

export const FILE_SENDER = refuse('FILE-SENDER');
export const FILE_NAME = refuse('FILE-NAME');
export const FILE_LIMIT = refuse('FILE-LIMIT');
export const FILE_ENCODING = refuse('FILE-ENCODING');
export const FILE_DUPLICATE = refuse('FILE-DUPLICATE');
export const FILE_CSV = refuse('FILE-CSV');
export const FILE_HEADER = refuse('FILE-HEADER');
export const FILE_EMPTY = refuse('FILE-EMPTY');

export const FMT_COLUMNS = reject('FMT-COLUMNS');
export const FMT_REQUIRED = reject('FMT-REQUIRED');
export const FMT_VALUE = reject('FMT-VALUE');
export const FMT_USCC = reject('FMT-USCC');
