// Makes docs/performance.md's table and its drawing from bench/results.json:   node bench/page.mjs
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { curves } from './curves.mjs';

process.chdir(new URL('..', import.meta.url).pathname);
const results = JSON.parse(readFileSync('bench/results.json', 'utf8'));
const { machine, register, growth = [], slow, into, money, year, start, live } = results;

const OURS = 'riskpool, PostgreSQL';
const DUCKDB = 'DuckDB script, 2 threads';
const number = (value) => value.toLocaleString('en');
const s = (value) => (value < 10 ? value.toFixed(2) : value.toFixed(1));
const ratio = (a, b) => (a / b).toFixed(2);
const row = (...cells) => `| ${cells.join(' | ')} |`;
const table = (heads, rows) => [row(...heads), row(...heads.map(() => '---')), ...rows].join('\n');

/** What was measured against a limit: the words for it, and whether it is within. */
const times = (a, b, limit, what = '×') => ({ text: `${ratio(a, b)} ${what}`, ok: a / b <= limit });
const least = (a, b, limit, what) => ({ text: `${ratio(a, b)} ${what}`, ok: a / b >= limit });
const most = (value, limit, text) => ({ text, ok: value <= limit });

/** Each line of the aims: what, against what, what it should be, what was measured, and whether that is it. */
function aims() {
  const lines = [];
  const aim = (work, against, reach, ...measured) => {
    const said = measured.map(({ text, ok }) => (ok ? text : `**${text}**`)).join(', ');
    lines.push(row(work, against, reach, said, measured.every(({ ok }) => ok) ? 'reached' : 'not reached'));
  };
  if (register !== undefined) {
    const of = (name) => register.figures[name];
    const [ours, duckdb, embedded] = [of(OURS), of(DUCKDB), of('riskpool, embedded')];
    const what = `${number(register.rows)} rows to a committed register`;
    aim(
      `${what}, PostgreSQL`,
      DUCKDB,
      '≤ 1.1 × wall, ≤ 1.3 × CPU, ≤ 0.5 × memory',
      times(ours.wall, duckdb.wall, 1.1, '× wall'),
      times(ours.cpu, duckdb.cpu, 1.3, '× CPU'),
      times(ours.memory, duckdb.memory, 0.5, '× memory'),
    );
    aim(`${what}, embedded`, DUCKDB, '≤ 2.0 ×', times(embedded.wall, duckdb.wall, 2));
    aim(`${what}, PostgreSQL`, 'pandas script', '≤ 0.5 ×', times(ours.wall, of('pandas script').wall, 0.5));
    const parse = 'csv-parse of the file, nothing else';
    aim(`${what}, PostgreSQL`, parse, '≤ 1.5 ×', times(ours.wall, of(parse).wall, 1.5));
  }
  if (slow !== undefined) {
    const { plain } = slow.figures;
    for (const [name, found] of Object.entries(slow.figures).slice(1))
      aim(
        `${number(slow.rows)} rows, ${name}`,
        'the plain file',
        '≤ 2.5 ×',
        times(found.wall, plain.wall, 2.5, '× wall'),
        times(found.cpu, plain.cpu, 2.5, '× CPU'),
      );
  }
  const fewer = growth.find(({ rows }) => rows * 5 === register?.rows);
  if (fewer !== undefined) {
    const [small, large] = [fewer.figures[OURS], register.figures[OURS]];
    aim(
      `${number(register.rows)} rows`,
      `${number(fewer.rows)} rows`,
      '≤ 5.3 × time, ≤ 1.2 × memory and ≤ 500 MiB',
      times(large.wall, small.wall, 5.3, '× wall'),
      times(large.cpu, small.cpu, 5.3, '× CPU'),
      times(large.memory, small.memory, 1.2, '× memory'),
      most(large.memory, 500, `${Math.round(large.memory)} MiB`),
    );
  }
  if (into !== undefined)
    aim(
      `${number(into.rows)} rows into books of ${number(into.held)} filings of the bank`,
      'into empty books',
      '≤ 1.3 ×',
      times(into.full.wall, into.empty.wall, 1.3, '× wall'),
      times(into.full.cpu, into.empty.cpu, 1.3, '× CPU'),
    );
  if (money !== undefined) {
    const each = (name) => money.figures[name].wall / money.rows[name];
    const both = each('claims') + each('opinion run');
    aim(
      `${number(money.rows.claims)} claims judged, and one opinion run over them`,
      'as many filing rows',
      '≤ 1.5 ×',
      times(both, each('filings'), 1.5),
    );
    aim(
      `${number(money.rows['statement lines'])} statement lines settling as many clawbacks`,
      'as many filing rows',
      '≤ 1.5 ×',
      times(each('statement lines'), each('filings'), 1.5),
    );
  }
  if (year !== undefined) {
    for (const [way, found] of [
      ['books in memory', year.memory],
      ['books in a folder', year.replay],
    ])
      aim(
        `a year's inbox (case 103) by replay, embedded, start included, ${way}`,
        '`node` and PGlite started alone',
        '≤ 2.5 ×',
        times(found.wall, year.alone.wall, 2.5, '× wall'),
        times(found.cpu, year.alone.cpu, 2.5, '× CPU'),
      );
    aim(
      'verify of that year',
      'its replay',
      '≤ 1.2 ×',
      times(year.verify.wall, year.replay.wall, 1.2, '× wall'),
      times(year.verify.cpu, year.replay.cpu, 1.2, '× CPU'),
      most(year.verify.memory, year.replay.memory * 1.2, `${Math.round(year.verify.memory)} MiB`),
    );
  }
  if (live !== undefined) {
    const { p50, quiet, drain } = live;
    for (const [way, name] of [
      ['marker', 'with a marker'],
      ['renamed', 'renamed in'],
    ])
      aim(
        `drop to receipt, one file, live, ${name}`,
        '',
        'p50 ≤ 0.2 s',
        most(p50[way], 0.2, `${s(p50[way])} s`),
      );
    aim(
      'drop to receipt, one file, live, neither',
      `a quiet time of ${quiet} s`,
      'p50 ≤ the quiet time + 0.2 s',
      most(p50.plain, quiet + 0.2, `${s(p50.plain)} s`),
    );
    aim(
      `${number(live.files)} files dropped at once, 2 workers`,
      'one process doing them in a row',
      '≥ 1.6 × as fast',
      least(
        drain.alone,
        drain[2],
        1.6,
        `× (1 worker ${ratio(drain.alone, drain[1])}, 4 ${ratio(drain.alone, drain[4])})`,
      ),
    );
  }
  return table(['work', 'against', 'aim', 'measured', ''], lines);
}

const YEAR = {
  memory: 'replay, books in memory',
  replay: 'replay, books in a folder',
  verify: 'verify',
  alone: 'node and PGlite alone',
};

/** Seconds, CPU, memory and rows a second of everything. */
function figures() {
  const lines = [];
  const add = (what, rows, bytes, { wall, cpu, memory }) =>
    lines.push(
      row(
        what,
        rows === undefined ? '' : number(rows),
        bytes === undefined ? '' : (bytes / 1e6).toFixed(1),
        s(wall),
        s(cpu),
        Math.round(memory),
        rows === undefined ? '' : number(Math.round(rows / wall)),
      ),
    );
  for (const [name, found] of Object.entries(register?.figures ?? {}))
    add(name, register.rows, register.bytes, found);
  for (const { rows, bytes, figures: of } of growth)
    for (const [name, found] of Object.entries(of)) add(name, rows, bytes, found);
  for (const [name, { bytes, ...found }] of Object.entries(slow?.figures ?? {}))
    add(`slow ways: ${name}`, slow.rows, bytes, found);
  if (into !== undefined) {
    add('into empty books', into.rows, undefined, into.empty);
    add(`into books of ${number(into.held)} filings`, into.rows, undefined, into.full);
  }
  for (const [name, found] of Object.entries(money?.figures ?? {}))
    add(name, money.rows[name], undefined, found);
  for (const [name, found] of Object.entries(year ?? {}))
    add(`a year: ${YEAR[name]}`, undefined, undefined, found);
  for (const [name, found] of Object.entries(start ?? {})) add(`start: ${name}`, undefined, undefined, found);
  if (live !== undefined)
    for (const [name, wall] of Object.entries(live.drain)) {
      const what = name === 'alone' ? 'one process' : `watcher and workers, ${name}`;
      lines.push(
        row(`live: ${what}`, number(live.files), '', s(wall), '', '', number(Math.round(live.files / wall))),
      );
    }
  return table(['what', 'rows', 'MB', 'wall s', 'CPU s', 'MiB', 'rows/s'], lines);
}

/** What 50,000,000 loans would need: nothing but the measured parts, multiplied. */
function national() {
  if (register?.databaseMB === undefined) return '';
  const loans = 50_000_000;
  const { wall, cpu, memory } = register.figures[OURS];
  const files = loans / register.rows;
  const hours = (seconds) => `${s(seconds / 3600)} h`;
  const more = into === undefined ? 1 : Math.max(1, into.full.wall / into.empty.wall);
  const lines = [
    row('all loans filed once', number(loans), hours(wall * files * more), hours(cpu * files), FILED),
  ];
  if (money !== undefined) {
    const share = 0.01;
    const rows = loans * share;
    for (const name of Object.keys(money.rows).filter((one) => one !== 'filings')) {
      const of = money.figures[name];
      const per = rows / money.rows[name];
      lines.push(row(name, number(rows), hours(of.wall * per), hours(of.cpu * per), CLAIMED));
    }
  }
  const needs = [
    `Database ${number(Math.round((register.databaseMB * files) / 1000))} GB, archived files ${number(Math.round((register.bytes * files) / 1e9))} GB;`,
    `${Math.round(memory)} MiB for a process at work. A quarter's window of ten working days has 80 working hours, so two cores of this machine`,
    `${wall * files * more < 80 * 3600 ? 'are enough for all filings in one window' : 'are not enough for one window'}; commits are one after the other, so more cores shorten what is read and judged, not what is written.`,
    `Into books that hold ${into === undefined ? 'much' : number(into.held)} filings a file took ${s(more)} × the time of empty ones, which is in the line of filings.`,
    'Computed, not tried: books of 50,000,000 loans were not made here, and the server wrote without waiting for the disk.',
  ];
  const head = ['work', 'rows', 'one after the other', 'CPU, server included', 'how often'];
  return `### What 50,000,000 loans would need\n\n${table(head, lines)}\n\n${needs.join('\n')}\n`;
}

const FILED = `files of ${number(register?.rows ?? 0)} rows`;
const CLAIMED = 'a year, if one loan in a hundred is claimed';

const peers = `Peers: DuckDB ${machine.duckdb} (\`bench/peers/duckdb.mjs\`), pandas ${machine.pandas} (\`bench/peers/pandas_register.py\`), csv-parse ${machine.csvParse}.`;
const of = `${machine.on}, ${machine.cores} cores of ${machine.cpu}, ${machine.gib} GiB, Node ${machine.node}; median of ${register?.runs ?? machine.runs} for the register, of 3 for the small file, the year and the start, single runs elsewhere; PostgreSQL with fsync off: waiting for the disk is not in the figures.`;
const text = `${of}\n${peers} A comparison counts only where peers and pipeline reject the same rows; where they do not, the bench stops at that part.\n\n${aims()}\n\n![Time and memory against rows](performance.svg)\n\n${figures()}\n\n${national()}`;

const PAGE = 'docs/performance.md';
const [BEGIN, END] = ['<!-- made by bench/page.mjs -->', '<!-- end of what bench/page.mjs makes -->'];
const page = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : '';
const [from, to] = [page.indexOf(BEGIN), page.indexOf(END)];
if (from < 0 || to < from) throw new Error(`${PAGE} has no place for the figures: ${BEGIN} … ${END}`);
writeFileSync(PAGE, `${page.slice(0, from + BEGIN.length)}\n\n${text}\n${page.slice(to)}`);

const all = [...growth, ...(register === undefined ? [] : [register])];
if (all.length > 1) writeFileSync('docs/performance.svg', curves(all, [OURS, DUCKDB, 'pandas script']));
