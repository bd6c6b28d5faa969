import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { accessPage } from '../../src/console/access-page.js';
import { openApi } from '../../src/console/openapi.js';
import { mayCall } from '../../src/console/operation.js';
import { OPERATIONS } from '../../src/console/operations.js';
import { ROLES } from '../../src/console/roles.js';

/** Who may call what, as the contract's table has it (console.md §2): a letter for each role that may. */
const LETTERS =
  'A admin, m maker, c checker, b bureau, p bureau-approver, a account, k bank, r bank-approver, u auditor';
const TABLE: Readonly<Record<string, string>> = {
  'GET /api/filings': 'mcbpkru',
  'GET /api/filings.csv': 'mcbpkru',
  'GET /api/amendments': 'mcbpkru',
  'GET /api/claims': 'mcbpkru',
  'GET /api/clawbacks': 'mcbpkru',
  'GET /api/writeoffs': 'mcbpkru',
  'GET /api/matches': 'mcbpkru',
  'GET /api/opinions': 'mcbpkru',
  'GET /api/pending': 'mcbpkru',
  'GET /api/files': 'mcbpakru',
  'GET /api/files/{id}': 'mcbpakru',
  'GET /api/files/{id}/original': 'mcbpakru',
  'GET /api/statement-lines': 'mcbpakru',
  'GET /api/exceptions': 'mcbpakru',
  'GET /api/exceptions.csv': 'mcbpakru',
  'GET /api/journal': 'mcbpu',
  'GET /api/journal.csv': 'mcbpu',
  'GET /api/items/{number}': 'mcbpkru',
  'GET /api/fund': 'mcbpkru',
  'GET /api/banks': 'mcbpkru',
  'GET /api/dashboard': 'mcbpkru',
  'POST /api/uploads': 'ak',
  'POST /api/uploads/{id}/approve': 'r',
  'POST /api/proposals': 'm',
  'POST /api/proposals/{id}/approve': 'c',
  'POST /api/proposals/{id}/return': 'c',
  'GET /api/proposals': 'mcbpu',
  'GET /api/proposals/{id}': 'mcbpu',
  'POST /api/confirmations': 'b',
  'POST /api/confirmations/{id}/approve': 'p',
  'POST /api/confirmations/{id}/return': 'p',
  'POST /api/opinions/{date}/sign': 'mc',
  'GET /api/suggestions': 'mcbpu',
  'GET /api/rules': 'Amcbpakru',
  'GET /api/tables': 'Amcbpakru',
  'GET /api/verify': 'mcbpu',
  'GET /api/log': 'Au',
  'GET /api/users': 'A',
  'POST /api/users': 'A',
};

const letterOf = Object.fromEntries(LETTERS.split(', ').map((pair) => pair.split(' ').reverse()));

test('each role may call what the contract lets it call, and nothing else', () => {
  for (const [address, letters] of Object.entries(TABLE)) {
    const operation = OPERATIONS.find(({ method, path }) => `${method} ${path}` === address);
    const may = ROLES.filter((role) => operation !== undefined && mayCall(operation.access, role));
    expect([address, may.map((role) => letterOf[role]).join('')]).toEqual([address, letters]);
  }
});

test('only signing in, the health and the description are open', () => {
  const open = OPERATIONS.filter(({ access }) => mayCall(access, undefined)).map(({ id }) => id);
  expect(open).toEqual(['health', 'openapi', 'login', 'oidc', 'oidcLogin', 'oidcReturn']);
});

test('the description names every operation once and refers to nothing that it lacks', () => {
  const { paths, components } = openApi('0') as {
    paths: Record<string, Record<string, { operationId: string }>>;
    components: { schemas: Record<string, unknown> };
  };
  const ids = Object.values(paths).flatMap((path) => Object.values(path).map((one) => one.operationId));
  expect([...ids].sort()).toEqual(OPERATIONS.map(({ id }) => id).sort());
  expect(new Set(ids).size).toBe(ids.length);
  const text = JSON.stringify({ paths, components });
  const referred = Array.from(text.matchAll(/"\$ref":"([^"]*)"/g), ([, ref = '']) => ref);
  const known = Object.keys(components.schemas).map((id) => `#/components/schemas/${id}`);
  expect(referred.length).toBeGreaterThan(50);
  expect(referred.filter((ref) => !known.includes(ref))).toEqual([]);
});

test('the page that says who may do what is the table', () => {
  const page = readFileSync(new URL('../../docs/console-access.zh-CN.md', import.meta.url), 'utf8');
  expect(page, 'run npm run docs').toBe(accessPage());
});
