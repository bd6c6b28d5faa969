import { createServer, type Server } from 'node:http';
import { stageAges } from '../ledger/views/status.js';
import { lastSeen } from '../ledger/work/watch-facts.js';
import { overdue } from './ages.js';
import type { Service } from './service.js';

/** /metrics for Prometheus, /healthz for whoever restarts what does not answer. */
export async function serve(service: Service, port: number): Promise<Server> {
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
        await service.place.db.query('SELECT 1 AS one');
        await service.queueing.depth();
        answer(200, 'application/json', '{"status":"ok"}\n');
      } else answer(404, 'text/plain', 'not found\n');
    } catch (error) {
      service.onError(error);
      answer(503, 'application/json', '{"status":"database or queue away"}\n');
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, resolve);
  });
  return server;
}

/** What is true of the whole installation, asked anew at each look. */
function collector({ place, metrics, queueing }: Service): () => Promise<void> {
  const work = metrics.gauge('riskpool_work', 'Pieces of work by state', ['state']);
  const oldest = metrics.gauge('riskpool_work_oldest_seconds', 'Age of the oldest piece of work by state', [
    'state',
  ]);
  const late = metrics.gauge('riskpool_overdue', 'Stages whose oldest work is past its longest age', [
    'stage',
  ]);
  const depth = metrics.gauge('riskpool_queue_jobs', 'Bells in the queue', ['state']);
  const waiting = metrics.gauge(
    'riskpool_inbox_waiting',
    'Files in the inbox that are not finished or came too late',
  );
  const amounts = metrics.gauge('riskpool_amount_yuan', 'Sums in the books', ['what']);
  return async () => {
    const [stages, seen, sums] = await Promise.all([
      stageAges(place.db),
      lastSeen(place.db),
      place.db.query<{ what: string; fen: bigint }>(SUMS),
    ]);
    for (const gauge of [work, oldest, late]) gauge.reset();
    for (const { state, count, oldest: age } of stages) {
      work.set({ state }, count);
      oldest.set({ state }, age);
    }
    for (const { stage } of overdue(stages, seen, Date.now())) late.set({ stage }, 1);
    waiting.set(seen?.waiting ?? 0);
    for (const { what, fen } of sums) amounts.set({ what }, Number(fen) / 100);
    for (const [state, jobs] of Object.entries(await queueing.depth())) depth.set({ state }, jobs);
  };
}

const SUMS = `SELECT 'filed' AS what, coalesce(sum(principal_fen), 0)::int8 AS fen FROM filings WHERE status = '受理'
  UNION ALL SELECT 'applied', coalesce(sum(base), 0)::int8 FROM claims WHERE status NOT IN ('待核', '退回', '不予确认')
  UNION ALL SELECT 'paid', coalesce(sum(amount), 0)::int8 FROM claims WHERE status IN ('已拨付', '已核销')
  UNION ALL SELECT 'clawed_back', coalesce(sum(returned), 0)::int8 FROM recoveries`;
