import { startApi, type TestApi } from '../../support/app.js';
import { call, type Answer } from '../../support/client.js';
import { signedIn } from '../../support/people.js';
import { addReportingUnit, loadReferenceData } from '../../support/reporting.js';
import { ensureParserIsBuilt } from '../../hostile-files/built-parser.js';

const LAYOUT = {
  title: 'A table with a row for each centre',
  format: 'CSV',
  orientation: 'ROWS_ARE_UNITS',
  table: { delimiter: ';' },
  period: { where: 'column', at: 'month', pattern: 'yyyy-MM', scheme: 'GREGORIAN_MONTH' },
  unit: { column: 'centre', map: { islamabad: 'CTR-PK-ISB' } },
  numbers: { digits: ['latin'], thousands: null, decimal: ',' },
  indicators: { visitors: 'VISITORS', wait: 'WAIT_MINUTES_MEAN' },
  markers: { 'n/a': 'NOT_APPLICABLE' },
};
const SAMPLE = 'centre;month;visitors;wait\nislamabad;2026-10;1000;12,5\n';

describe('source profiles', () => {
  let api: TestApi;
  let desk: string;
  let admin: string;
  let coordinator: string;
  let codes = 0;

  beforeAll(async () => {
    ensureParserIsBuilt();
    api = await startApi({ now: '2026-11-05T08:00:00Z' });
    await loadReferenceData(api);
    await addReportingUnit(api, { partner: 'PK', unit: 'CTR-PK-ISB' });
    await addReportingUnit(api, { partner: 'ET', unit: 'CTR-ET-ADD' });
    desk = await signedIn(api, { role: 'HQ_DESK', scope: 'HQ' });
    admin = await signedIn(api, { role: 'HQ_ADMIN', scope: 'HQ' });
    coordinator = await signedIn(api, { role: 'COORDINATOR', scope: 'PK' });
  });
  afterAll(() => api.close());

  const newCode = () => `PK-TABLE-${(codes += 1)}`;
  const draft = (code: string, document: object = LAYOUT, token = desk): Promise<Answer> =>
    call(api.url, `/api/v1/source-profiles/${code}/versions`, { method: 'POST', token, body: { document } });
  const step = (code: string, version: number, name: string, token = admin, tag = '"r1"'): Promise<Answer> =>
    call(api.url, `/api/v1/source-profiles/${code}/versions/${version}/${name}`, {
      method: 'POST',
      token,
      headers: { 'if-match': tag },
    });
  const published = async (code: string, token = coordinator): Promise<number | null> => {
    const { body } = await call(api.url, '/api/v1/source-profiles?partner=PK', { token });
    return body.data.find((profile: { code: string }) => profile.code === code)?.published;
  };
  async function dryRun(
    code: string,
    sample: string,
    version = 1,
    fields: Record<string, string> = {},
  ): Promise<Answer> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.set('file', new Blob([sample], { type: 'text/csv' }), 'sample.csv');
    const answer = await fetch(`${api.url}/api/v1/source-profiles/${code}/versions/${version}/dry-run`, {
      method: 'POST',
      headers: { authorization: `Bearer ${desk}` },
      body: form,
    });
    return { status: answer.status, headers: answer.headers, body: await answer.json() };
  }

  it('lists what ships, with the version in force', async () => {
    const { body } = await call(api.url, '/api/v1/source-profiles?partner=PK', { token: coordinator });
    const codesShown = body.data.map(({ code }: { code: string }) => code);
    expect(codesShown).toEqual(expect.arrayContaining(['PK-REST', 'ASAN-CSV']));
    expect(codesShown).not.toContain('ET-CSV');
  });

  it('takes a draft with every default of its own, and an audit record of it', async () => {
    const code = newCode();
    const { status, body } = await draft(code);
    expect([status, body.state, body.version, body.steps]).toEqual([201, 'DRAFT', 1, ['publish', 'retire']]);
    expect(body.document).toMatchObject({ code, partner: 'PK', version: 1, title: LAYOUT.title });
    const { rows } = await api.database.admin.query(
      "select partner, action from app.audit_event where entity = 'source_profile_version' and entity_id = $1",
      [`${code}/1`],
    );
    expect(rows).toEqual([{ partner: 'PK', action: 'source-profile.draft' }]);
  });

  it('names every fault of a document with its pointer', async () => {
    const { status, body } = await draft(newCode(), { ...LAYOUT, format: 'PDF', table: { delimiter: ';;' } });
    expect([status, body.code]).toEqual([422, 'validation-failed']);
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(
      expect.arrayContaining(['/document/format', '/document/table/delimiter']),
    );
  });

  it("refuses a code that begins with another country's", async () => {
    expect((await draft('PK-OTHER', { ...LAYOUT, partner: 'ET' })).status).toBe(422);
  });

  it('keeps a draft out of force', async () => {
    const code = newCode();
    await draft(code);
    expect(await published(code)).toBeNull();
  });

  it('lets nobody publish what they wrote', async () => {
    const code = newCode();
    await draft(code, LAYOUT, admin);
    const { status, body } = await step(code, 1, 'publication');
    expect([status, body.code]).toEqual([403, 'four-eyes']);
    expect(await published(code)).toBeNull();
  });

  it('is in force once a second person published it', async () => {
    const code = newCode();
    await draft(code);
    expect((await step(code, 1, 'publication')).body).toMatchObject({
      state: 'PUBLISHED',
      steps: ['retire'],
    });
    expect(await published(code)).toBe(1);
  });

  it('retires the version before, and keeps it readable', async () => {
    const code = newCode();
    await draft(code);
    await step(code, 1, 'publication');
    await draft(code, { ...LAYOUT, title: 'With another title' });
    await step(code, 2, 'publication');
    const { body } = await call(api.url, `/api/v1/source-profiles/${code}/versions`, { token: desk });
    expect(body.data.map(({ version, state }: any) => [version, state])).toEqual([
      [1, 'RETIRED'],
      [2, 'PUBLISHED'],
    ]);
  });

  it('publishes nothing twice', async () => {
    const code = newCode();
    await draft(code);
    await step(code, 1, 'publication');
    const { status, body } = await step(code, 1, 'publication', admin, '"r2"');
    expect([status, body.code]).toEqual([409, 'invalid-transition']);
  });

  it('refuses a step on a revision that changed', async () => {
    const code = newCode();
    await draft(code);
    expect((await step(code, 1, 'publication', admin, '"r7"')).status).toBe(412);
  });

  it('counts on from what ships', async () => {
    const { body } = await draft('PK-REST', {
      ...LAYOUT,
      title: 'Pakistan, a table from now on',
    });
    expect(body.version).toBe(2);
    expect(await published('PK-REST')).toBe(1);
  });

  it.each([
    ['coordinators', 'COORDINATOR'],
    ['supervisors', 'PARTNER_SUPERVISOR'],
  ])('lets no %s of a country write', async (_who, role) => {
    const token = await signedIn(api, { role, scope: 'PK' });
    expect((await draft(newCode(), LAYOUT, token)).status).toBe(403);
  });

  it("shows nobody another country's", async () => {
    const code = newCode();
    await draft(code);
    const stranger = await signedIn(api, { role: 'COORDINATOR', scope: 'ET' });
    const { status } = await call(api.url, `/api/v1/source-profiles/${code}/versions`, { token: stranger });
    expect(status).toBe(404);
  });

  it('is closed to whoever is not signed in', async () => {
    expect((await call(api.url, '/api/v1/source-profiles')).status).toBe(401);
  });

  describe('dry run', () => {
    it('answers what would be understood, and stores nothing', async () => {
      const code = newCode();
      await draft(code);
      const { status, body } = await dryRun(code, SAMPLE);
      expect([status, body.period, body.understood, body.rejected]).toEqual([
        200,
        'GREGORIAN_MONTH:2026-10',
        2,
        0,
      ]);
      expect(body.rows.map(({ unit, cell, value }: any) => [unit, cell, value])).toEqual([
        ['CTR-PK-ISB', 'VISITORS', '1000'],
        ['CTR-PK-ISB', 'WAIT_MINUTES_MEAN', '12.5'],
      ]);
      const { rows } = await api.database.admin.query('select count(*)::int as n from app.import_file');
      expect(rows).toEqual([{ n: 0 }]);
    });

    it('names the cell that it would reject, and why', async () => {
      const code = newCode();
      await draft(code);
      const { body } = await dryRun(code, SAMPLE.replace('12,5', '12.5'));
      expect([body.understood, body.rejected]).toEqual([1, 1]);
      expect(body.problems[0]).toMatchObject({
        code: 'invalid-number',
        given: '12.5',
        at: { row: 2, header: 'wait' },
      });
    });

    it('names columns that the layout gives no meaning', async () => {
      const code = newCode();
      await draft(code);
      const { body } = await dryRun(code, 'centre;month;visitors;wait;mood\nislamabad;2026-10;1;2;good\n');
      expect([body.fileProblem.code, body.unmapped, body.understood]).toEqual([
        'header-unknown',
        ['mood'],
        0,
      ]);
    });

    it('names columns that the layout looks for in vain', async () => {
      const code = newCode();
      await draft(code);
      const { body } = await dryRun(code, 'centre;month;visitors\nislamabad;2026-10;1\n');
      expect([body.fileProblem.code, body.missing]).toEqual(['header-missing', ['wait']]);
    });

    it('asks whose sample it is where every partner may use the layout', async () => {
      const { status, body } = await dryRun('ASAN-CSV', 'unit,period,VISITORS\n');
      expect([status, body.errors[0].pointer]).toEqual([422, '/partner']);
    });
  });

  async function handIn(code: string): Promise<{ id: string }> {
    const form = new FormData();
    for (const [name, value] of Object.entries({ partner: 'PK', profile: code })) form.set(name, value);
    form.set('file', new Blob([SAMPLE], { type: 'text/csv' }), 'month.csv');
    const answer = await fetch(`${api.url}/api/v1/imports`, {
      method: 'POST',
      headers: { authorization: `Bearer ${coordinator}` },
      body: form,
    });
    return (await answer.json()) as { id: string };
  }

  it('reads a hand-in with the version that was in force when it arrived', async () => {
    const code = newCode();
    await draft(code);
    await step(code, 1, 'publication');
    const { id } = await handIn(code);
    await draft(code, { ...LAYOUT, indicators: { visitors: 'TICKETS_ISSUED', wait: 'WAIT_MINUTES_MEAN' } });
    await step(code, 2, 'publication');
    const { rows } = await api.database.admin.query('select profile_version from app.import where id = $1', [
      id,
    ]);
    expect(rows).toEqual([{ profile_version: 1 }]);
    await endImports();
  });

  const endImports = () =>
    api.database.admin.query(
      "update app.import set state = 'SUCCEEDED', finished_at = now() where finished_at is null",
    );

  it('reads the very same file again once the layout says something else about it, and not before', async () => {
    const code = newCode();
    await draft(code);
    await step(code, 1, 'publication');
    const first = await handIn(code);
    await endImports();
    expect((await handIn(code)).id).toBe(first.id);
    await draft(code, { ...LAYOUT, indicators: { visitors: 'TICKETS_ISSUED', wait: 'WAIT_MINUTES_MEAN' } });
    await step(code, 2, 'publication');
    const again = await handIn(code);
    expect(again.id).toEqual(expect.any(String));
    expect(again.id).not.toBe(first.id);
    await endImports();
  });
});
