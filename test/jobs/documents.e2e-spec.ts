import type { INestApplicationContext } from '@nestjs/common';
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { JobWorkers, QUEUE_BACKEND, type QueueBackend, type SettableClock } from '#platform';
import { dataFolderOf, startApi, type TestApi } from '../support/app.js';
import { EICAR, startClamd, type FakeClamd } from '../support/clamd.js';
import { call } from '../support/client.js';
import {
  announced,
  fileDocument,
  filedVersion,
  PDF,
  sha256Of,
  tus,
  type Filer,
} from '../support/documents.js';
import { addScopes, signedIn } from '../support/people.js';
import { eventually, startWorker } from '../support/worker.js';

const NOW = '2026-11-22T08:00:00Z';
const INFECTED = Buffer.concat([Buffer.from('%PDF-1.7\n'), EICAR]);

describe('the jobs of documents', () => {
  let clamd: FakeClamd;
  let api: TestApi;
  let worker: INestApplicationContext;
  let coordinator: Filer;

  beforeAll(async () => {
    clamd = await startClamd();
    const environment = { SCANNER_URL: clamd.url };
    api = await startApi({ now: NOW, environment });
    await addScopes(api.database, 'PK', 'HQ');
    coordinator = { url: api.url, token: await signedIn(api, { role: 'COORDINATOR', scope: 'PK' }) };
    worker = await startWorker(api, environment);
  });
  afterAll(async () => {
    await worker?.close();
    await api?.close();
    await clamd?.close();
  });

  beforeEach(() => (api.clock as SettableClock).set(NOW));

  const content = (id: string) =>
    call(api.url, `/api/v1/document-versions/${id}/content`, { token: coordinator.token });
  const scanned = async (id: string): Promise<any> =>
    eventually(async () => {
      const { body } = await call(api.url, `/api/v1/document-versions/${id}`, { token: coordinator.token });
      return body.scan !== 'PENDING' && body;
    });
  const audited = async (id: string): Promise<string[]> =>
    (
      await api.database.admin.query('select action from app.audit_event where entity_id = $1 order by id', [
        id,
      ])
    ).rows.map(({ action }) => action);
  const kept = (bytes: Buffer): boolean => {
    const sha256 = sha256Of(bytes);
    return existsSync(join(dataFolderOf(api.database), 'documents', 'PK', sha256.slice(0, 2), sha256));
  };
  /** Runs the sweep as the scheduler would, to its end. */
  const sweep = async (): Promise<void> => {
    const queue = worker.get<QueueBackend>(QUEUE_BACKEND, { strict: false }).queue('maintenance');
    const job = await queue.add('sweep-uploads', { id: 'HQ', scope: 'HQ' });
    await eventually(async () => (await job.getState()) === 'completed');
    await queue.close();
  };

  describe('scan-document', () => {
    it('gives no bytes before the scanner cleared them, and all of them afterwards', async () => {
      clamd.behaviour = 'HANG_UP';
      const { version } = await filedVersion(coordinator);
      expect(version.scan).toBe('PENDING');
      expect(await content(version.id)).toMatchObject({
        status: 423,
        body: { code: 'document-not-scanned' },
      });
      clamd.behaviour = 'SCAN';
      expect(await scanned(version.id)).toMatchObject({ scan: 'CLEAN', threat: null });
      expect(await content(version.id)).toMatchObject({ status: 200, body: PDF.toString() });
      expect((await audited(version.id)).slice(0, 2)).toEqual([
        'document-version.add',
        'document-version.scan',
      ]);
    });

    it('never gives out what the scanner condemned, nor lets it prove anything', async () => {
      const { version } = await filedVersion(coordinator, {}, { content: INFECTED });
      expect(await scanned(version.id)).toMatchObject({ scan: 'INFECTED', threat: 'Eicar-Test-Signature' });
      expect(await content(version.id)).toMatchObject({ status: 423, body: { code: 'document-infected' } });
    });

    it('gives nobody what the scanner could not look at, and asks it again a day later', async () => {
      clamd.behaviour = 'ERROR';
      const { version } = await filedVersion(coordinator, {}, { content: Buffer.from('%PDF-1.7 too large') });
      expect((await scanned(version.id)).scan).toBe('FAILED');
      expect((await content(version.id)).status).toBe(423);
      clamd.behaviour = 'SCAN';
      await sweep();
      expect((await scanned(version.id)).scan).toBe('FAILED');
      (api.clock as SettableClock).set('2026-11-23T08:00:01Z');
      await sweep();
      (api.clock as SettableClock).set(NOW);
      expect((await scanned(version.id)).scan).toBe('CLEAN');
    });

    it('looks at what was stored before there was a scanner', async () => {
      const { version } = await filedVersion(coordinator);
      await scanned(version.id);
      await api.database.admin.query(
        `update app.document_version set scan = 'NOT_SCANNED', scanned_at = null where id = $1`,
        [version.id],
      );
      await sweep();
      expect((await scanned(version.id)).scan).toBe('CLEAN');
    });
  });

  describe('sweep-uploads', () => {
    it('is set for every hour, under a permission', async () => {
      const queue = worker.get<QueueBackend>(QUEUE_BACKEND, { strict: false }).queue('maintenance');
      const scheduler = await eventually(async () => queue.getJobScheduler('sweep-uploads'));
      await queue.close();
      expect(scheduler).toMatchObject({ pattern: '40 * * * *', tz: 'UTC' });
      const registered = worker.get(JobWorkers, { strict: false }).registered();
      expect(registered.find(({ name }) => name === 'sweep-uploads')).toMatchObject({
        permission: 'operations:run',
      });
    });

    it('removes what nobody resumed for a day, and nothing that may still be resumed', async () => {
      const { body: document } = await fileDocument(coordinator);
      const path = `/api/v1/documents/${document.id}/uploads`;
      const { headers } = await tus(coordinator, 'POST', path, announced(PDF));
      const location = headers.get('location')!;
      await tus(coordinator, 'PATCH', location, { 'upload-offset': '0' }, PDF.subarray(0, 10));
      const id = location.split('/').at(-1)!;
      const spool = join(dataFolderOf(api.database), 'uploads', id);
      await sweep();
      expect(existsSync(spool)).toBe(true);
      const clock = api.clock as SettableClock;
      clock.set(new Date(clock.now().getTime() + 86_400_000).toISOString());
      await sweep();
      expect([existsSync(spool), existsSync(`${spool}.json`)]).toEqual([false, false]);
      expect(await audited(id)).toEqual(['document-upload.start', 'document-upload.expire']);
      await sweep();
      expect((await audited(id)).length).toBe(2);
    });

    it('removes what a process left that died while it received a form, and nothing that is still coming', async () => {
      const folder = join(dataFolderOf(api.database), 'uploads');
      mkdirSync(folder, { recursive: true });
      for (const [name, at] of [
        ['arrival-old', '2026-11-22T06:59:59Z'],
        ['arrival-new', '2026-11-22T07:00:01Z'],
      ] as const) {
        writeFileSync(join(folder, name), 'x');
        utimesSync(join(folder, name), new Date(at), new Date(at));
      }
      await sweep();
      expect(readdirSync(folder).filter((name) => name.startsWith('arrival-'))).toEqual(['arrival-new']);
    });

    it('removes the bytes of a removed version once nothing else has them', async () => {
      const bytes = Buffer.from('%PDF-1.7 twice');
      const first = (await filedVersion(coordinator, {}, { content: bytes })).version;
      const second = (await filedVersion(coordinator, {}, { content: bytes })).version;
      const remove = ({ id }: any) =>
        call(api.url, `/api/v1/document-versions/${id}/removal`, {
          method: 'POST',
          token: coordinator.token,
          body: { reason: 'Sent by mistake' },
        });
      await remove(first);
      await sweep();
      expect(kept(bytes)).toBe(true);
      await remove(second);
      await sweep();
      expect(kept(bytes)).toBe(false);
      expect((await audited(second.id)).at(-1)).toBe('document-version.remove-bytes');
    });
  });
});
