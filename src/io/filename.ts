import { createHash } from 'node:crypto';
import { KIND_ALIAS, KINDS, type Kind } from '../domain/kinds.js';
import type { FileLimits } from '../domain/reference.js';
import { otherFormatWords } from './spreadsheet-words.js';

/** What a file's ending says of its content. */
export type FileFormat = 'csv' | 'xlsx' | BankFormat;

/** An account statement (账户流水) as a bank's systems write it. */
export type BankFormat = 'camt053' | 'mt940';

/** Endings of names, each with what it says; a bank's formats are of statements alone. */
const FORMATS: ReadonlyMap<string, FileFormat> = new Map([
  ['csv', 'csv'],
  ['xlsx', 'xlsx'],
  ['xml', 'camt053'],
  ['sta', 'mt940'],
  ['mt940', 'mt940'],
]);

/** What a file name (文件名) says, or why it says nothing: a Chinese sentence for the sender. */
export type FileName =
  | { readonly kind: Kind; readonly format: FileFormat; readonly stem: string }
  | { readonly problem: string };

/** Longest stem in UTF-8 bytes: file systems allow 255, and the outputs add endings of their own. */
const STEM_BYTES = 200;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const REFUSED = /[/\\\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/** Replaced in output names. A backslash is an ordinary character here: a sender finds the receipt by the name it gave. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNSAFE = /[/\u0000-\u001f\u007f-\u009f\u2028\u2029]/g;

const BY_NAME: ReadonlyMap<string, Kind> = new Map(
  KINDS.flatMap((kind) => [
    [kind, kind],
    [KIND_ALIAS[kind], kind],
  ]),
);

const WORDS = [...BY_NAME.keys()];

const KIND_LIST = KINDS.map((kind) => `${KIND_ALIAS[kind]}(${kind})`).join('、');

/** Reads `<kind>[-<anything>].csv` or `.xlsx` (a statement's also `.xml`, `.sta`, `.mt940`), where what follows the kind begins with no letter of any script; kind (or its Chinese alias) and ending in any case. Source: files.md §1. */
export function parseFileName(name: string, limits: FileLimits): FileName {
  if (REFUSED.test(name)) return { problem: '文件名含有路径分隔符或控制字符。请改名后重新报送。' };
  if (Array.from(name).length > limits.nameCharacters) {
    return { problem: `文件名超过${limits.nameCharacters}个字符(含扩展名)。请缩短后重新报送。` };
  }
  const kind = kindOf(name);
  if (kind === undefined) {
    return {
      problem: `${otherFormatWords(name)}文件名应以类别开头、以.csv或.xlsx结尾,例如"备案-2026Q2.csv"、"filing_1.csv",类别为${KIND_LIST}之一。请改名后重新报送。`,
    };
  }
  return { kind, format: formatOf(name) ?? 'csv', stem: safeStem(name) };
}

function kindOf(name: string): Kind | undefined {
  const format = formatOf(name);
  if (format === undefined) return undefined;
  const stem = name.slice(0, name.lastIndexOf('.'));
  const word = WORDS.find((one) => stem.slice(0, one.length).toLowerCase() === one);
  if (word === undefined || /^\p{L}/u.test(stem.slice(word.length))) return undefined;
  const kind = BY_NAME.get(word);
  return format === 'csv' || format === 'xlsx' || kind === 'statement' ? kind : undefined;
}

const formatOf = (name: string): FileFormat | undefined =>
  FORMATS.get(/\.([A-Za-z0-9]+)$/.exec(name)?.[1]?.toLowerCase() ?? '');

/** The name without its last ending, made safe to name outputs by, also for a refused name. */
export function safeStem(name: string): string {
  const dot = name.lastIndexOf('.');
  return safe(dot > 0 ? name.slice(0, dot) : name, name);
}

/** An output that lies beside the sender folders of a date. */
const RESERVED = 'manifest.json';

/** A sender folder's name, made safe to name an output folder by, also for an unknown sender. */
export function safeFolder(name: string): string {
  return safe(name === RESERVED ? '_' : name, name);
}

/** Where anything had to be replaced, a piece of the whole name's SHA-256 keeps two such names apart. */
function safe(text: string, whole: string): string {
  const replaced = shortened(text.replace(UNSAFE, '_').replace(/^\.+/, '_'));
  if (replaced === text && text !== '' && whole.startsWith(text)) return text;
  return `${replaced || '_'}-${createHash('sha256').update(whole).digest('hex').slice(0, 8)}`;
}

function shortened(text: string): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= STEM_BYTES) return text;
  // `stream` leaves out a character that the cut went through.
  return new TextDecoder().decode(bytes.subarray(0, STEM_BYTES), { stream: true });
}
