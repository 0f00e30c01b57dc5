import { existsSync, readdirSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { SettableClock } from '#platform';
import { dataFolderOf, startApi, type TestApi } from '../../support/app.js';
import { call } from '../../support/client.js';
import {
  announced,
  fileDocument,
  PDF,
  sendForm,
  sha256Of,
  tus,
  type Filer,
  type FormFile,
} from '../../support/documents.js';
import { addScopes, signedIn } from '../../support/people.js';
import { eventually } from '../../support/worker.js';

const NOW = '2026-11-22T08:00:00Z';
const LARGE = Buffer.concat([PDF, Buffer.alloc(3_000_000, 'a')]);

describe('uploads', () => {
  let api: TestApi;
  let coordinator: Filer;
  let supervisor: Filer;
  let ethiopia: Filer;
  let entry: Filer;
  let document: any;

  beforeAll(async () => {
    api = await startApi({ now: NOW });
    await addScopes(api.database, 'PK', 'ET', 'HQ');
    const filer = async (role: string, scope: string): Promise<Filer> => ({
      url: api.url,
      token: await signedIn(api, { role, scope }),
    });
    coordinator = await filer('COORDINATOR', 'PK');
    supervisor = await filer('PARTNER_SUPERVISOR', 'PK');
    ethiopia = await filer('COORDINATOR', 'ET');
    entry = await filer('DATA_ENTRY', 'PK');
  });
  afterAll(() => api?.close());
  beforeEach(async () => {
    (api.clock as SettableClock).set(NOW);
    ({ body: document } = await fileDocument(coordinator));
  });

  const begin = (content: Buffer, file: FormFile = {}, who = coordinator) =>
    tus(who, 'POST', `/api/v1/documents/${document.id}/uploads`, announced(content, file));
  const send = (location: string, content: Buffer, offset: number, who = coordinator) =>
    tus(who, 'PATCH', location, { 'upload-offset': String(offset) }, content);
  const begun = async (content: Buffer, file: FormFile = {}): Promise<string> =>
    (await begin(content, file)).headers.get('location')!;
  const versions = async (): Promise<any[]> =>
    (await call(api.url, `/api/v1/documents/${document.id}`, { token: coordinator.token })).body.versions;
  const spooled = (): string[] => {
    const folder = join(dataFolderOf(api.database), 'uploads');
    return existsSync(folder) ? readdirSync(folder) : [];
  };
  const kept = (content: Buffer): boolean => {
    const sha256 = sha256Of(content);
    return existsSync(join(dataFolderOf(api.database), 'documents', 'PK', sha256.slice(0, 2), sha256));
  };

  describe('in parts that can be resumed', () => {
    it('make a version with the last byte, and nothing before', async () => {
      const content = Buffer.concat([LARGE, Buffer.from('1')]);
      const started = await begin(content, { fields: { language: 'ru', form: 'SCAN' } });
      expect(started.status).toBe(201);
      expect(started.headers.get('tus-resumable')).toBe('1.0.0');
      const location = started.headers.get('location')!;
      const first = await send(location, content.subarray(0, 1_000_000), 0);
      expect([first.status, first.headers.get('upload-offset')]).toEqual([204, '1000000']);
      expect(await versions()).toEqual([]);
      const last = await send(location, content.subarray(1_000_000), 1_000_000);
      expect(last.status).toBe(204);
      expect(await versions()).toMatchObject([
        {
          id: last.headers.get('document-version'),
          sha256: sha256Of(content),
          size: content.length,
          language: 'ru',
          form: 'SCAN',
        },
      ]);
      expect(kept(content)).toBe(true);
    });

    it('tell a sender who missed the last answer what became of the bytes', async () => {
      const location = await begun(PDF);
      const last = await send(location, PDF, 0);
      const asked = await tus(coordinator, 'HEAD', location);
      expect(asked.status).toBe(200);
      expect(asked.headers.get('upload-offset')).toBe(String(PDF.length));
      expect(asked.headers.get('document-version')).toBe(last.headers.get('document-version'));
    });

    it('can be cut in the middle of a request, leave nothing visible, and go on where they were cut', async () => {
      const content = Buffer.concat([LARGE, Buffer.from('cut')]);
      const location = await begun(content);
      await sendAndHangUp(location, content, 700_000);
      const offset = await eventually(async () => {
        const { headers } = await tus(coordinator, 'HEAD', location);
        return Number(headers.get('upload-offset'));
      });
      expect(offset).toBeGreaterThan(0);
      expect(offset).toBeLessThanOrEqual(700_000);
      expect(await versions()).toEqual([]);
      expect(kept(content)).toBe(false);
      const rest = await send(location, content.subarray(offset), offset);
      expect(rest.status).toBe(204);
      expect(await versions()).toMatchObject([{ sha256: sha256Of(content) }]);
    });

    /** Announces the whole rest, sends some of it, and drops the connection. */
    async function sendAndHangUp(location: string, content: Buffer, bytes: number): Promise<void> {
      const { hostname, port } = new URL(api.url);
      const socket = connect(Number(port), hostname);
      const head = [
        `PATCH ${location} HTTP/1.1`,
        `Host: ${hostname}`,
        `Authorization: Bearer ${coordinator.token}`,
        'Tus-Resumable: 1.0.0',
        'Upload-Offset: 0',
        'Content-Type: application/offset+octet-stream',
        `Content-Length: ${content.length}`,
      ].join('\r\n');
      await new Promise<void>((done) => socket.write(`${head}\r\n\r\n`, () => done()));
      await new Promise<void>((done) => socket.write(content.subarray(0, bytes), () => done()));
      const spool = join(dataFolderOf(api.database), 'uploads', location.split('/').at(-1)!);
      await eventually(async () => statSync(spool).size > 0);
      socket.destroy();
    }

    it('end with checksum-mismatch, and leave nothing, when the bytes are other ones', async () => {
      const other = Buffer.from(PDF);
      other[20]! ^= 1;
      const location = await begun(PDF);
      const refused = await send(location, other, 0);
      expect(refused).toMatchObject({ status: 422, body: { code: 'checksum-mismatch' } });
      expect(await versions()).toEqual([]);
      expect(kept(other)).toBe(false);
      expect((await tus(coordinator, 'HEAD', location)).status).toBe(404);
      expect(spooled().filter((name) => location.includes(name))).toEqual([]);
    });

    it('refuse bytes that do not follow on the last ones', async () => {
      const location = await begun(PDF);
      expect(await send(location, PDF.subarray(5), 5)).toMatchObject({
        status: 409,
        body: { code: 'upload-offset-mismatch' },
      });
    });

    it('refuse more bytes than were announced', async () => {
      const location = await begun(PDF);
      const more = Buffer.concat([PDF, PDF]);
      expect(await send(location, more, 0)).toMatchObject({ status: 413, body: { code: 'file-too-large' } });
      expect(await versions()).toEqual([]);
    });

    it('are for whoever began them, at every request', async () => {
      const location = await begun(PDF);
      for (const [who, status] of [
        [supervisor, 404],
        [ethiopia, 404],
        [entry, 403],
        [{ url: api.url, token: '' }, 401],
      ] as const) {
        expect((await tus(who, 'HEAD', location)).status).toBe(status);
        expect((await send(location, PDF, 0, who)).status).toBe(status);
        expect((await tus(who, 'DELETE', location)).status).toBe(status);
        expect((await begin(PDF, {}, who)).status).toBe(who === supervisor ? 201 : status);
      }
      expect((await send(location, PDF, 0)).status).toBe(204);
    });

    it('can be given up', async () => {
      const location = await begun(PDF);
      expect((await tus(coordinator, 'DELETE', location)).status).toBe(204);
      expect((await tus(coordinator, 'HEAD', location)).status).toBe(404);
    });

    it('cannot be resumed once they expired', async () => {
      const location = await begun(PDF);
      (api.clock as SettableClock).set('2026-11-23T07:59:59Z');
      expect((await tus(coordinator, 'HEAD', location)).status).toBe(200);
      (api.clock as SettableClock).set('2026-11-23T08:00:00Z');
      expect((await tus(coordinator, 'HEAD', location)).status).toBe(404);
    });

    it.each([
      ['without the version of the protocol', { 'tus-resumable': '' }, 412, 'upload-version-unsupported'],
      ['without a length', { 'upload-length': '' }, 400, 'upload-malformed'],
      [
        'of a length told later',
        { 'upload-length': '', 'upload-defer-length': '1' },
        400,
        'upload-malformed',
      ],
      ['of no bytes', { 'upload-length': '0' }, 422, 'empty-file'],
      ['of too many bytes', { 'upload-length': '209715201' }, 413, 'file-too-large'],
      ['with metadata in no form', { 'upload-metadata': 'filename !!' }, 400, 'upload-malformed'],
      ['without a checksum', { 'upload-metadata': 'filename YS5wZGY=' }, 422, 'validation-failed'],
      [
        'with metadata that is not known',
        { 'upload-metadata': `${announced(PDF)['upload-metadata']},colour YQ==` },
        422,
        'unknown-member',
      ],
    ])('are not begun %s', async (_what, headers, status, code) => {
      const before = spooled();
      const given = { ...announced(PDF), ...headers };
      const path = `/api/v1/documents/${document.id}/uploads`;
      expect(await tus(coordinator, 'POST', path, given)).toMatchObject({ status, body: { code } });
      expect(spooled()).toEqual(before);
      const { rows } = await api.database.admin.query(
        'select 1 from app.document_upload where document_id = $1',
        [document.id],
      );
      expect(rows).toEqual([]);
    });

    it.each(['../../etc/passwd', 'a\u202efdp.exe', 'a\u0007.pdf'])(
      'are not begun under the name %j',
      async (name) => {
        expect(await begin(PDF, { name })).toMatchObject({
          status: 422,
          body: { code: 'file-name-invalid' },
        });
      },
    );
  });

  describe('in one request', () => {
    it('that is cut half-way leaves nothing', async () => {
      const { hostname, port } = new URL(api.url);
      const socket = connect(Number(port), hostname);
      const head = [
        `POST /api/v1/documents/${document.id}/versions HTTP/1.1`,
        `Host: ${hostname}`,
        `Authorization: Bearer ${coordinator.token}`,
        'Content-Type: multipart/form-data; boundary=cut',
        'Content-Length: 1000000',
      ].join('\r\n');
      const part = 'Content-Disposition: form-data; name="file"; filename="a.pdf"';
      const before = spooled();
      socket.write(`${head}\r\n\r\n--cut\r\n${part}\r\n\r\n${'%PDF-1.7 '.repeat(20_000)}`);
      await eventually(async () => spooled().length > before.length);
      socket.destroy();
      await eventually(async () => spooled().length === before.length);
      expect(await versions()).toEqual([]);
    });

    it.each<[string, FormFile, number, string]>([
      ['bytes with another checksum', { fields: { sha256: 'a'.repeat(64) } }, 422, 'checksum-mismatch'],
      ['no bytes', { content: Buffer.alloc(0) }, 422, 'empty-file'],
      ['more than 10 MB', { content: Buffer.alloc(10 * 1024 * 1024 + 1, 'a') }, 413, 'file-too-large'],
      ['a program', { content: Buffer.from('MZ\u0000\u0001') }, 415, 'file-type-forbidden'],
      [
        'a page with a script',
        { content: Buffer.from('<script>'), name: 'a.html' },
        415,
        'file-type-forbidden',
      ],
      ['a name with a path', { name: '../a.pdf' }, 422, 'file-name-invalid'],
      ['a name that turns the writing', { name: 'a\u202efdp.exe' }, 422, 'file-name-invalid'],
      ['no checksum', { fields: { sha256: '' } }, 422, 'validation-failed'],
      ['a field that is not known', { fields: { colour: 'red' } }, 422, 'unknown-member'],
    ])('refuses %s and keeps nothing of it', async (_what, file, status, code) => {
      const before = spooled();
      expect(await sendForm(coordinator, document.id, file)).toMatchObject({ status, body: { code } });
      expect(await versions()).toEqual([]);
      expect(spooled()).toEqual(before);
      const { rows } = await api.database.admin.query(
        'select 1 from app.document_upload where document_id = $1',
        [document.id],
      );
      expect(rows).toEqual([]);
    });
  });
});
