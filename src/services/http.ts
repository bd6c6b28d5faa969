import { createServer, type Server } from 'node:http';
import { bookSums, stageAges } from '../ledger/views/status.js';
import { databaseClock, lastSeen } from '../ledger/work/service-facts.js';
import { overdue } from '../operations/overdue.js';
import type { Service } from './service.js';

/** Where a service answers for itself. Sums of money are among what it says, so by default only to its own machine. */
export interface HttpPlace {
  readonly port: number;
  readonly host: string;
}

export const LOOPBACK = '127.0.0.1';

/** /metrics for Prometheus, /healthz for whoever restarts what does not answer. */
export async function serveHttp(service: Service, { port, host }: HttpPlace): Promise<Server> {
  const collect = collector(service);
  const server = createServer(async (request, response) => {
    const answer = (status: number, type: string, body: string): void => {
      response.writeHead(status, { 'content-type': type }).end(body);
    };
    try {
      if (request.url === '/metrics') {
        await collect();
        answer(200, service.metrics.registry.contentType, await service.metrics.registry.metrics());
      } else if (request.url === '/healthz') {
        await databaseClock(service.place.db);
        await service.queue.depth();
        answer(200, 'application/json', '{"status":"ok"}\n');
      } else answer(404, 'text/plain', 'not found\n');
    } catch (error) {
      service.onError(error);
      answer(503, 'application/json', '{"status":"database or queue away"}\n');
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return server;
}

/** What is true of the whole installation, asked anew at each look. */
function collector({ place, metrics, queue }: Service): () => Promise<void> {
  const work = metrics.gauge('riskpool_work', 'Pieces of work by state', ['state']);
  const oldest = metrics.gauge('riskpool_work_oldest_seconds', 'Age of the oldest piece of work by state', [
    'state',
  ]);
  const late = metrics.gauge('riskpool_overdue', 'Stages whose oldest work is past its longest age', [
    'stage',
  ]);
  const depth = metrics.gauge('riskpool_queue_jobs', 'Jobs in the queue', ['state']);
  const waiting = metrics.gauge(
    'riskpool_inbox_waiting',
    'Files in the inbox that are not finished or came too late',
  );
  const troubles = metrics.gauge('riskpool_inbox_troubles', 'Files and folders that cannot be read or taken');
  const stopped = metrics.gauge(
    'riskpool_watch_stopped',
    'Nothing is taken because the clock cannot be trusted',
  );
  const amounts = metrics.gauge('riskpool_amount_yuan', 'Sums in the books', ['what']);
  return async () => {
    const [stages, seen, sums] = await Promise.all([
      stageAges(place.db),
      lastSeen(place.db),
      bookSums(place.db),
    ]);
    for (const gauge of [work, oldest, late]) gauge.reset();
    for (const { state, count, oldest: age } of stages) {
      work.set({ state }, count);
      oldest.set({ state }, age);
    }
    for (const { stage } of overdue(stages, seen, Date.now())) late.set({ stage }, 1);
    waiting.set(seen?.waiting ?? 0);
    troubles.set(seen?.troubles.length ?? 0);
    stopped.set(seen?.stopped == null ? 0 : 1);
    for (const { what, fen } of sums) amounts.set({ what }, Number(fen) / 100);
    for (const [state, jobs] of Object.entries(await queue.depth())) depth.set({ state }, jobs);
  };
}
