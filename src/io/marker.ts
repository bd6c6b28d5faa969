import type { ControlTotals } from '../domain/control.js';
import { openPlain, UnreadableFileError } from './plain-file.js';

/** A marker is a few lines; what is longer is none. */
const MOST_BYTES = 4096;

const KEYS: Readonly<Record<string, 'rows' | 'sum' | 'sha256'>> = {
  rows: 'rows',
  行数: 'rows',
  sum: 'sum',
  金额合计: 'sum',
  sha256: 'sha256',
  'sha-256': 'sha256',
};

const FORMS = { rows: /^\d{1,9}$/, sum: /^-?\d{1,18}(\.\d{1,2})?$/, sha256: /^[0-9a-f]{64}$/ } as const;

/** Reads <name>.ok: lines `rows=3`, `sum=120.00`, `sha256=…` (or `行数`, `金额合计`), each optional; empty is a mere "done". */
export async function readMarker(path: string): Promise<ControlTotals> {
  try {
    return parseMarker(await firstBytes(path));
  } catch (error) {
    if (!(error instanceof UnreadableFileError)) throw error;
    return { fault: error.code === 'EACCES' ? '标志文件没有读取权限' : '标志文件不是普通文件' };
  }
}

/** @throws UnreadableFileError */
async function firstBytes(path: string): Promise<string> {
  const handle = await openPlain(path);
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(MOST_BYTES + 1), 0, MOST_BYTES + 1, 0);
    return buffer.subarray(0, bytesRead).toString('utf8');
  } finally {
    await handle.close();
  }
}

export function parseMarker(text: string): ControlTotals {
  if (Buffer.byteLength(text) > MOST_BYTES) return { fault: `标志文件超过${MOST_BYTES}字节` };
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  const found: { rows?: string; sum?: string; sha256?: string } = {};
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const [, word = '', rest = ''] = /^\s*([^=:]+?)\s*[=:]\s*(.*?)\s*$/.exec(line) ?? [];
    const key = KEYS[word.toLowerCase()];
    const value = key === 'sha256' ? rest.toLowerCase() : rest.replaceAll(',', '');
    if (key === undefined || !FORMS[key].test(value) || found[key] !== undefined)
      return { fault: `标志文件第${index + 1}行不是"行数=…"、"金额合计=…"或"sha256=…"` };
    found[key] = value;
  }
  return {
    ...(found.rows === undefined ? {} : { rows: Number(found.rows) }),
    ...(found.sum === undefined ? {} : { sum: found.sum }),
    ...(found.sha256 === undefined ? {} : { sha256: found.sha256 }),
  };
}
