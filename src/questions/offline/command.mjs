// 用法: node verify.mjs [文件夹] [pack.json的SHA-256]
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { check } from './check.mjs';

const folder = process.argv[2] ?? dirname(fileURLToPath(import.meta.url));
const files = new Map();
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath ?? entry.path, entry.name);
  if (!entry.isDirectory())
    files.set(relative(folder, path).split(sep).join('/'), new Uint8Array(readFileSync(path)));
}
const { findings, told } = await check(files, process.argv[3]);
for (const line of told) console.log(line);
for (const line of findings) console.log(`不符  ${line}`);
console.log(findings.length === 0 ? '核对一致。' : `有${findings.length}处不符。`);
process.exitCode = findings.length === 0 ? 0 : 1;
