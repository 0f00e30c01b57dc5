import fastify from 'fastify';
import pg from 'pg';
import { readOverview } from './overview.mjs';
import { openDraft, saveCells, submit } from './submit.mjs';

/**
 * The least that a Node service has to do for the same work: plain Fastify, prepared statements, one
 * database role that may do everything, no sign-in, no permissions, no checks, no documentation.
 */
const pool = new pg.Pool({ ...JSON.parse(process.env.BENCH_DATABASE), max: 12 });
const app = fastify();

app.get('/live', async () => ({ status: 'ok' }));
app.get('/overview/rollup', (request) => readOverview(pool, 'rollup', request.query));
app.get('/overview/base', (request) => readOverview(pool, 'base', request.query));
app.get('/overview/in-database', async (request, reply) => {
  void reply.header('content-type', 'application/json; charset=utf-8');
  return readOverview(pool, 'in-database', request.query);
});
app.post('/report-slots/:id/submissions', (request) => openDraft(pool, request.params.id));
app.patch('/submissions/:id/cells', (request) => saveCells(pool, request.params.id, request.body.cells));
app.post('/submissions/:id/transitions', (request) => submit(pool, request.params.id));

await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
process.on('SIGTERM', () => void app.close().then(() => pool.end()));
