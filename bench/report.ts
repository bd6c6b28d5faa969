import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'vitest';
import { startPrivatePostgres } from '../test/support/private-postgres.js';
import { record, riskpool } from './measure.js';
import { moneyFigures } from './money.js';

/** A year's report of books with a million filings, the year before beside it: `npm run bench:report`. */

const FILINGS = Number(process.env['RISKPOOL_BENCH_FILINGS'] ?? 1_000_000);
const CLAIMS = Math.ceil(FILINGS / 50);
/** The year before is looked at as of the same day: the filings are there already. */
const ON = '2026-11-20';

test('reports of many filings', { timeout: 7_200_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'riskpool-bench-'));
  const postgres = await startPrivatePostgres();
  try {
    await moneyFigures(postgres, folder, CLAIMS, FILINGS);
    const url = postgres.url.replace(/postgres$/, 'bench');
    const out = join(folder, 'reports-out');
    const made = (words: readonly string[]) => riskpool(postgres, url, ['report', ...words, '--out', out]);
    const figures = {
      annual: made(['annual', '--on', ON]),
      halfYear: made(['half-year', '--on', ON]),
      bank: made(['bank-year', '--bank', 'ICBC', '--on', ON]),
    };
    const bytes = Object.fromEntries(
      ['xlsx', 'pdf', 'html'].map((ending) => [
        ending,
        statSync(join(out, `reports/annual-${ON}.${ending}`)).size,
      ]),
    );
    record('report', { filings: FILINGS, claims: CLAIMS, figures, bytes });
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
