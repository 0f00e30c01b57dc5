import { startApi, type TestApi } from '../../support/app.js';
import { call } from '../../support/client.js';
import { fileDocument, filedVersion, PDF, sendForm, sha256Of, type Filer } from '../../support/documents.js';
import { addScopes, signedIn } from '../../support/people.js';

describe('documents', () => {
  let api: TestApi;
  let legal: Filer;
  let desk: Filer;
  let reviewer: Filer;
  let coordinator: Filer;
  let entry: Filer;
  let ethiopia: Filer;

  beforeAll(async () => {
    api = await startApi({ now: '2026-11-22T08:00:00Z' });
    await addScopes(api.database, 'PK', 'ET', 'HQ');
    const filer = async (role: string, scope: string): Promise<Filer> => ({
      url: api.url,
      token: await signedIn(api, { role, scope }),
    });
    legal = await filer('HQ_LEGAL', 'HQ');
    desk = await filer('HQ_DESK', 'HQ');
    reviewer = await filer('HQ_REVIEWER', 'HQ');
    coordinator = await filer('COORDINATOR', 'PK');
    entry = await filer('DATA_ENTRY', 'PK');
    ethiopia = await filer('COORDINATOR', 'ET');
  });
  afterAll(() => api?.close());

  const get = ({ token }: Filer, path: string) => call(api.url, `/api/v1${path}`, { token });
  const post = ({ token }: Filer, path: string, body: object) =>
    call(api.url, `/api/v1${path}`, { method: 'POST', token, body });
  const patch = ({ token }: Filer, path: string, body: object, rev: number) =>
    call(api.url, `/api/v1${path}`, { method: 'PATCH', token, body, headers: { 'if-match': `"r${rev}"` } });
  const audited = async (entityId: string): Promise<string[]> =>
    (
      await api.database.admin.query('select action from app.audit_event where entity_id = $1 order by id', [
        entityId,
      ])
    ).rows.map(({ action }) => action);

  describe('POST /documents', () => {
    it('files a document on record', async () => {
      const { status, body } = await fileDocument(coordinator);
      expect(status).toBe(201);
      expect(body).toMatchObject({ partner: 'PK', versions: [], rev: 1 });
      expect(await audited(body.id)).toEqual(['document.create']);
    });

    it.each([
      ['an instrument of whoever', () => legal, 'INSTRUMENT', 'RESTRICTED'],
      ['a paper of headquarters', () => desk, 'OTHER', 'INTERNAL'],
      ['what a partner files', () => coordinator, 'EVIDENCE', 'PARTNER_SHARED'],
    ])('gives %s its class', async (_what, who, kind, classification) => {
      expect((await fileDocument(who(), { kind })).body.classification).toBe(classification);
    });

    it.each([
      ['another country', () => coordinator, { partner: 'ET' }, 404, 'not-found'],
      ['somebody who only enters figures', () => entry, {}, 403, 'forbidden'],
      ['somebody who may not make it public', () => desk, { classification: 'PUBLIC' }, 403, 'forbidden'],
      ['a kind that is not known', () => desk, { kind: 'SECRET' }, 422, 'validation-failed'],
    ])('refuses %s', async (_what, who, more, status, code) => {
      expect(await fileDocument(who(), more)).toMatchObject({ status, body: { code } });
    });
  });

  describe('classes', () => {
    it.each([
      ['RESTRICTED', [200, 404, 404, 404]],
      ['INTERNAL', [200, 200, 404, 404]],
      ['PARTNER_SHARED', [200, 200, 200, 404]],
      ['PUBLIC', [200, 200, 200, 404]],
    ])(
      '%s is read by legal, reviewer, the partner, another partner as %j',
      async (classification, expected) => {
        const { document, version } = await filedVersion(legal, { classification });
        const readers = [legal, reviewer, entry, ethiopia];
        const paths = [
          `/documents/${document.id}`,
          `/document-versions/${version.id}`,
          `/document-versions/${version.id}/content`,
        ];
        for (const path of paths) {
          const statuses = await Promise.all(readers.map(async (reader) => (await get(reader, path)).status));
          expect(statuses).toEqual(expected);
        }
        const lists = await Promise.all(readers.map((reader) => get(reader, '/documents?limit=200')));
        expect(lists.map(({ body }) => body.data.some(({ id }: any) => id === document.id))).toEqual(
          expected.map((status) => status === 200),
        );
      },
    );

    it('lets whoever filed a restricted document read it', async () => {
      const { body } = await fileDocument(coordinator, { kind: 'INSTRUMENT' });
      expect((await get(coordinator, `/documents/${body.id}`)).status).toBe(200);
      expect((await get(entry, `/documents/${body.id}`)).status).toBe(404);
    });

    it('is changed by the legal department only, on record, against the revision that was read', async () => {
      const { body } = await fileDocument(desk);
      const path = `/documents/${body.id}`;
      expect((await patch(desk, path, { classification: 'PARTNER_SHARED' }, 1)).status).toBe(403);
      expect((await patch(legal, path, { classification: 'PARTNER_SHARED' }, 2)).status).toBe(412);
      const changed = await patch(legal, path, { classification: 'PARTNER_SHARED' }, 1);
      expect(changed).toMatchObject({ status: 200, body: { classification: 'PARTNER_SHARED', rev: 2 } });
      expect(await audited(body.id)).toEqual(['document.create', 'document.change']);
    });
  });

  describe('POST /documents/{id}/versions', () => {
    it('stores the bytes and answers their SHA-256 and what they are', async () => {
      const { body: document } = await fileDocument(coordinator);
      const fields = { language: 'az', authenticity: 'AUTHENTIC', form: 'SCAN' };
      const { status, body } = await sendForm(coordinator, document.id, { name: 'Hesabat ə.pdf', fields });
      expect(status).toBe(201);
      expect(body).toMatchObject({
        ...fields,
        version: 1,
        sha256: sha256Of(PDF),
        size: PDF.length,
        mediaType: 'application/pdf',
        fileName: 'Hesabat ə.pdf',
        scan: 'NOT_SCANNED',
      });
      expect(await audited(body.id)).toEqual(['document-version.add']);
    });

    it('numbers versions one after the other, also when they come at once', async () => {
      const { body: document } = await fileDocument(coordinator);
      const sent = await Promise.all(
        [1, 2, 3, 4].map((n) =>
          sendForm(coordinator, document.id, { content: Buffer.from(`%PDF-1.7 ${n}`) }),
        ),
      );
      expect(sent.map(({ body }) => body.version).sort()).toEqual([1, 2, 3, 4]);
    });

    it.each([
      ['not signed in', () => ({ url: api.url, token: '' }), 401],
      ['another country', () => ethiopia, 404],
      ['without the right', () => entry, 403],
    ])('refuses somebody %s', async (_who, who, status) => {
      const { body: document } = await fileDocument(coordinator);
      expect((await sendForm(who(), document.id)).status).toBe(status);
    });
  });

  describe('GET /document-versions/{id}/content', () => {
    it('gives the bytes as a file with its name, and remembers to whom', async () => {
      const { version } = await filedVersion(coordinator, {}, { name: 'Müqavilə.pdf' });
      const answer = await fetch(`${api.url}/api/v1/document-versions/${version.id}/content`, {
        headers: { authorization: `Bearer ${entry.token}` },
      });
      expect(Buffer.from(await answer.arrayBuffer())).toEqual(PDF);
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-type': 'application/pdf',
        'content-disposition': `attachment; filename="M_qavil_.pdf"; filename*=UTF-8''M%C3%BCqavil%C9%99.pdf`,
        'content-length': String(PDF.length),
        etag: `"sha256-${sha256Of(PDF)}"`,
        'x-content-type-options': 'nosniff',
      });
      expect(await audited(version.id)).toEqual(['document-version.add', 'document-version.download']);
    });

    it('tells who has the bytes that they did not change, without a download', async () => {
      const { version } = await filedVersion(coordinator);
      const answer = await fetch(`${api.url}/api/v1/document-versions/${version.id}/content`, {
        headers: { authorization: `Bearer ${entry.token}`, 'if-none-match': `"sha256-${sha256Of(PDF)}"` },
      });
      expect(answer.status).toBe(304);
      expect(await audited(version.id)).toEqual(['document-version.add']);
    });
  });

  describe('POST /document-versions/{id}/removal', () => {
    const reason = 'Uploaded by mistake';

    it('keeps the row, and gives the bytes to nobody', async () => {
      const { document, version } = await filedVersion(coordinator);
      expect((await post(coordinator, `/document-versions/${version.id}/removal`, { reason })).status).toBe(
        204,
      );
      const content = await get(coordinator, `/document-versions/${version.id}/content`);
      expect(content).toMatchObject({ status: 410, body: { code: 'version-removed' } });
      const { body } = await get(coordinator, `/documents/${document.id}`);
      expect(body.versions).toMatchObject([{ id: version.id, removalReason: reason }]);
      expect(await audited(version.id)).toEqual(['document-version.add', 'document-version.remove']);
    });

    it('is refused to somebody who did not upload it', async () => {
      const { version } = await filedVersion(coordinator);
      const supervisor = {
        url: api.url,
        token: await signedIn(api, { role: 'PARTNER_SUPERVISOR', scope: 'PK' }),
      };
      expect((await post(supervisor, `/document-versions/${version.id}/removal`, { reason })).status).toBe(
        403,
      );
      expect((await post(ethiopia, `/document-versions/${version.id}/removal`, { reason })).status).toBe(404);
    });
  });
});
