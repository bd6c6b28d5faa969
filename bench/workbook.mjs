// The same filings as CSV and as a workbook (shared strings, as spreadsheet programs write them) through `replay` in
// memory, turn by turn in one run: wall clock and CPU of the whole command. The workbook is to take 1.5 times at most.
//   node bench/workbook.mjs [rows] [turns]        (default 100000 3)
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { xmlText } from '../dist/io/workbook-out/xml-text.js';
import { ZipOut } from '../dist/io/workbook-out/zip-out.js';
import { writeFilings } from './filings.mjs';

const project = fileURLToPath(new URL('..', import.meta.url));
const [rows = 100_000, turns = 3] = process.argv.slice(2).map(Number);

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const columnName = (i) =>
  (i < 26 ? '' : String.fromCharCode(64 + Math.floor(i / 26))) + String.fromCharCode(65 + (i % 26));

/** Plain cells, no quotes; amounts of cells that are numbers stay texts, as a careful bank types them. */
async function writeWorkbook(csv, path) {
  const lines = readFileSync(csv, 'utf8').replace('\ufeff', '').trimEnd().split(/\r?\n/);
  const strings = new Map();
  const numberOf = (text) => {
    if (!strings.has(text)) strings.set(text, strings.size);
    return strings.get(text);
  };
  const zip = new ZipOut(path);
  await zip.begin('xl/worksheets/sheet1.xml');
  await zip.write(`<worksheet xmlns="${MAIN}"><sheetData>`);
  for (const [r, line] of lines.entries()) {
    const cells = line
      .split(',')
      .map((text, i) =>
        text === '' ? '' : `<c r="${columnName(i)}${r + 1}" t="s"><v>${numberOf(text)}</v></c>`,
      );
    await zip.write(`<row r="${r + 1}">${cells.join('')}</row>`);
  }
  await zip.write('</sheetData></worksheet>');
  await zip.begin('xl/sharedStrings.xml');
  await zip.write(`<sst xmlns="${MAIN}" uniqueCount="${strings.size}">`);
  for (const text of strings.keys()) await zip.write(`<si><t>${xmlText(text)}</t></si>`);
  await zip.write('</sst>');
  const relation = (id, type, target) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const relations = (...list) =>
    `<Relationships xmlns="${PACKAGE}/relationships">${list.join('')}</Relationships>`;
  await zip.part('_rels/.rels', relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')));
  await zip.part(
    'xl/_rels/workbook.xml.rels',
    relations(
      relation('rId1', 'worksheet', 'worksheets/sheet1.xml'),
      relation('rId2', 'sharedStrings', 'sharedStrings.xml'),
    ),
  );
  await zip.part(
    'xl/workbook.xml',
    `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  );
  const part = (name, type) => `<Override PartName="/xl/${name}.xml" ContentType="${TYPE}.${type}+xml"/>`;
  await zip.part(
    '[Content_Types].xml',
    `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${part('workbook', 'sheet.main')}${part('worksheets/sheet1', 'worksheet')}${part('sharedStrings', 'sharedStrings')}</Types>`,
  );
  await zip.close();
}

const REPLAY = `
  process.on('exit', () => {
    const { user, system } = process.cpuUsage();
    console.error('CPU ' + (user + system) / 1e6 + ' PEAK ' + process.resourceUsage().maxRSS / 1024);
  });
  const { main } = await import('./dist/cli.js');
  await main(['node', 'riskpool', 'replay', process.argv[1], '--out', process.argv[2], '--config', 'config']);`;

function measured(inbox, out) {
  const started = process.hrtime.bigint();
  const child = spawnSync(process.execPath, ['--input-type=module', '-e', REPLAY, inbox, out], {
    cwd: project,
    encoding: 'utf8',
  });
  const wall = Number(process.hrtime.bigint() - started) / 1e9;
  const [, cpu, peak] = /CPU ([\d.]+) PEAK ([\d.]+)/.exec(child.stderr) ?? [];
  if (child.status !== 0 || cpu === undefined) throw new Error(child.stderr + child.stdout);
  return { wall, cpu: Number(cpu), peak: Number(peak), said: child.stdout };
}

const folder = mkdtempSync(join(tmpdir(), 'riskpool-bench-'));
const csv = await writeFilings(join(folder, 'csv'), rows);
const day = dirname(csv).slice(join(folder, 'csv').length + 1);
mkdirSync(join(folder, 'xlsx', day), { recursive: true });
const workbook = join(folder, 'xlsx', day, basename(csv).replace(/csv$/, 'xlsx'));
await writeWorkbook(csv, workbook);
const taken = { csv: [], xlsx: [] };
for (let turn = 0; turn < turns; turn++)
  for (const form of ['csv', 'xlsx'])
    taken[form].push(measured(join(folder, form), join(folder, `out-${form}-${turn}`)));
const median = (form, what) => taken[form].map((one) => one[what]).sort((a, b) => a - b)[turns >> 1];
const line = (form, file) =>
  `  ${form.padEnd(5)} ${(statSync(file).size / 1e6).toFixed(1)} MB  ${median(form, 'wall').toFixed(1)} s wall  ${median(form, 'cpu').toFixed(1)} s CPU  ${Math.round(median(form, 'peak'))} MiB`;
const ratio = (what) => (median('xlsx', what) / median('csv', what)).toFixed(2);
console.log(
  `${rows} rows, median of ${turns}\n${line('csv', csv)}\n${line('xlsx', workbook)}\n  ratio wall ${ratio('wall')}, CPU ${ratio('cpu')}`,
);
rmSync(folder, { recursive: true, force: true });
