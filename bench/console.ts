import { pino } from 'pino';
import { test } from 'vitest';
import type { ConsolePlace } from '../src/console/call.js';
import { addLogin } from '../src/console/grants.js';
import { buildConsole } from '../src/console/server.js';
import type { Db } from '../src/db/db.js';
import { openConsoleTables } from '../src/ledger/console/open.js';
import { openDb } from '../src/ledger/open.js';
import { openConsole } from '../test/support/console.js';
import { temporaryFolder } from '../test/support/files.js';
import { freshPlace } from '../test/support/place.js';
import { withClient } from '../test/support/postgres-server.js';
import { startPrivatePostgres } from '../test/support/private-postgres.js';

/** How long the console's API takes over HTTP on this machine: `npm run bench:console`. */

interface Caller {
  readonly address: string;
  readonly cookie: string;
}

async function caller(place: ConsolePlace, login: string, password: string): Promise<Caller> {
  const app = await buildConsole(place, '/nowhere');
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  const response = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password }),
  });
  return { address, cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
}

/** Milliseconds of each of so many calls, ascending. */
async function timed({ address, cookie }: Caller, path: string, times: number): Promise<number[]> {
  const took: number[] = [];
  for (let i = 0; i < times; i++) {
    const began = performance.now();
    const response = await fetch(`${address}${path}`, { headers: { cookie } });
    const text = await response.text();
    if (response.status !== 200) throw new Error(`${path}: ${response.status} ${text}`);
    took.push(performance.now() - began);
  }
  return took.sort((a, b) => a - b);
}

const at = (sorted: readonly number[], part: number): string =>
  (sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] ?? 0).toFixed(1);

async function table(title: string, by: Caller, paths: readonly string[], times: number): Promise<void> {
  const lines = [`\n${title}`, '| address | p50 ms | p95 ms | most ms |', '|---|---|---|---|'];
  const all: number[] = [];
  for (const path of paths) {
    const took = await timed(by, path, times);
    all.push(...took);
    lines.push(`| ${decodeURIComponent(path)} | ${at(took, 0.5)} | ${at(took, 0.95)} | ${at(took, 1)} |`);
  }
  all.sort((a, b) => a - b);
  lines.push(`| all | ${at(all, 0.5)} | ${at(all, 0.95)} | ${at(all, 1)} |`);
  process.stdout.write(`${lines.join('\n')}\n`);
}

const LISTS =
  'files filings amendments claims clawbacks writeoffs statement-lines exceptions matches opinions journal pending proposals';

test('the API on the demo’s books, embedded', { timeout: 600_000 }, async () => {
  const demo = await openConsole('2026-09-30');
  const by = await caller(demo.place, 'auditor', demo.passwords.get('auditor') ?? '');
  const rest = [
    'dashboard',
    'fund',
    'banks',
    'rules',
    'tables',
    'verify',
    'suggestions',
    'log',
    'opinion-runs',
    'confirmable',
    'closing?month=2026-09',
    'files/1',
    'files/1/rows',
    'items/C-QHB-KC-QH-250710-04',
    'session',
  ];
  const paths = [...LISTS.split(' '), ...rest].map((path) => `/api/${path}`);
  for (const path of paths) await timed(by, path, 2);
  await table('demo books, PGlite in memory', by, paths, 40);
});

/** Of very many addresses the slowest few, and how many took longer than a page may. */
async function slowest(by: Caller, paths: readonly string[], times: number): Promise<void> {
  const medians: { path: string; ms: number }[] = [];
  for (const path of paths) medians.push({ path, ms: (await timed(by, path, times))[times >> 1] ?? 0 });
  medians.sort((a, b) => b.ms - a.ms);
  const over = medians.filter(({ ms }) => ms > MOST_MS).length;
  const lines = [`\n${paths.length} combinations, ${over} over ${MOST_MS} ms; the slowest by their median:`];
  for (const { path, ms } of medians.slice(0, 15))
    lines.push(`${ms.toFixed(0)} ms ${decodeURIComponent(path)}`);
  process.stdout.write(`${lines.join('\n')}\n`);
}

const MOST_MS = 300;

/** Every filter with every order and every kind of search: common and rare, beginnings of numbers, names, nothing. */
const COMBINED: readonly string[] = [
  [
    '',
    'bank=B7',
    'status=待核',
    'status=受理',
    'status=退回',
    'scheme=XW',
    'scheme=KC',
    'bank=B3&status=待核',
  ],
  ['from=2023-01-01&to=2023-03-31', 'from=2023-01-01&to=2023-03-31&bank=B7', 'from=2030-01-01'],
]
  .flat()
  .flatMap((filter) =>
    ['received_on', 'business_no', 'principal', 'disbursed_on', 'matures_on'].flatMap((sort) =>
      ['', '-'].flatMap((sign) =>
        ['', '科技', '北京', 'LN0001', 'F-B7-XW-LN', '9111000079', '无此企业'].map(
          (q) => `/api/filings?limit=50&${encodeURI(filter)}&sort=${sign}${sort}&q=${encodeURIComponent(q)}`,
        ),
      ),
    ),
  );

/** Fewer with FILINGS set, for a look. */
const FILINGS = Number(process.env['FILINGS'] ?? 1_000_000);

/** Filings of 20 banks in files of 10,000, names and numbers as mixed as in life; a quarter of a per cent is referred. */
const MILLION = `
  INSERT INTO files (id, received_on, sender, name, stem, kind, sha256, bytes, encoding, status, row_count, accepted,
                     rejected, referred, config_hash)
  SELECT i, '2020-01-01'::date + (i * 20)::int, 'B' || i % 20, 'filing-' || i || '.csv', 'filing-' || i, 'filing',
         lpad(to_hex(i), 64, '0'), 1000, 'UTF-8', 'processed', 10000, 10000, 0, 0, 'x'
  FROM generate_series(1, ${FILINGS / 10_000}) AS i;
  INSERT INTO filings (id, business_no, bank, scheme, iou_no, enterprise_name, uscc, loan_type, currency, principal,
                       principal_fen, disbursed_on, matures_on, qualified, first_loan, received_on, file_name, row_no,
                       referred, codes, messages, status, filed_name, filed_uscc, filed_principal, filed_matures_on)
  SELECT (1 + n / 10000)::int8 * 1000000000 + n % 10000 + 2, 'F-' || b || '-XW-' || iou, b, 'XW', iou, name, code, '信用',
         'CNY', sum, sum, day, day + 365, false, false, day, 'filing.csv', n % 10000 + 2, false, '{}', '{}',
         CASE WHEN n % 400 = 0 THEN '待核' ELSE '受理' END, name, code, sum, day + 365
  FROM (SELECT n, 'B' || (1 + n / 10000) % 20 AS b, 'LN' || lpad(n::text, 9, '0') AS iou,
               '北京' || chr((19968 + (n::int8 * 7919) % 5000)::int) || chr((19968 + (n::int8 * 104729) % 5000)::int) ||
               (ARRAY['科技', '贸易', '制造', '信息', '生物'])[1 + n % 5] || '有限公司' AS name,
               '9111' || lpad(((n::int8 * 7919) % 99999999)::text, 14, '0') AS code,
               100000 + (n::int8 * 7907) % 900000000 AS sum, '2020-01-01'::date + n / 500 AS day
        FROM generate_series(0, ${FILINGS - 1}) AS n) AS f`;

async function fill(db: Db): Promise<void> {
  await db.execute(MILLION);
  await openConsoleTables(db);
  await db.execute('ANALYZE');
}

test('a page of 50 among very many filings, PostgreSQL', { timeout: 1_200_000 }, async () => {
  const postgres = await startPrivatePostgres();
  await withClient(postgres.url, (client) =>
    client.query("CREATE DATABASE bench TEMPLATE template0 ENCODING 'UTF8'"),
  );
  const url = new URL(postgres.url);
  url.pathname = '/bench';
  const db = await openDb({ kind: 'postgres', url: url.href });
  try {
    await fill(db);
    const place: ConsolePlace = {
      ...(await freshPlace()),
      db,
      inbox: await temporaryFolder(),
      log: pino({ level: 'silent' }),
      oidc: undefined,
      now: () => new Date(),
    };
    const person = { login: 'auditor', name: 'auditor', role: 'auditor', bank: undefined } as const;
    const by = await caller(place, 'auditor', (await addLogin(db, person, undefined)) ?? '');
    const queries = [
      '',
      'sort=received_on',
      'sort=business_no',
      'sort=-principal',
      'sort=matures_on',
      'bank=B7',
      'bank=B7&sort=-principal',
      'status=待核',
      'status=待核&bank=B3',
      'from=2023-01-01&to=2023-03-31',
      'from=2023-01-01&to=2023-03-31&bank=B7',
      'q=LN000123456',
      'q=LN0001',
      'q=F-B7-XW-LN0000612',
      'q=9111000079',
      'q=科技',
      `q=${encodeURIComponent(String.fromCharCode(19968 + (7919 % 5000), 19968 + (104_729 % 5000)))}`,
      'q=丁七科',
      'q=无此企业',
      'q=科技&bank=B7&sort=-principal',
    ];
    const paths = queries.map((query) => `/api/filings?limit=50&${encodeURI(decodeURI(query))}`);
    await table(`${FILINGS} filings, PostgreSQL`, by, paths, 15);
    await slowest(by, COMBINED, 3);
  } finally {
    await db.close();
    await postgres.stop();
  }
});
