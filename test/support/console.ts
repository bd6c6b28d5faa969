import { fileURLToPath } from 'node:url';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { pino } from 'pino';
import { afterAll } from 'vitest';
import type { ConsolePlace } from '../../src/console/call.js';
import { addLogin } from '../../src/console/grants.js';
import type { Role } from '../../src/console/roles.js';
import { buildConsole } from '../../src/console/server.js';
import type { IsoDate } from '../../src/domain/dates.js';
import { openConsoleTables } from '../../src/ledger/console/open.js';
import { replay } from '../../src/pipeline.js';
import { temporaryFolder } from './files.js';
import { freshPlace } from './place.js';

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** The people of `npm run console`, and whose they are. */
export const PEOPLE: [login: string, role: Role, bank?: string][] = [
  ['admin', 'admin'],
  ['maker', 'maker'],
  ['checker', 'checker'],
  ['bureau', 'bureau'],
  ['bureau2', 'bureau-approver'],
  ['account', 'account'],
  ['qhb', 'bank', 'QHB'],
  ['qhb2', 'bank-approver', 'QHB'],
  ['nhb', 'bank', 'NHB'],
  ['auditor', 'auditor'],
];

/** A console on books in memory, its clock at a moment that a test may set. */
export class TestConsole {
  readonly place: ConsolePlace;
  readonly app: FastifyInstance;
  readonly passwords: ReadonlyMap<string, string>;
  /** What was logged, line by line. */
  readonly logged: string[];

  constructor(place: ConsolePlace, app: FastifyInstance, passwords: Map<string, string>, logged: string[]) {
    this.place = place;
    this.app = app;
    this.passwords = passwords;
    this.logged = logged;
  }

  async signIn(login: string, password = this.passwords.get(login) ?? ''): Promise<Person> {
    const response = await this.app.inject({
      method: 'POST',
      url: '/api/session',
      headers: { host: 'localhost' },
      payload: { login, password },
    });
    if (response.statusCode !== 200) throw new Error(`${login}: ${response.body}`);
    const cookie = response.cookies.find(({ name }) => name === 'riskpool')?.value ?? '';
    return new Person(this.app, cookie, response.json<{ csrf: string }>().csrf);
  }
}

/** Somebody with a session. */
export class Person {
  readonly #app: FastifyInstance;
  readonly cookie: string;
  readonly csrf: string;

  constructor(app: FastifyInstance, cookie: string, csrf: string) {
    this.#app = app;
    this.cookie = cookie;
    this.csrf = csrf;
  }

  call(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    payload?: object,
  ): Promise<LightMyRequestResponse> {
    const headers = { host: 'localhost', cookie: `riskpool=${this.cookie}`, 'x-csrf-token': this.csrf };
    return this.#app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
  }

  get(url: string): Promise<LightMyRequestResponse> {
    return this.call('GET', url);
  }

  async items(url: string): Promise<Record<string, string>[]> {
    return (await this.get(url)).json<{ items: Record<string, string>[] }>().items;
  }

  /** A multipart request with one file. */
  send(url: string, name: string, content: string | Buffer): Promise<LightMyRequestResponse> {
    const edge = 'edge-of-a-part';
    const head = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/csv\r\n\r\n`;
    const payload = Buffer.concat([
      Buffer.from(head),
      Buffer.from(content),
      Buffer.from(`\r\n--${edge}--\r\n`),
    ]);
    const headers = {
      host: 'localhost',
      cookie: `riskpool=${this.cookie}`,
      'x-csrf-token': this.csrf,
      'content-type': `multipart/form-data; boundary=${edge}`,
    };
    return this.#app.inject({ method: 'POST', url, headers, payload });
  }
}

/** @param until the sample year is replayed up to this day; undefined: empty books @param limit of an upload, bytes */
export async function openConsole(until: IsoDate | undefined, limit?: number): Promise<TestConsole> {
  const opened = await freshPlace(at('samples/config'));
  if (until !== undefined)
    await replay(opened, at('samples/inbox'), until, { ignored: () => {}, day: () => {}, file: () => {} });
  await openConsoleTables(opened.db);
  const { configuration } = opened;
  const { reference } = configuration;
  const limits = { ...reference.limits, ...(limit === undefined ? {} : { bytes: limit }) };
  const logged: string[] = [];
  const place: ConsolePlace = {
    ...opened,
    configuration: { ...configuration, reference: { ...reference, limits } },
    inbox: await temporaryFolder(),
    log: pino({}, { write: (line: string) => void logged.push(line) }),
    oidc: undefined,
    now: () => new Date(),
  };
  const passwords = new Map<string, string>();
  for (const [login, role, bank] of PEOPLE)
    passwords.set(
      login,
      (await addLogin(place.db, { login, name: `${login}某`, role, bank }, undefined)) ?? '',
    );
  const app = await buildConsole(place, at('no-pages'));
  afterAll(() => app.close());
  return new TestConsole(place, app, passwords, logged);
}
