// After `npm install`: writes into package-lock.json the prebuilt binaries of platforms that npm could not look up when
// it made the lock. npm leaves those out, and `npm ci` then refuses the lock on every platform. Versions come from the
// exact optionalDependencies of the package that wants them, platforms from their names. Run it twice: same file.
// They have no digest yet: take the entries of the package that wants them, and theirs, out of the lock, and
// `npm install --package-lock-only --ignore-scripts` looks all of them up.
import { readFileSync, writeFileSync } from 'node:fs';

const FILE = 'package-lock.json';
const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const PROCESSORS = ['arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'x64'];

const lock = JSON.parse(readFileSync(FILE, 'utf8'));

for (const wanting of Object.values({ ...lock.packages })) {
  for (const [name, version] of Object.entries(wanting.optionalDependencies ?? {})) {
    const path = `node_modules/${name}`;
    const words = name.split('/').at(-1).split('-');
    const os = words.find((word) => SYSTEMS.includes(word));
    const cpu = words.find((word) => PROCESSORS.includes(word));
    if (path in lock.packages || os === undefined || cpu === undefined) continue;
    if (!/^\d+\.\d+\.\d+$/.test(version)) throw new Error(`${name}: ${version} is not an exact version`);
    const libc = /musl/.test(name) ? 'musl' : os === 'linux' && /gnu/.test(name) ? 'glibc' : undefined;
    lock.packages[path] = {
      version,
      cpu: [cpu],
      ...(wanting.dev === true ? { dev: true } : {}),
      ...(libc === undefined ? {} : { libc: [libc] }),
      optional: true,
      os: [os],
    };
  }
}

lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
