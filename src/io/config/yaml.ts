import { type Document, type ErrorCode, isMap, isNode, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';
import { zhCN } from 'zod/locales';
import { ConfigError } from './config-error.js';
import type { ConfigFile } from './config-files.js';
import { shippedYaml } from './shipped-yaml.js';

/** A YAML file read against a schema, with the line each value stands on. All scalars are texts: no number is ever a float. */
export interface YamlFile<T> {
  readonly value: T;
  /** The line of what stands at a path, or of the nearest thing above it. */
  lineOf(path: readonly PropertyKey[]): number;
}

/** @throws ConfigError with the line for broken YAML, unknown keys and values that do not fit */
export function readYaml<T>(file: ConfigFile, schema: z.ZodType<T>): YamlFile<T> {
  const lineOf = (path: readonly PropertyKey[]) => {
    const { document, counter } = composed(file);
    return counter.linePos(offsetOf(document, path)).line;
  };
  const plain = shippedYaml(file.bytes) ?? composed(file).document.toJS();
  const result = schema.safeParse(plain, { error: zhCN().localeError });
  if (result.success) return { value: result.data, lineOf };
  const issue = result.error.issues[0];
  const path =
    issue?.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : (issue?.path ?? []);
  throw new ConfigError(file.name, lineOf(path), reasonOf(issue, path, plain));
}

interface Composed {
  readonly document: Document;
  readonly counter: LineCounter;
}

/** What was composed, by the file read: lines are asked for only where something is wrong. */
const COMPOSED = new WeakMap<ConfigFile, Composed>();

function composed(file: ConfigFile): Composed {
  const held = COMPOSED.get(file);
  if (held !== undefined) return held;
  const counter = new LineCounter();
  const document = parseDocument(textOf(file), { schema: 'failsafe', lineCounter: counter });
  const broken = document.errors[0] ?? document.warnings[0];
  if (broken !== undefined) {
    const reason = FAULTS[broken.code] ?? `写法不对(${broken.code})`;
    throw new ConfigError(file.name, broken.linePos?.[0].line, `不是有效的YAML:${reason}`);
  }
  COMPOSED.set(file, { document, counter });
  return { document, counter };
}

/** Faults of the text that a person makes, by the parser's code. */
const FAULTS: Readonly<Partial<Record<ErrorCode, string>>> = {
  BAD_INDENT: '缩进不对,同一层的各行应左对齐',
  TAB_AS_INDENT: '缩进用了制表符,应为空格',
  DUPLICATE_KEY: '同一项写了两次',
  MISSING_CHAR: '少了冒号、引号或括号',
  BAD_COLLECTION_TYPE: '列表和各项混在一起',
  UNEXPECTED_TOKEN: '多了或错了符号,文字中有特殊符号的请加引号',
  MULTILINE_IMPLICIT_KEY: '冒号前的名字跨了两行,可能是上一行少了引号或括号',
  BLOCK_IN_FLOW: '括号没有写完',
  BLOCK_AS_IMPLICIT_KEY: '一行中有两个冒号,文字中有冒号的请加引号',
};

/** @throws ConfigError for another encoding */
function textOf({ name, bytes }: ConfigFile): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ConfigError(name, undefined, '不是UTF-8编码的文本,请另存为UTF-8');
  }
}

/** What should stand there, by the schema's type. */
const WANTED: Readonly<Record<string, string>> = {
  object: '写成几项,如{a: 1, b: 2}',
  record: '写成几项,如{a: 1, b: 2}',
  array: '写成一串值,如[甲, 乙]',
  string: '写成一个值',
};

function reasonOf(issue: z.core.$ZodIssue | undefined, path: readonly PropertyKey[], plain: unknown): string {
  const where = path.map(String).join('.');
  if (issue?.code === 'unrecognized_keys') return `不认识的项${where}`;
  if (isNothing(valueAt(plain, path))) return where === '' ? '文件是空的' : `没有写${where}`;
  const place = where === '' ? '' : `${where}:`;
  if (issue?.code === 'invalid_type') return `${place}应${WANTED[issue.expected] ?? issue.message}`;
  if (issue?.code === 'invalid_value') return `${place}应为${issue.values.map(String).join('、')}之一`;
  return `${place}${issue?.message ?? '格式不对'}`;
}

const isNothing = (value: unknown): boolean => value === undefined || value === null || value === '';

function valueAt(plain: unknown, path: readonly PropertyKey[]): unknown {
  let found = plain;
  for (const key of path)
    found = typeof found === 'object' && found !== null ? Reflect.get(found, key) : undefined;
  return found;
}

/** Where a key or list item begins; what is missing is looked for one level up. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let depth = path.length; depth > 0; depth--) {
    const parent: unknown = depth === 1 ? document.contents : document.getIn(path.slice(0, depth - 1), true);
    const last = path[depth - 1];
    const pair = isMap(parent) ? parent.items.find((item) => keyText(item.key) === last) : undefined;
    const node: unknown = pair?.key ?? document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

function keyText(key: unknown): unknown {
  return isNode(key) ? (key as Node).toString() : key;
}
