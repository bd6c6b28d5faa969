import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/**
 * Imported before the program, by tests alone: a time of day that can be set. The embedded database asks this process for
 * the time, so both agree; files are as old as they are by the clock that was right when they came.
 */

const real = Date.now;
const lstat = fs.promises.lstat;
/** By how many ms the clock is set, and by how many the one that files go by. */
let wall = 0;
let files = 0;
let back;

Date.now = () => real() + wall;
fs.promises.lstat = async (path, options) => {
  const stat = await lstat(path, options);
  if (options?.bigint !== true && files !== 0) {
    stat.ctimeMs += files;
    stat.mtimeMs += files;
  }
  return stat;
};
syncBuiltinESMExports();

/** It is this time now (ms), or the machine's own. */
export function setClock(at) {
  clearTimeout(back);
  wall = at === undefined ? 0 : at - real();
  files = wall;
}

/** The time of day goes wrong for a moment. */
export function jump(by, forMs) {
  wall += by;
  back = setTimeout(() => {
    wall -= by;
  }, forMs);
}
