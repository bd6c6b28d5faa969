import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import type { FastifyInstance } from 'fastify';
import type { ConsolePlace } from '../console/call.js';
import { dropOpen } from '../console/inbox.js';
import { oidcSettings, SettingsError } from '../console/settings.js';
import { whenThere } from '../db/when-there.js';
import { openConsoleTables } from '../ledger/console/open.js';
import { openBooks } from '../ledger/records/books.js';
import { keep } from '../ledger/records/kept.js';
import { openLog, quietErrors } from '../services/log.js';
import { changeOptions } from './changes.js';
import { addUserCommands } from './console-user.js';
import { WordsError } from './exit.js';
import { type DateGuards, dateGuards, demandDateToday } from './kept-books.js';
import { demandFolder, demandKeptBooks, openPlace, type PlaceOptions } from './place.js';
import { say } from './say.js';

interface ConsoleOptions extends PlaceOptions, DateGuards {
  readonly inbox?: string;
  readonly listen: string;
}

/** What was decided and could not be dropped at once is tried again so often. */
const DROP_EVERY_MS = 3_000;

export function addConsole(program: Command): void {
  const command = dateGuards(changeOptions(program.command('console')))
    .description('操作台:页面和接口。账簿在本机目录(--data)时同时看管收件目录并处理')
    .option('--inbox <dir>', '收件目录:操作台把文件放入各发送方的文件夹')
    .option('--out <dir>', '输出目录,也是存档所在')
    .option('--data <dir>', '账簿所在目录(未设DATABASE_URL时)')
    .option('--listen <address>', '监听地址;经反向代理以TLS对外', '127.0.0.1:8080')
    .option('--config <dir>', '配置目录(缺省:账簿所用的;新账簿须有banks.csv、fund.csv、fx.csv)')
    .action(async (options: ConsoleOptions) => {
      process.exitCode = await runConsole(options);
    });
  addUserCommands(command);
}

async function runConsole(options: ConsoleOptions): Promise<number> {
  demandKeptBooks(options);
  if (options.inbox === undefined || options.out === undefined)
    throw new WordsError('请用--inbox <目录>和--out <目录>指明收件目录和输出目录。');
  const address = listenAddress(options.listen);
  const oidc = settings();
  const inbox = resolve(options.inbox);
  await demandFolder('--inbox', inbox);
  const opened = await whenThere(() => openPlace(options));
  // Standard output belongs to the words for whoever started it.
  const log = openLog('console', 'stderr');
  const place: ConsolePlace = { ...opened, inbox, log, oidc, now: () => new Date() };
  try {
    await whenThere(() => openConsoleTables(place.db));
    if (process.env.DATABASE_URL) return await beside(place, address);
    await demandDateToday(place.db, options);
    const watching = { inbox, dated: false, once: false, work: true, until: undefined };
    const { runService } = await import('../services/run-service.js');
    const { watch } = await import('../services/watch.js');
    return await runService(place, log, undefined, (service) =>
      serving(place, address, () => watch(service, watching)),
    );
  } finally {
    await place.db.close();
  }
}

/** Beside a watcher and workers: serves until it is told to stop. */
async function beside(place: ConsolePlace, address: Address): Promise<number> {
  await whenThere(() => openBooks(place.db, place.configuration));
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop.abort());
  return serving(place, address, async () => {
    await once(stop.signal, 'abort');
    return 0;
  });
}

/** Serves while `run` runs. */
async function serving(
  place: ConsolePlace,
  { host, port }: Address,
  run: () => Promise<number>,
): Promise<number> {
  await keep(place.db, { out: place.out, archive: place.archive });
  const { buildConsole } = await import('../console/server.js');
  const app: FastifyInstance = await buildConsole(place, builtPages());
  const onError = quietErrors(place.log);
  await dropOpen(place).catch(onError);
  const dropping = setInterval(() => void dropOpen(place).catch(onError), DROP_EVERY_MS);
  try {
    const url = await app.listen({ host, port });
    say(`ready ${url}\n`);
    return await run();
  } finally {
    clearInterval(dropping);
    await app.close();
  }
}

interface Address {
  readonly host: string;
  readonly port: number;
}

function listenAddress(text: string): Address {
  const [, host = '', digits = ''] = /^(\[[0-9a-fA-F:]+\]|[^:]+):(\d{1,5})$/.exec(text) ?? [];
  const port = Number(digits);
  if (host === '' || port > 65_535) throw new WordsError(`--listen"${text}"应为地址:端口,如127.0.0.1:8080。`);
  return { host: host.replace(/^\[|\]$/g, ''), port };
}

function settings() {
  try {
    return oidcSettings(process.env);
  } catch (error) {
    if (error instanceof SettingsError) throw new WordsError(error.message);
    throw error;
  }
}

/** The built pages, found upwards of this module so that they are the same from sources and from the compiled program. */
function builtPages(): string {
  for (
    let folder = dirname(fileURLToPath(import.meta.url));
    folder !== dirname(folder);
    folder = dirname(folder)
  ) {
    const pages = join(folder, 'dist', 'web');
    if (existsSync(pages)) return pages;
  }
  return join(dirname(fileURLToPath(import.meta.url)), 'web');
}
