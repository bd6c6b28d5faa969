import { execFileSync } from 'node:child_process';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * `npm run reliability`: writes the table of docs/reliability.md from docs/reliability.json.
 * `node scripts/reliability.mjs record '<run>'` adds a run to that file first; the long runs call it when they end. A run:
 *   proof   which proof, and with it the row of the page
 *   tries   how often it was tried
 *   lost, doubled, differing   what came to harm; left away where the proof does not look for it
 *   seeds   what makes the run again
 *   note    anything else that a reader should know
 */

const root = new URL('..', import.meta.url);
const file = fileURLToPath(new URL('docs/reliability.json', root));
const page = fileURLToPath(new URL('docs/reliability.md', root));
const [START, END] = ['<!-- runs: written by scripts/reliability.mjs -->', '<!-- end of runs -->'];

const read = () => JSON.parse(readFileSync(file, 'utf8'));

function whole(path, text) {
  writeFileSync(`${path}.tmp`, text);
  renameSync(`${path}.tmp`, path);
}

function version() {
  const { version: of } = JSON.parse(readFileSync(fileURLToPath(new URL('package.json', root)), 'utf8'));
  try {
    const commit = execFileSync('git', ['rev-parse', '--short=8', 'HEAD'], { cwd: root, encoding: 'utf8' });
    return `${of}-${commit.trim()}`;
  } catch {
    // A copy without history knows its version alone.
    return of;
  }
}

/** Adds a run; it takes the place of an earlier one with the same seeds, or that began with the same. */
function record({ proof, ...run }) {
  const all = read();
  if (all[proof] === undefined) throw new Error(`docs/reliability.json knows no proof ${proof}`);
  const start = (seeds) => String(seeds).split(/[-–]/)[0];
  const others = all[proof].runs.filter(({ seeds }) => start(seeds) !== start(run.seeds));
  const kept = {
    ...run,
    version: version(),
    node: process.version,
    on: new Date().toISOString().slice(0, 10),
  };
  all[proof].runs = [...others, kept];
  whole(file, `${JSON.stringify(all, null, 2)}\n`);
}

const sum = (runs, key) => {
  const values = runs.map((run) => run[key]).filter((value) => value !== undefined);
  return values.length === 0 ? '–' : values.reduce((total, value) => total + value, 0).toLocaleString('en');
};

/** The table: a row for each proof, its runs added up. */
export function table(all) {
  const rows = Object.values(all).map(({ fault, command, runs }) => {
    const of = (key) => [...new Set(runs.map((run) => run[key]).filter(Boolean))].join('; ');
    const figures = ['tries', 'lost', 'doubled', 'differing'].map((key) => sum(runs, key));
    const cells = [fault, ...figures, of('seeds'), of('note'), of('version'), of('node'), `\`${command}\``];
    return runs.length === 0
      ? `| ${fault} | not run | | | | | | | | \`${command}\` |`
      : `| ${cells.join(' | ')} |`;
  });
  const head = 'fault|tries|lost|doubled|differing|seeds|what was seen|version|Node|command'.split('|');
  return [`| ${head.join(' | ')} |`, `|${head.map(() => '---|').join('')}`, ...rows].join('\n');
}

function render() {
  const text = readFileSync(page, 'utf8');
  const [start, end] = [text.indexOf(START), text.indexOf(END)];
  if (start < 0 || end < start) throw new Error(`${page} has no place for the table`);
  whole(page, `${text.slice(0, start + START.length)}\n\n${table(read())}\n\n${text.slice(end)}`);
}

const [word, run] = process.argv.slice(2);
if (word === 'record') record(JSON.parse(run));
render();
