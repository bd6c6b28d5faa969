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

/** Each line of the aims: what, against what, what it should be, what was measured. */
function aims() {
  const lines = [];
  const aim = (work, against, reach, ...measured) =>
    lines.push(row(work, against, reach, measured.join(', ')));
  if (register !== undefined) {
    const of = (name) => register.figures[name];
    const [ours, duckdb, embedded] = [of(OURS), of(DUCKDB), of('riskpool, embedded')];
    const what = `${number(register.rows)} rows to a committed register`;
    aim(
      `${what}, PostgreSQL`,
      DUCKDB,
      '≤ 1.1 × wall, ≤ 1.3 × CPU, ≤ 0.5 × memory',
      `${ratio(ours.wall, duckdb.wall)} × wall`,
      `${ratio(ours.cpu, duckdb.cpu)} × CPU`,
      `${ratio(ours.memory, duckdb.memory)} × memory`,
    );
    aim(`${what}, embedded`, DUCKDB, '≤ 2.0 ×', `${ratio(embedded.wall, duckdb.wall)} ×`);
    aim(`${what}, PostgreSQL`, 'pandas script', '≤ 0.5 ×', `${ratio(ours.wall, of('pandas script').wall)} ×`);
    const parse = of('csv-parse of the file, nothing else');
    aim(
      `${what}, PostgreSQL`,
      'csv-parse of the file, nothing else',
      '≤ 1.5 ×',
      `${ratio(ours.wall, parse.wall)} ×`,
    );
  }
  if (slow !== undefined) {
    for (const [name, found] of Object.entries(slow.figures).slice(1))
      aim(
        `${number(slow.rows)} rows, ${name}`,
        'the plain file',
        '≤ 2.5 ×',
        `${ratio(found.wall, slow.figures.plain.wall)} × wall`,
        `${ratio(found.cpu, slow.figures.plain.cpu)} × CPU`,
      );
  }
  const fewer = growth.find(({ rows }) => rows * 5 === register?.rows);
  if (fewer !== undefined) {
    const [small, large] = [fewer.figures[OURS], register.figures[OURS]];
    aim(
      `${number(register.rows)} rows`,
      `${number(fewer.rows)} rows`,
      '≤ 5.3 × time, ≤ 1.2 × memory and ≤ 500 MiB',
      `${ratio(large.wall, small.wall)} × wall`,
      `${ratio(large.cpu, small.cpu)} × CPU`,
      `${ratio(large.memory, small.memory)} × memory, ${Math.round(large.memory)} MiB`,
    );
  }
  if (into !== undefined)
    aim(
      `${number(into.rows)} rows into books of ${number(into.held)} filings of the bank`,
      'into empty books',
      '≤ 1.3 ×',
      `${ratio(into.full.wall, into.empty.wall)} × wall`,
      `${ratio(into.full.cpu, into.empty.cpu)} × CPU`,
    );
  if (money !== undefined) {
    const each = (name) => money.figures[name].wall / money.rows[name];
    const both = each('claims') + each('opinion run');
    aim(
      `${number(money.rows.claims)} claims judged, and one opinion run over them`,
      'as many filing rows',
      '≤ 1.5 ×',
      `${ratio(both, each('filings'))} ×`,
    );
    aim(
      `${number(money.rows['statement lines'])} statement lines settling as many clawbacks`,
      'as many filing rows',
      '≤ 1.5 ×',
      `${ratio(each('statement lines'), each('filings'))} ×`,
    );
  }
  if (year !== undefined) {
    aim(
      "a year's inbox (case 103) by replay, embedded, start included",
      '`node` and PGlite started alone',
      '≤ 2.5 ×',
      `${ratio(year.replay.wall, year.alone.wall)} × wall`,
      `${ratio(year.replay.cpu, year.alone.cpu)} × CPU`,
    );
    aim(
      'verify of that year',
      'its replay',
      '≤ 1.2 ×',
      `${ratio(year.verify.wall, year.replay.wall)} × wall`,
      `${ratio(year.verify.cpu, year.replay.cpu)} × CPU`,
      `${Math.round(year.verify.memory)} MiB`,
    );
  }
  for (const { work, against, reach, measured } of live ?? []) aim(work, against, reach, measured);
  return table(['work', 'against', 'aim', 'measured'], lines);
}

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
    add(`a year: ${name === 'alone' ? 'node and PGlite alone' : name}`, undefined, undefined, found);
  for (const [name, found] of Object.entries(start ?? {})) add(`start: ${name}`, undefined, undefined, found);
  return table(['what', 'rows', 'MB', 'wall s', 'CPU s', 'MiB', 'rows/s'], lines);
}

/** What 50,000,000 loans would need: nothing but the measured parts, multiplied. */
function national() {
  if (register?.databaseMB === undefined) return '';
  const loans = 50_000_000;
  const { wall, cpu } = register.figures[OURS];
  const times = loans / register.rows;
  const line = [
    `From the ${number(register.rows)} rows above: ${number(Math.ceil(times))} such files would take ${s((wall * times) / 3600)} h one after the other`,
    `(${s((cpu * times) / 3600)} h of CPU, the server included), and ${number(Math.round((register.databaseMB * times) / 1000))} GB of database,`,
    `${number(Math.round((register.bytes * times) / 1e9))} GB of archived files. A quarter's window of ten working days has 80 working hours.`,
  ];
  if (into !== undefined)
    line.push(
      `What a file costs more into books that hold much is the line "into books of ${number(into.held)} filings": ${ratio(into.full.wall, into.empty.wall)} ×.`,
    );
  return `## What 50,000,000 loans would need\n\n${line.join('\n')}\n`;
}

const peers = `Peers: DuckDB ${machine.duckdb} (\`bench/peers/duckdb.mjs\`), pandas ${machine.pandas} (\`bench/peers/pandas_register.py\`), csv-parse ${machine.csvParse}.`;
const of = `${machine.on}, ${machine.cores} cores of ${machine.cpu}, ${machine.gib} GiB, Node ${machine.node}; median of ${machine.runs} for the register and the small file, of 3 for the year and the start, single runs elsewhere.`;
const text = `${of}\n${peers} The bench stops where peers and pipeline do not reject the same rows.\n\n${aims()}\n\n![Time and memory against rows](performance.svg)\n\n${figures()}\n\n${national()}`;

const PAGE = 'docs/performance.md';
const [BEGIN, END] = ['<!-- made by bench/page.mjs -->', '<!-- end of what bench/page.mjs makes -->'];
const page = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : '';
const [from, to] = [page.indexOf(BEGIN), page.indexOf(END)];
if (from < 0 || to < from) throw new Error(`${PAGE} has no place for the figures: ${BEGIN} … ${END}`);
writeFileSync(PAGE, `${page.slice(0, from + BEGIN.length)}\n\n${text}\n${page.slice(to)}`);

const all = [...growth, ...(register === undefined ? [] : [register])];
if (all.length > 1) writeFileSync('docs/performance.svg', curves(all, [OURS, DUCKDB, 'pandas script']));
