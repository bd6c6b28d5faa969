import { type Document, isMap, isNode, LineCounter, type Node, parseDocument } from 'yaml';
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
  throw new ConfigError(file.name, lineOf(path), reasonOf(issue, path));
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
  const document = parseDocument(file.bytes.toString('utf8'), { schema: 'failsafe', lineCounter: counter });
  const broken = document.errors[0] ?? document.warnings[0];
  if (broken !== undefined) {
    throw new ConfigError(
      file.name,
      broken.linePos?.[0].line,
      `不是有效的YAML:${broken.message.split('\n')[0]}`,
    );
  }
  COMPOSED.set(file, { document, counter });
  return { document, counter };
}

function reasonOf(issue: z.core.$ZodIssue | undefined, path: readonly PropertyKey[]): string {
  const where = path.map(String).join('.');
  if (issue?.code === 'unrecognized_keys') return `不认识的项${where}`;
  return `${where}:${issue?.message ?? '格式不对'}`;
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
