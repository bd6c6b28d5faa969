import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { LOOPBACK, serveHttp } from '../../src/services/http.js';
import { Metrics } from '../../src/services/metrics.js';
import type { Service } from '../../src/services/service.js';
import { inProcessQueue } from '../../src/workers/in-process.js';
import { freshPlace } from '../support/place.js';
import { freePort } from '../support/programs.js';

test('metrics and health answer on this machine alone unless told otherwise', async () => {
  const place = await freshPlace();
  const queue = inProcessQueue();
  const log = pino({ level: 'silent' });
  const stopping = new AbortController().signal;
  const service: Service = { place, log, metrics: new Metrics(), queue, stopping, onError: () => {} };
  const port = await freePort();
  const server = await serveHttp(service, { port, host: LOOPBACK });
  onTestFinished(() => void server.close());
  expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
  expect(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()).toContain(
    'riskpool_inbox_troubles 0',
  );
  expect(server.address()).toMatchObject({ address: '127.0.0.1' });
  // Every other address of the machine is still free at that port.
  const outside = Object.values(networkInterfaces())
    .flat()
    .filter((one) => one !== undefined && one.family === 'IPv4' && !one.internal);
  for (const one of outside) {
    const other = createServer();
    await new Promise<void>((resolve, reject) => {
      other.once('error', reject);
      other.listen(port, one?.address, resolve);
    });
    other.close();
  }
});
