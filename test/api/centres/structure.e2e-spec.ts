import { DataSource } from 'typeorm';
import { startApi, type TestApi } from '../../support/app.js';
import { addScopes } from '../../support/people.js';
import { addReportingUnit, generateSlots, loadReferenceData } from '../../support/reporting.js';
import { eventually } from '../../support/worker.js';
import { acceptReport, handsOf } from '../analytics/accepted-report.js';
import { askerFor, askerWith, auditOf, type Asker } from '../register/register-api.js';

const NOW = '2026-11-20T08:00:00.000Z';

describe('the network over time', () => {
  let api: TestApi;
  let desk: Asker;
  let director: Asker;

  beforeAll(async () => {
    api = await startApi({ now: NOW });
    await loadReferenceData(api);
    await addScopes(api.database, 'ME', 'ET', 'UZ', 'PK');
    desk = await askerWith(api, 'HQ_DESK', 'HQ');
    director = await askerWith(api, 'DIRECTOR', 'HQ');
  });

  afterAll(() => api?.close());

  let made = 0;
  const register = async (type: string, parent?: string, partner = 'ME'): Promise<string> => {
    const prefix = type === 'CENTRE' ? 'CTR' : 'REG';
    const code = `${prefix}-${partner}-${(made += 1)}`;
    const unit = { code, partner, type, name: code, timeZone: 'Europe/Podgorica', parent };
    const { status, body } = await desk.post('/units', unit);
    expect([status, body.code]).toEqual([201, code]);
    return code;
  };
  const move = (code: string, parent: string | null, from: string, by = desk) =>
    by.post(`/units/${code}/parents`, { parent, from });
  const linksOf = async (code: string): Promise<unknown[]> => {
    const { rows } = await api.database.admin.query(
      `select parent, valid_from::text as "from", valid_until::text as "until" from app.unit_parent
        where unit = $1 order by valid_from nulls first`,
      [code],
    );
    return rows;
  };

  describe('POST /units/{code}/parents', () => {
    it('ends the place that lasted on the day on which the new one begins, with an audit record', async () => {
      const [old, next] = [await register('REGION'), await register('REGION')];
      const centre = await register('CENTRE', old);
      const { status } = await move(centre, next, '2026-07-01');
      expect(status).toBe(201);
      expect(await linksOf(centre)).toEqual([
        { parent: old, from: null, until: '2026-07-01' },
        { parent: next, from: '2026-07-01', until: null },
      ]);
      expect(await auditOf(api, centre)).toEqual(['unit.register', 'unit.move']);
    });

    it('takes a unit out of every larger one', async () => {
      const region = await register('REGION');
      const centre = await register('CENTRE', region);
      expect((await move(centre, null, '2026-07-01')).status).toBe(201);
      expect(await linksOf(centre)).toEqual([{ parent: region, from: null, until: '2026-07-01' }]);
    });

    it('refuses to make a unit a part of its own part, and changes nothing', async () => {
      const outer = await register('REGION');
      const inner = await register('REGION', outer);
      const { status, body } = await move(outer, inner, '2026-07-01');
      expect([status, body.code]).toEqual([409, 'parent-cycle']);
      expect(await linksOf(outer)).toEqual([]);
    });

    it('lets one of two win whose moves would be a circle together', async () => {
      const [a, b] = [await register('REGION'), await register('REGION')];
      // While nobody can write, both have read the network; without their own lock each would find no circle.
      const gate = await api.database.admin.connect();
      await gate.query('begin; lock table app.unit_parent in exclusive mode');
      const asked = Promise.all([move(a, b, '2026-07-01'), move(b, a, '2026-07-01')]);
      await eventually(async () => {
        const { rows } = await gate.query(
          `select count(*)::int as n from pg_locks l join pg_database d on d.oid = l.database
            where not l.granted and d.datname = current_database()`,
        );
        return rows[0].n >= 2;
      });
      await gate.query('rollback');
      gate.release();
      const answers = await asked;
      expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    });

    it('refuses a day before a recorded change', async () => {
      const [old, next] = [await register('REGION'), await register('REGION')];
      const centre = await register('CENTRE', old);
      await move(centre, next, '2026-07-01');
      const { status, body } = await move(centre, old, '2026-06-01');
      expect([status, body.code]).toEqual([409, 'interval-overlap']);
    });

    it.each([
      ['the place that it has', (region: string) => region, 'rule-violated'],
      ['a unit that does not exist', () => 'REG-ME-NONE', 'reference-not-found'],
    ])('refuses %s', async (_what, parentOf, code) => {
      const region = await register('REGION');
      const { status, body } = await move(await register('CENTRE', region), parentOf(region), '2026-07-01');
      expect([status, body.errors[0].code]).toEqual([422, code]);
    });

    it('refuses a unit of another country as if it did not exist', async () => {
      const foreign = await register('REGION', undefined, 'ET');
      const { body } = await move(await register('CENTRE'), foreign, '2026-07-01');
      expect(body.errors[0]).toMatchObject({ pointer: '/parent', code: 'reference-not-found' });
    });

    it('is for desks, and for a desk of one country only there', async () => {
      const centre = await register('CENTRE');
      const ethiopia = await askerWith(api, 'HQ_DESK', 'ET');
      const asked = [director, ethiopia, askerFor(api)].map((by) => move(centre, null, '2026-07-01', by));
      expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([403, 404, 401]);
    });
  });

  describe('POST /units/{code}/splits', () => {
    const split = (code: string, into: object[], from = '2026-07-01') =>
      desk.post(`/units/${code}/splits`, { from, into });

    it('gives every part to one of the new units and closes the divided one', async () => {
      const country = await register('REGION');
      const region = await register('REGION', country);
      const [a, b] = [await register('CENTRE', region), await register('CENTRE', region)];
      const { status, body } = await split(region, [
        { code: `${region}-A`, name: 'A', members: [a] },
        { code: `${region}-B`, name: 'B', members: [b] },
      ]);
      expect(status).toBe(201);
      expect(body.map((unit: any) => [unit.code, unit.intervals.at(-1)?.status])).toEqual([
        [region, 'CLOSED'],
        [`${region}-A`, undefined],
        [`${region}-B`, undefined],
      ]);
      expect(await linksOf(b)).toEqual([
        { parent: region, from: null, until: '2026-07-01' },
        { parent: `${region}-B`, from: '2026-07-01', until: null },
      ]);
      expect(await linksOf(`${region}-A`)).toEqual([{ parent: country, from: '2026-07-01', until: null }]);
    });

    it.each([
      ['nobody gets', (a: string, _b: string) => [[a], []], '/into', 'rule-violated'],
      ['two get', (a: string, b: string) => [[a, b], [a]], '/into/1/members', 'reference-not-found'],
    ])('refuses a part that %s, and registers nothing', async (_what, sharesOf, pointer, code) => {
      const region = await register('REGION');
      const [first, second] = sharesOf(await register('CENTRE', region), await register('CENTRE', region));
      const { status, body } = await split(region, [
        { code: `${region}-A`, name: 'A', members: first },
        { code: `${region}-B`, name: 'B', members: second },
      ]);
      expect([status, body.errors[0].pointer, body.errors[0].code]).toEqual([422, pointer, code]);
      const { rowCount } = await api.database.admin.query('select 1 from app.unit where code like $1', [
        `${region}-%`,
      ]);
      expect(rowCount).toBe(0);
    });
  });

  describe('GET /units/tree', () => {
    it('shows the network of a day, each unit before its parts', async () => {
      const [old, next] = [await register('REGION'), await register('REGION')];
      const centre = await register('CENTRE', old);
      await move(centre, next, '2026-07-01');
      const placeIn = async (structure: string) => {
        const { body } = await desk.get(`/units/tree?partner=ME&structure=${structure}`);
        return body.data.find(({ code }: any) => code === centre);
      };
      expect(await placeIn('asOf:2026-06-30')).toMatchObject({ parent: old, depth: 1 });
      expect(await placeIn('current')).toMatchObject({ parent: next, depth: 1 });
    });

    it('asks as few statements for 2,000 units as for two', async () => {
      const statements = async (partner: string): Promise<number> => {
        const source = api.app.get(DataSource);
        const make = source.createQueryRunner.bind(source);
        let count = 0;
        source.createQueryRunner = (mode) => {
          const runner = make(mode);
          const query = runner.query.bind(runner);
          runner.query = ((...given: Parameters<typeof query>) => {
            if (given[0].includes('app.unit')) count += 1;
            return query(...given);
          }) as typeof runner.query;
          return runner;
        };
        const { status, body } = await director.get(`/units/tree?partner=${partner}`);
        source.createQueryRunner = make;
        expect([status, body.data.length >= 2]).toEqual([200, true]);
        return count;
      };
      await register('CENTRE', await register('REGION', undefined, 'ET'), 'ET');
      await api.database.admin.query(
        `insert into app.unit (partner, code, type, name, time_zone, created_at)
         select 'UZ', 'REG-UZ-' || n, 'REGION', 'Region ' || n, 'Asia/Tashkent', now() from generate_series(1, 2000) n`,
      );
      await api.database.admin.query(
        `insert into app.unit_parent (partner, unit, parent)
         select 'UZ', 'REG-UZ-' || n, 'REG-UZ-' || (n / 2) from generate_series(2, 2000) n`,
      );
      expect(await statements('UZ')).toBe(1);
      expect(await statements('ET')).toBe(1);
    });

    it('shows nothing of another country', async () => {
      const coordinator = await askerWith(api, 'COORDINATOR', 'ET');
      expect((await coordinator.get('/units/tree?partner=ME')).status).toBe(404);
      const { body } = await coordinator.get('/units/tree');
      expect(new Set(body.data.map(({ partner }: any) => partner))).toEqual(new Set(['ET']));
    });

    it('refuses a structure that is none', async () => {
      expect((await desk.get('/units/tree?structure=asOf:2026-02-30')).status).toBe(400);
    });
  });

  it('lists units with the place of one day alone when a structure is asked for', async () => {
    const [old, next] = [await register('REGION'), await register('REGION')];
    const centre = await register('CENTRE', old);
    await move(centre, next, '2026-07-01');
    const parentsIn = async (query: string) => {
      const { body } = await desk.get(`/units?partner=ME&limit=200${query}`);
      return body.data.find(({ code }: any) => code === centre).parents.map(({ parent }: any) => parent);
    };
    expect(await parentsIn('')).toEqual([old, next]);
    expect(await parentsIn('&structure=asOf:2026-06-30')).toEqual([old]);
    expect(await parentsIn('&structure=current')).toEqual([next]);
  });

  describe('a region that splits and a centre that closes (vector 5.6)', () => {
    const rows = ({ body }: any) => Object.fromEntries(body.data.map((row: any) => [row.unit, row.value]));
    const ask = async (structure: string, more = '') =>
      director.get(
        `/analytics/aggregate?indicator=VISITORS&partner=PK&period=2026-10&level=REGION&structure=${structure}${more}`,
      );
    const total = async (structure: string) => {
      const query = `indicator=VISITORS&partner=PK&period=2026-10&group=partner&structure=${structure}`;
      const { body } = await director.get(`/analytics/aggregate?${query}`);
      return [body.data[0].value, body.data[0].coverage];
    };

    it('changes nothing in the totals as reported, and shows the new regions in the current structure', async () => {
      await addReportingUnit(api, { partner: 'PK', unit: 'REG-PK-R', type: 'REGION' });
      await api.database.admin.query("delete from app.assignment where unit = 'REG-PK-R'");
      await addReportingUnit(api, { partner: 'PK', unit: 'CTR-PK-1', parent: 'REG-PK-R' });
      await addReportingUnit(api, { partner: 'PK', unit: 'CTR-PK-2', parent: 'REG-PK-R' });
      await addReportingUnit(api, { partner: 'PK', unit: 'CTR-PK-3' });
      await generateSlots(api, 'PK');
      const pk = await handsOf(api, 'PK');
      for (const [unit, VISITORS] of [
        ['CTR-PK-1', '100'],
        ['CTR-PK-2', '20'],
        ['CTR-PK-3', '3'],
      ])
        await acceptReport(api, pk, { unit, month: '2026-10', cells: { VISITORS } });
      const before = [rows(await ask('asReported')), await total('asReported')];
      expect(before[0]).toEqual({ 'CTR-PK-3': '3', 'REG-PK-R': '120' });

      const into = [
        { code: 'REG-PK-R1', name: 'R1', members: ['CTR-PK-1'] },
        { code: 'REG-PK-R2', name: 'R2', members: ['CTR-PK-2'] },
      ];
      const divided = await desk.post('/units/REG-PK-R/splits', { from: '2026-11-01', into });
      const closed = await desk.post('/units/CTR-PK-2/status-intervals', {
        status: 'CLOSED',
        from: '2026-11-10',
      });
      expect([divided.status, closed.status]).toEqual([201, 201]);
      await generateSlots(api, 'PK');

      expect([rows(await ask('asReported')), await total('asReported')]).toEqual(before);
      const current = await ask('current');
      expect(rows(current)).toEqual({ 'CTR-PK-3': '3', 'REG-PK-R1': '100', 'REG-PK-R2': '20' });
      expect(current.body.meta.structure).toBe('current;units=top-most;level=REGION');
      expect(rows(await ask('asOf:2026-10-31'))).toEqual(before[0]);
      expect(await total('current')).toEqual(before[1]);
      expect(rows(await ask('current', '&unit=REG-PK-R2'))).toEqual({ 'REG-PK-R2': '20' });
    });
  });
});
