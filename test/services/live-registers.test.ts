import { join } from 'node:path';
import { pino } from 'pino';
import { expect, test, vi } from 'vitest';
import { loadConfiguration } from '../../src/io/config/load.js';
import { openBooks } from '../../src/ledger/records/books.js';
import { keep } from '../../src/ledger/records/kept.js';
import { keepWorkConfiguration } from '../../src/ledger/work/service-facts.js';
import { undone } from '../../src/ledger/work/work.js';
import { publishLiveRegisters } from '../../src/publish/registers.js';
import { keepRegisters } from '../../src/services/live-registers.js';
import { verify } from '../../src/verify/verify.js';
import { LiveInbox } from '../../src/watch/look-live.js';
import { processWork, type WorkContext } from '../../src/workers/process-work.js';
import { ENGINES } from '../db/engines.js';
import { put, temporaryFolder } from '../support/files.js';
import { outputRows } from '../support/output-rows.js';
import { csv } from '../support/rows.js';

/** 100 yuan that nobody expects: an exception, and in 待查款. */
const unexpected = (txn: string, balance: string) =>
  csv([
    {
      流水号: txn,
      交易日期: '2026-01-05',
      收支方向: '收',
      金额: '100.00',
      用途: '其他',
      账户余额: balance,
    },
  ]);

test.each(ENGINES)(
  'registers of live books follow each file, on $engine',
  { timeout: 60_000 },
  async ({ open }) => {
    const root = await temporaryFolder();
    const [inbox, out] = [join(root, 'inbox'), join(root, 'out')];
    const [db, configuration] = [await open(), await loadConfiguration(undefined)];
    const place = { db, configuration, out, archive: join(root, 'archive') };
    const { reference } = configuration;
    await openBooks(db, configuration);
    await keep(db, { out, archive: place.archive });
    await keepWorkConfiguration(db, reference.hash);
    const live = new LiveInbox(place, inbox);
    const drop = async (name: string, content: string): Promise<void> => {
      await put(inbox, `ACCOUNT/${name}`, content);
      await live.look(Date.now() + 120_000);
    };
    const observer: WorkContext['observer'] = {
      stage: (_, __, run) => run(),
      taken: async () => {},
      failed: () => {},
      gaveUp: () => {},
      away: () => {},
    };
    const work = async (): Promise<void> => {
      for (const id of await undone(db, 100))
        await processWork({ place, name: 'test', stopping: () => false, observer }, id);
    };
    const exceptions = () => outputRows(out, 'registers/exceptions.csv').map((row) => row['编号']);
    const write = () => publishLiveRegisters(db, out, reference);

    // Nothing was dropped yet: there is no date that registers could bear.
    expect(await write()).toBeUndefined();
    await drop('statement-1.csv', unexpected('L1', '100000100.00'));
    await work();
    const on = await write();
    expect(on).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(exceptions()).toEqual(['L1']);
    // Written once for each change.
    expect(await write()).toBeUndefined();

    // What is in the books and not published waits; what is not in the books yet holds up nothing.
    await drop('statement-2.csv', unexpected('L2', '100000200.00'));
    await work();
    await db.query(`UPDATE work SET state = 'receipted' WHERE id = (SELECT max(id) FROM work)`);
    expect(await write()).toBeUndefined();
    await db.query(`UPDATE work SET state = 'published'`);
    await drop('statement-3.csv', unexpected('L3', '100000300.00'));
    expect(await write()).toBe(on);
    expect(exceptions()).toEqual(['L1', 'L2']);
    const suspense = outputRows(out, 'registers/fund.csv').find((row) => row['项目'] === '待查款');
    expect(suspense?.['金额']).toBe('200.00');

    // By itself, as the watcher has it; and what it wrote is what verify derives again.
    const end = keepRegisters({
      place,
      log: pino({ level: 'silent' }),
      onError: (error) => expect(error).toBe(''),
    });
    await work();
    await vi.waitFor(() => expect(exceptions()).toEqual(['L1', 'L2', 'L3']), {
      timeout: 30_000,
      interval: 50,
    });
    await end();
    const { difference } = await verify(db, { archive: undefined, out: undefined }, () => {});
    expect(difference).toBeUndefined();
    await db.close();
  },
);
