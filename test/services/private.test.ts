import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { expect, onTestFinished, test } from 'vitest';
import { fromRoot, golden } from '../replay/replays.js';
import { freshDatabase } from '../support/database.js';
import { put, temporaryFolder } from '../support/files.js';
import { startPrivateRedis } from '../support/redis-server.js';
import { startCluster } from '../support/services.js';

/** What may stand in a log or a job is ids, dates, codes and counts; everything in a file is somebody's secret. */
const MARKERS = ['秘密企业甲', '91110302MA0MARKER1', 'HT-SECRET-1', 'JJ-SECRET-1', 'filing-秘密文件名'];

test('no log line and no job holds a name, a credit code, a contract, an IOU or a file name', {
  timeout: 60_000,
}, async () => {
  const redis = await startPrivateRedis();
  onTestFinished(() => redis.stop());
  const root = await temporaryFolder();
  const [inbox, out, logs] = ['inbox', 'out', 'logs'].map((name) => join(root, name)) as [
    string,
    string,
    string,
  ];
  for (const folder of [inbox, out, logs]) mkdirSync(folder);
  const [file = '', name = '', uscc = '', contract = '', iou = ''] = [
    MARKERS[4],
    MARKERS[0],
    MARKERS[1],
    MARKERS[2],
    MARKERS[3],
  ];
  const header = '政策类型,借据编号,合同编号,企业名称,统一社会信用代码';
  await put(inbox, `2026-01-05/BOB/${file}.csv`, `${header}\nXW,${iou},${contract},${name},${uscc}\n`);
  await put(
    inbox,
    '2026-01-05/BOB/recovery-1.csv',
    `回收流水号,借据编号,回收日期,回收金额\n1,${iou},2026-01-04,1\n2,${name},x,y\n`,
  );
  await put(inbox, `2026-01-05/${name}/claim-1.csv`, `${name}\n`);
  const monitor = await new Redis(redis.url).monitor();
  const seen: string[] = [];
  monitor.on('monitor', (_: string, args: string[]) => seen.push(args.join(' ')));
  const env = { DATABASE_URL: await freshDatabase(), REDIS_URL: redis.url };
  const config = fromRoot(golden('case-101').config);
  const { watcher, workers } = startCluster({
    inbox,
    out,
    config,
    until: '2026-01-31',
    workers: 1,
    env,
    logs,
  });
  expect(await watcher.ended()).toBe(1);
  await Promise.all(workers.map((worker) => worker.kill('SIGTERM')));
  monitor.disconnect();
  const logged = [watcher, ...workers].map(({ log }) => readFileSync(log, 'utf8')).join('');
  expect(logged).toContain('"stage":"commit"');
  expect(seen.join('\n')).toContain('w-1');
  for (const marker of MARKERS) {
    expect(logged).not.toContain(marker);
    expect(seen.filter((line) => line.includes(marker))).toEqual([]);
  }
});
